package command

import (
	"regexp"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

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
		p = modulePackage(module)
		p.Text = text
		return p
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

// isFile reports whether an operand is a file, files that the shell finds, or an address rather than a name in a repository.
func isFile(text, ending string) bool {
	return strings.HasSuffix(text, ending) || strings.Contains(text, "://") || strings.Contains(text, "/") && strings.ContainsAny(text, "*?") ||
		strings.HasPrefix(text, "/") || strings.HasPrefix(text, "./") || strings.HasPrefix(text, "../")
}
