package seaworthy

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/bundles"
	"github.com/seaworthy-policy/seaworthy/pkg/config"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// Profiles returns the names of the profiles in alphabetical order, without AllRules.
func Profiles() []string {
	files, _ := fs.Glob(bundles.FS, "*/profile.yaml")
	for i, file := range files {
		files[i], _, _ = strings.Cut(file, "/")
	}
	return files
}

// CheckProfile returns nil if WithProfile takes the name: one of Profiles, at a version that it has, or AllRules. Any other
// error wraps rule.ErrUnknownProfile.
func CheckProfile(name string) error {
	_, err := readEdition(name)
	return err
}

// An edition is a profile at one version.
type edition struct {
	profile    string
	parameters rule.Parameters
	// without are rules of the profile that are not asked at the version.
	without      []string
	hidesNothing bool
}

// has reports whether the rule is asked.
func (e edition) has(r rule.Rule) bool {
	return r.In(e.profile) && !slices.Contains(e.without, r.ID)
}

// readEdition reads NAME or NAME@VERSION.
func readEdition(name string) (edition, error) {
	if name == AllRules {
		return edition{profile: name, parameters: rule.Parameters{}, hidesNothing: true}, nil
	}
	name, version, versioned := strings.Cut(name, "@")
	if !slices.Contains(Profiles(), name) || versioned && version == "" {
		return edition{}, fmt.Errorf("%w %q (known: %s, %s)", rule.ErrUnknownProfile, name, AllRules, strings.Join(Profiles(), ", "))
	}
	file := name + "/profile.yaml"
	text, err := fs.ReadFile(bundles.FS, file)
	if err != nil {
		return edition{}, fmt.Errorf("read profile: %w", err)
	}
	read, err := config.ParseProfile(source.File{Path: file, Content: text})
	if err != nil {
		return edition{}, fmt.Errorf("read profile: %w", err)
	}
	parameters, without, err := read.At(version)
	if err != nil {
		return edition{}, fmt.Errorf("%w %q (%w)", rule.ErrUnknownProfile, name+"@"+version, err)
	}
	return edition{profile: name, parameters: parameters, without: without, hidesNothing: read.HidesNothing}, nil
}
