package dockerfile

import (
	"slices"
	"strings"
)

// premature returns those of the variables used in the nth pair of an ENV that other pairs of it set, and nothing before
// it: https://docs.docker.com/reference/dockerfile/#environment-replacement. The pair's own name is the usual way to add
// to what the base image has.
func premature(i instruction, pairs []word, n int, before *scope, used []string) []string {
	if i.keyword != "env" || len(pairs) < 2 {
		return nil
	}
	own, _, _ := strings.Cut(pairs[n].text, "=")
	var found []string
	for m, w := range pairs {
		name, _, _ := strings.Cut(w.text, "=")
		if _, known := before.look(name); known || m == n || name == own || !slices.Contains(used, name) {
			continue
		}
		if !slices.Contains(found, name) {
			found = append(found, name)
		}
	}
	return found
}
