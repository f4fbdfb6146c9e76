package command

import (
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// A removal is what a script takes away again after an install.
type removal struct {
	// all: whatever was installed goes, or nobody can tell what stays.
	all   bool
	names map[string]bool
}

func (r removal) covers(p input.Package) bool {
	return r.all || r.names[p.Name]
}

// removals gathers what the calls behind an install remove of it, by name or as a whole.
func removals(c call, later []call, commands []shell.Command) removal {
	gone := removal{names: map[string]bool{}}
	virtual, _ := flag(c.Command, "-t", "--virtual")
	for _, next := range later {
		if next.family != c.family || !next.is(removes) {
			continue
		}
		gone.all = gone.all || sweeps(next, commands)
		for _, operand := range next.named {
			gone.all = gone.all || operand.State == shell.Unresolved || operand.Substitution ||
				c.family == "apk" && slices.Contains(virtual, operand.Text)
			gone.names[strings.TrimSuffix(operand.Text, "*")] = true
		}
	}
	return gone
}

// sweeps reports apt removing whatever `apt-mark auto` has marked.
func sweeps(c call, commands []shell.Command) bool {
	_, given := flag(c.Command, "--auto-remove", "--autoremove")
	return c.family == "apt" && (given || strings.HasPrefix(c.verb, "auto")) &&
		slices.ContainsFunc(commands[:c.index], func(earlier shell.Command) bool {
			return earlier.Name == "apt-mark" && earlier.Verb == "auto"
		})
}
