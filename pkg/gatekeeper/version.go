package gatekeeper

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// ErrVersion is wrapped for a Gatekeeper that is not known, or that can't evaluate a rule.
var ErrVersion = errors.New("not for this version of Gatekeeper")

// A Version is a minor release of Gatekeeper: "3.23".
type Version string

// LatestVersion is the latest release that is known.
const LatestVersion Version = "3.23"

// A release is a version's numbers.
type release []int

// opaReleases are the releases of OPA in those of Gatekeeper, from the first that takes Rego v1
// (https://open-policy-agent.github.io/gatekeeper/website/docs/opa-versions and Gatekeeper's go.mod).
var opaReleases = map[Version]release{
	"3.19": {1, 3, 0}, "3.20": {1, 5, 0}, "3.21": {1, 10, 0}, "3.22": {1, 13, 2}, LatestVersion: {1, 17, 1},
}

// ParseVersion reads a release of Gatekeeper with or without a v and a patch: "3.22", "v3.22.1". A later one than is known
// counts as the latest. The error wraps ErrVersion for one before 3.19, which takes no Rego v1.
func ParseVersion(text string) (Version, error) {
	given, err := parseRelease(strings.TrimPrefix(text, "v"))
	if err != nil || len(given) < 2 {
		return "", fmt.Errorf("%w: %q is none", ErrVersion, text)
	}
	known := Version(fmt.Sprintf("%d.%d", given[0], given[1]))
	if _, ok := opaReleases[known]; ok {
		return known, nil
	}
	latest, err := parseRelease(string(LatestVersion))
	if err == nil && slices.Compare(given, latest) > 0 {
		return LatestVersion, nil
	}
	return "", fmt.Errorf("%w: %s takes no Rego v1, the first that does is 3.19", ErrVersion, text)
}

func parseRelease(text string) (release, error) {
	var numbers release
	for part := range strings.SplitSeq(text, ".") {
		number, err := strconv.Atoi(part)
		if err != nil {
			return nil, err
		}
		numbers = append(numbers, number)
	}
	return numbers, nil
}

func (r release) String() string {
	return strings.Trim(strings.ReplaceAll(fmt.Sprint([]int(r)), " ", "."), "[]")
}

// orLatest is the version that the zero value stands for.
func (v Version) orLatest() Version {
	if v == "" {
		return LatestVersion
	}
	return v
}

// interpolating is the first release of OPA that knows texts with expressions in them.
var interpolating = release{1, 12, 0}

func (v Version) interpolates() bool {
	return slices.Compare(opaReleases[v.orLatest()], interpolating) >= 0
}

// checkTexts compiles the modules of a template, and makes sure that the version's OPA has all that they use.
func (v Version) checkTexts(texts []string) error {
	modules := make(map[string]*ast.Module, len(texts))
	for i, text := range texts {
		module, err := ast.ParseModuleWithOpts(strconv.Itoa(i), text, ast.ParserOptions{RegoVersion: ast.RegoV1})
		if err != nil {
			return fmt.Errorf("parse template: %w", err)
		}
		modules[strconv.Itoa(i)] = module
	}
	compiler := ast.NewCompiler()
	if compiler.Compile(modules); compiler.Failed() {
		return fmt.Errorf("compile template: %w", compiler.Errors)
	}
	least, known := compiler.Required.MinimumCompatibleVersion()
	needed, err := parseRelease(least)
	if has := opaReleases[v.orLatest()]; !known || err != nil || slices.Compare(needed, has) > 0 {
		return fmt.Errorf("%w: it needs OPA %s, and Gatekeeper %s has %s", ErrVersion, least, v.orLatest(), has)
	}
	return nil
}
