package command

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// A manager is a family of package managers that share a syntax.
type manager struct {
	family string
	// verbs are the sub-commands that install what the operands name.
	verbs []string
	// yes are the options that answer every question.
	yes []string
	// read takes an operand apart.
	read func(text string) input.Package
}

// managers by program.
var managers = map[string]*manager{
	"apt-get":  &apt,
	"apt":      &apt,
	"aptitude": &apt,
	"apk":      {family: "apk", verbs: []string{"add"}, read: apkPackage},
	"yum":      &dnf,
	"dnf":      &dnf,
	"microdnf": &dnf,
	"tdnf":     &dnf,
	"zypper": {
		family: "zypper", verbs: []string{"install", "in"},
		yes: []string{"-y", "--no-confirm", "-n", "--non-interactive"}, read: zypperPackage,
	},
}

var (
	apt = manager{
		family: "apt", verbs: []string{"install", "reinstall"},
		yes: []string{"-y", "--yes", "--assume-yes", "-qq", "--force-yes"}, read: aptPackage,
	}
	dnf = manager{
		family: "dnf", verbs: []string{"install", "localinstall", "reinstall", "module"},
		yes: []string{"-y", "--assumeyes"}, read: dnfPackage,
	}
)

// install says what a command installs; nil if it is no install command of a known manager.
func install(c shell.Command, at string, place Placer) *input.Install {
	m := managers[c.Name]
	if m == nil || !slices.Contains(m.verbs, c.Verb) || simulated(c) {
		return nil
	}
	operands, read := c.Operands, m.read
	if c.Verb == "module" {
		if len(operands) == 0 || operands[0].Text != "install" {
			return nil
		}
		operands, read = operands[1:], modulePackage
	}
	_, yes := flag(c, m.yes...)
	made := &input.Install{
		Kind: "system", Manager: m.family, AssumeYes: yes || quietTwice(c) || m.family == "apk",
		Recommended: m.family == "apt" && recommends(c),
	}
	for i, operand := range operands {
		p := read(operand.Text)
		if hidden(operand, p) {
			continue
		}
		p.At = at + "/packages/" + strconv.Itoa(i)
		place(p.At, operand.Range, operand.Origins)
		made.Packages = append(made.Packages, p)
	}
	return made
}

// simulated reports whether a command only says what it would do, or only fetches it.
func simulated(c shell.Command) bool {
	names := []string{"--simulate", "--dry-run", "--download-only", "--downloadonly"}
	if managers[c.Name] == &apt || c.Name == "apk" {
		names = append(names, "-s", "--just-print", "--no-act", "--recon")
	}
	if managers[c.Name] == &apt {
		names = append(names, "-d", "--print-uris")
	}
	_, given := flag(c, names...)
	return given
}

// hidden reports whether a variable that nobody knows may hold the whole package, version included.
func hidden(operand shell.Word, p input.Package) bool {
	return p.Name == "" || !p.Pinned && (operand.State == shell.Unresolved || operand.Substitution)
}

// quietTwice reports apt's -q -q, which implies --yes.
func quietTwice(c shell.Command) bool {
	count := 0
	for _, f := range c.Flags {
		if f.Name == "-q" || f.Name == "--quiet" {
			count++
		}
	}
	values, _ := flag(c, "-q", "--quiet")
	return managers[c.Name].family == "apt" && (count > 1 || slices.Contains(values, "2"))
}

// recommends reports whether apt installs recommended packages:
// https://manpages.debian.org/stable/apt/apt-get.8.en.html.
func recommends(c shell.Command) bool {
	if _, off := flag(c, "--no-install-recommends", "-R", "--without-recommends"); off {
		return false
	}
	options, _ := flag(c, "-o", "--option")
	return !slices.ContainsFunc(options, func(option string) bool {
		name, value, _ := strings.Cut(option, "=")
		return strings.EqualFold(name, "APT::Install-Recommends") && falseWord[strings.ToLower(strings.Trim(value, `"'`))]
	})
}

// falseWord are apt's spellings of no.
var falseWord = map[string]bool{"0": true, "false": true, "no": true, "off": true, "without": true, "disable": true}

// aptPackage reads name, name=version, name/release, name:architecture and files.
func aptPackage(text string) input.Package {
	p := input.Package{Text: text, Name: text}
	if p.Local = isFile(text, ".deb"); p.Local {
		return p
	}
	if name, version, ok := strings.Cut(text, "="); ok {
		p.Name, p.Version, p.Pinned = name, version, true
	} else if name, release, ok := strings.Cut(text, "/"); ok {
		p.Name, p.Version, p.Pinned = name, release, true
	}
	p.Name, _, _ = strings.Cut(p.Name, ":")
	if strings.HasSuffix(text, "-") { // apt removes name-
		p.Name = ""
	}
	return p
}

// apkPackage reads name, name=version, name~version, name>version, name@repository and files:
// https://man.archlinux.org/man/apk-world.5.
func apkPackage(text string) input.Package {
	p := input.Package{Text: text, Name: text, Local: isFile(text, ".apk")}
	if p.Local {
		return p
	}
	if i := strings.IndexAny(text, "=~<>"); i > 0 {
		p.Name, p.Version, p.Pinned = text[:i], strings.TrimLeft(text[i:], "=~<>"), true
	}
	p.Name, _, _ = strings.Cut(p.Name, "@")
	return p
}

// dnfVersion splits name-[epoch:]version[-release[.architecture]]. A release begins with a digit, so that the name
// java-1.8.0-openjdk holds no version.
var dnfVersion = regexp.MustCompile(`^(.+?)-(?:\d+:)?(v?\d[^-]*(?:-\d[^-]*)?)$`)

// dnfPackage reads name, name-version-release.architecture, @group, @module:stream and files.
func dnfPackage(text string) input.Package {
	p := input.Package{Text: text, Name: text, Local: isFile(text, ".rpm")}
	if p.Local {
		return p
	}
	if module, ok := strings.CutPrefix(text, "@"); ok {
		return modulePackage(module)
	}
	if i := strings.IndexAny(text, "=<>"); i > 0 {
		p.Name, p.Version, p.Pinned = strings.TrimSpace(text[:i]), strings.TrimLeft(text[i:], "=<> "), true
	} else if parts := dnfVersion.FindStringSubmatch(text); parts != nil {
		p.Name, p.Version, p.Pinned = parts[1], parts[2], true
	}
	return p
}

// modulePackage reads name:stream/profile.
func modulePackage(text string) input.Package {
	p := input.Package{Text: text, Name: text}
	if name, stream, ok := strings.Cut(text, ":"); ok {
		p.Name, p.Version, p.Pinned = name, stream, true
	}
	return p
}

// zypperPackage reads name, name=version, name>=version and files.
func zypperPackage(text string) input.Package {
	p := input.Package{Text: text, Name: text, Local: isFile(text, ".rpm")}
	if i := strings.IndexAny(text, "=<>"); i > 0 && !p.Local {
		p.Name, p.Version, p.Pinned = strings.TrimSpace(text[:i]), strings.TrimLeft(text[i:], "=<> "), true
	}
	return p
}

// isFile reports whether an operand is a file or an address rather than a name in a repository.
func isFile(text, ending string) bool {
	return strings.HasSuffix(text, ending) || strings.Contains(text, "://") ||
		strings.HasPrefix(text, "/") || strings.HasPrefix(text, "./") || strings.HasPrefix(text, "../")
}
