package dockerfile

import (
	"slices"
	"strings"

	distribution "github.com/distribution/reference"
	lexer "github.com/moby/buildkit/frontend/dockerfile/shell"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// defaults are the ARGs above the first FROM in a build that is told nothing.
type defaults struct {
	values map[string]string
	used   []string
}

// Get implements BuildKit's EnvGetter.
func (d *defaults) Get(name string) (string, bool) {
	if !slices.Contains(d.used, name) {
		d.used = append(d.used, name)
	}
	value, ok := d.values[name]
	return value, ok
}

// Keys implements BuildKit's EnvGetter; the lexer does not use it.
func (d *defaults) Keys() []string { return nil }

// plainPlatform is what the builder sets on the platform that most build for: what it is matters little, as long as it
// is something.
var plainPlatform = map[string]string{
	"TARGETPLATFORM": "linux/amd64", "TARGETOS": "linux", "TARGETARCH": "amd64", "TARGETVARIANT": "", "TARGETSTAGE": "default",
	"BUILDPLATFORM": "linux/amd64", "BUILDOS": "linux", "BUILDARCH": "amd64", "BUILDVARIANT": "",
}

// keepDefaults remembers the defaults of a global ARG.
func (r *reader) keepDefaults(i instruction) {
	for _, w := range splitWords(i.text.string, i.arguments, r.escape) {
		name, raw, given := strings.Cut(w.text, "=")
		if !given {
			continue
		}
		value, _, err := lexer.NewLex(r.escape).ProcessWord(scannable(raw), &defaults{values: r.defaults})
		if err == nil && len(value) <= valueLimit {
			r.defaults[name] = value
		}
	}
}

// brokenDefault returns what a FROM names if nobody passes build arguments, where that is neither an image nor a stage:
// https://docs.docker.com/reference/build-checks/invalid-default-arg-in-from/.
func (r *reader) brokenDefault(raw string) *input.BrokenDefault {
	if !strings.Contains(raw, "$") {
		return nil
	}
	told := &defaults{values: r.defaults}
	plain, _, err := lexer.NewLex(r.escape).ProcessWord(scannable(raw), told)
	if err != nil || r.findStage(plain) != nil {
		return nil
	}
	if _, err := distribution.ParseNormalizedNamed(plain); err == nil {
		return nil
	}
	declared := slices.DeleteFunc(told.used, func(name string) bool {
		_, ok := r.global.variables[name]
		return !ok
	})
	if len(declared) == 0 {
		return nil
	}
	var unset []string
	for _, name := range declared {
		if _, ok := r.defaults[name]; !ok {
			unset = append(unset, name)
		}
	}
	return &input.BrokenDefault{Text: plain, Arguments: declared, Unset: unset}
}
