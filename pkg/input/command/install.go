package command

import (
	"slices"
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// PackageActs adds what a script does with packages to the acts of its file: installs, prompts, updates, kept caches and
// the rest. Places are those of Documents.
func PackageActs(acts *input.Acts, s Script) {
	found := calls(s.Commands)
	settings := s.Settings
	done := 0
	for i, c := range found {
		settings = settings.After(s.Commands[done : c.index+1])
		done = c.index + 1
		at := s.at(c.index)
		s.Place(at.At, c.Range, nil)
		switch c.action {
		case installs:
			acts.Installs = append(acts.Installs, s.install(c, found[i+1:], settings, at))
		case refreshes:
			acts.IndexUpdates = append(acts.IndexUpdates, s.update(c, at))
		case upgrades, switches:
			acts.Upgrades = append(acts.Upgrades, input.Upgrade{
				Site: at, Title: c.title(), Manager: c.family, Distribution: c.action == switches,
			})
		}
		if s.prompts(c, settings) {
			acts.Prompts = append(acts.Prompts, input.Prompt{
				Site: at, Title: c.title(), Manager: c.family, Switch: c.yes[0], VerbAt: s.verbAt(c, at.At),
			})
		}
	}
	acts.KeptCaches = append(acts.KeptCaches, s.keptCaches(found)...)
	acts.UncheckedSignatures = append(acts.UncheckedSignatures, s.uncheckedSignatures()...)
	acts.TrustedKeys = append(acts.TrustedKeys, s.trustedKeys()...)
	s.prune(acts.Installs)
}

// at is the site of the script's command with this index.
func (s Script) at(index int) input.Site {
	site := s.Site
	site.Comments = nil
	site.At = At(s.Site.At, index)
	return site
}

func (s Script) verbAt(c call, at string) string {
	word, ok := c.verbWord()
	if !ok {
		return ""
	}
	return written(word, at+"/verb", s.Place)
}

// install says what an install command brings. Later are the calls behind it.
func (s Script) install(c call, later []call, settings Settings, at input.Site) input.Install {
	made := input.Install{
		Site: at, Program: c.Name, Verb: c.verb, Title: c.title(), Kind: c.kind(), Manager: c.family,
		Operands: texts(c.named), VerbAt: s.verbAt(c, at.At),
		Packages:    s.packages(c, later, at.At),
		Recommended: c.family == "apt" && s.recommends(c, settings),
	}
	s.secondIndex(&made, c, settings)
	s.manifest(&made, c, settings)
	return made
}

// packages reads the packages that an install command names.
func (s Script) packages(c call, later []call, at string) []input.Package {
	var packages []input.Package
	pinned := s.pinsAll(c)
	gone := removals(c, later, s.Commands)
	for i, named := range namedPackages(c) {
		p := named.read(named.word.Text)
		p.Pinned = p.Pinned || pinned
		if hidden(named.word, p) {
			continue
		}
		p.Removed = gone.covers(p)
		p.At = at + "/packages/" + strconv.Itoa(i)
		s.Place(p.At, named.word.Range, named.word.Origins)
		packages = append(packages, p)
	}
	return packages
}

// A namedPackage is a word that names a package, and how to read it.
type namedPackage struct {
	word shell.Word
	read func(string) input.Package
}

// namedPackages are a command's operands, without those that are something else to its manager.
func namedPackages(c call) []namedPackage {
	var named []namedPackage
	for _, operand := range packageOperands(c) {
		read := c.read
		switch {
		case strings.HasPrefix(c.verb, "module "):
			read = modulePackage
		case c.verb == "get" && goTool(c):
			read = goToolPackage
		}
		named = append(named, namedPackage{operand, read})
	}
	if c.family != "pip" {
		return named
	}
	for _, f := range c.Flags {
		if (f.Name == "-e" || f.Name == "--editable") && f.Value != nil {
			named = append(named, namedPackage{*f.Value, pipPackage})
		}
	}
	return named
}

func packageOperands(c call) []shell.Word {
	operands := c.named
	switch {
	case strings.HasPrefix(c.verb, "group"), c.verb == "pip sync", c.verb == "mod download", c.verb == "workspaces focus", strings.HasPrefix(c.verb, "env "):
		return nil
	case c.Name == "go" && c.verb == "run":
		return operands[:min(1, len(operands))]
	case c.family == "gem":
		return gemOperands(c)
	case c.family == "composer":
		return composerOperands(operands)
	}
	return operands
}

// hidden reports whether a variable that nobody knows may hold the whole package, version included.
func hidden(operand shell.Word, p input.Package) bool {
	return p.Name == "" || !p.Pinned && (operand.State == shell.Unresolved || operand.Substitution)
}

// pinsAll reports whether an option fixes the versions of all packages of the command.
func (s Script) pinsAll(c call) bool {
	switch {
	case c.family == "pip":
		return s.holds(c.Command, nil, condition{
			flags:     []string{"-c", "--constraint", "--constraints", "--override", "--overrides"},
			variables: []string{"PIP_CONSTRAINT", "UV_CONSTRAINT"},
		})
	case c.family == "gem":
		return s.holds(c.Command, nil, condition{flags: []string{"-v", "--version"}})
	case c.family == "cargo":
		return s.holds(c.Command, nil, condition{flags: []string{"--version", "--vers", "--rev", "--tag", "--path"}})
	}
	return false
}

// recommends reports whether apt installs recommended packages:
// https://manpages.debian.org/stable/apt/apt-get.8.en.html.
func (s Script) recommends(c call, settings Settings) bool {
	return !s.holds(c.Command, settings, condition{flags: []string{"--no-install-recommends", "-R", "--without-recommends"}}) &&
		!aptSays(c, settings, "apt::install-recommends", false)
}

// aptSays reports whether -o or apt's configuration gives a setting this value.
func aptSays(c call, settings Settings, name string, want bool) bool {
	value, ok := settings["apt."+name]
	options, _ := flag(c.Command, "-o", "--option")
	for _, option := range options {
		if given, set, _ := strings.Cut(option, "="); strings.EqualFold(given, name) {
			value, ok = set, true
		}
	}
	return ok && want == !falseWord[strings.ToLower(strings.Trim(value, `"';`))]
}

// prompts reports whether a command asks before it goes on, as package managers do before they change a system.
func (s Script) prompts(c call, settings Settings) bool {
	asking := c.is(installs, upgrades, switches) || c.is(removes) && len(c.named) > 0 || c.is(fetches) && c.verb != "source" &&
		c.verb != "download" && c.verb != "makecache"
	if !asking || len(c.yes) == 0 || s.fedByYes(c) {
		return false
	}
	return !s.holds(c.Command, settings, condition{flags: c.yes, settings: []string{c.family + ".assumeyes"}}) &&
		!quietTwice(c) && !(c.family == "apt" && aptSays(c, settings, "apt::get::assume-yes", true))
}

// fedByYes reports a command that gets its answers from a pipe.
func (s Script) fedByYes(c call) bool {
	return c.Pipeline.Position > 0 && slices.ContainsFunc(s.Commands, func(other shell.Command) bool {
		return other.Pipeline.ID == c.Pipeline.ID && (other.Name == "yes" || other.Name == "echo" || other.Name == "printf")
	})
}

// quietTwice reports apt's -q -q, which implies --yes.
func quietTwice(c call) bool {
	count := 0
	for _, f := range c.Flags {
		if f.Name == "-q" || f.Name == "--quiet" {
			count++
		}
	}
	values, _ := flag(c.Command, "-q", "--quiet")
	return c.family == "apt" && (count > 1 || slices.Contains(values, "2"))
}

// secondIndex notes that names are looked for in two indexes, of which the one with the higher version wins:
// https://pip.pypa.io/en/stable/cli/pip_install/#cmdoption-extra-index-url.
func (s Script) secondIndex(made *input.Install, c call, settings Settings) {
	extra, hashed := secondIndexes[c.Name], condition{flags: []string{"--require-hashes"}, variables: []string{"PIP_REQUIRE_HASHES"}}
	if !s.surelyHolds(c.Command, settings, extra) || s.holds(c.Command, settings, hashed) {
		return
	}
	made.SecondIndexAt = made.At
	for i, f := range c.Flags {
		if slices.ContainsFunc(extra.flags, func(wanted string) bool { name, _, _ := strings.Cut(wanted, "="); return f.Name == name }) {
			made.SecondIndex, made.SecondIndexAt = f.Name, made.At+"/flags/"+strconv.Itoa(i)
			s.Place(made.SecondIndexAt, f.Range, nil)
			return
		}
	}
	made.SecondIndex = strings.Join(extra.variables, "")
}

var secondIndexes = map[string]condition{
	"pip": {
		flags: []string{"--extra-index-url"}, variables: []string{"PIP_EXTRA_INDEX_URL"}, settings: []string{"pip.extra-index-url"},
	},
	"uv": {
		flags:     []string{"--index-strategy=unsafe-best-match|unsafe-first-match"},
		variables: []string{"UV_INDEX_STRATEGY=unsafe-best-match|unsafe-first-match"},
	},
}
