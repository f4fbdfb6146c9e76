package policy

import (
	"slices"
	"strings"
)

// alwaysThere are fields that come with whatever holds them.
var alwaysThere = []string{"/at", "/text", "/state", "/title", "/stage", "/step", "/index", "/*"}

// essential leaves out what is there anyway, and what goes without saying: who needs a/b/c needs a/b.
func essential(paths []string) []string {
	var shorter []string
	for _, path := range paths {
		for i := 0; i < len(alwaysThere); i++ {
			if cut, ok := strings.CutSuffix(path, alwaysThere[i]); ok {
				path, i = cut, -1
			}
		}
		shorter = append(shorter, path)
	}
	slices.Sort(shorter)
	shorter = slices.Compact(shorter)
	return slices.DeleteFunc(slices.Clone(shorter), func(path string) bool {
		return slices.ContainsFunc(shorter, func(other string) bool {
			return strings.HasPrefix(other, path+"/") || strings.HasPrefix(other, path+"=")
		})
	})
}
