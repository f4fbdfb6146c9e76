package command

import (
	"regexp"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// floating are the versions and branches that are another thing tomorrow.
var floating = map[string]bool{
	"": true, "*": true, "x": true, "latest": true, "upgrade": true, "patch": true, "none": true, "main": true, "master": true,
	"HEAD": true, "develop": true, "trunk": true, "head": true, "dev-main": true, "dev-master": true, "@dev": true,
}

// pythonFile is what pip installs from a file.
var pythonFile = regexp.MustCompile(`\.(?:whl|zip|egg|tar|tgz|tar\.(?:gz|bz2|xz|Z))$`)

// pipPackage reads a requirement: name, name[extra]==version, name @ address, a repository, a file or a folder.
// https://packaging.python.org/en/latest/specifications/dependency-specifiers/.
func pipPackage(text string) input.Package {
	p := input.Package{Text: text, Name: text}
	requirement, _, _ := strings.Cut(text, ";")
	if name, address, ok := strings.Cut(requirement, "@"); ok && strings.Contains(address, ":") && isPythonName(strings.TrimSpace(name)) {
		p = pipPackage(strings.TrimSpace(address))
		p.Text, p.Name = text, strings.TrimSpace(name)
		return p
	}
	switch {
	case isRepository(text):
		p.Version, p.Pinned = repositoryVersion(text)
		return p
	case isPythonPath(requirement):
		p.Local = true
		return p
	}
	p.Name = requirement
	if i := strings.IndexAny(requirement, "=<>~!"); i > 0 {
		p.Name, p.Version, p.Pinned = requirement[:i], strings.TrimLeft(requirement[i:], "=<>~! "), true
	} else if name, version, ok := strings.Cut(requirement, "@"); ok { // uv tool install ruff@0.6
		p.Name, p.Version, p.Pinned = name, version, !floating[version]
	}
	p.Name, _, _ = strings.Cut(strings.TrimSpace(p.Name), "[")
	return p
}

var pythonName = regexp.MustCompile(`^[A-Za-z0-9._-]+(?:\[[^\]]*\])?$`)

func isPythonName(text string) bool { return pythonName.MatchString(text) }

func isPythonPath(text string) bool {
	return strings.HasPrefix(text, ".") || strings.Contains(text, "/") || pythonFile.MatchString(text)
}

// isRepository reports the address of a version control system.
func isRepository(text string) bool {
	for _, start := range []string{"git+", "hg+", "svn+", "bzr+", "git://", "git@"} {
		if strings.HasPrefix(text, start) {
			return true
		}
	}
	return false
}

// repositoryVersion is what follows the @ behind a repository's path: https://pip.pypa.io/en/stable/topics/vcs-support/.
func repositoryVersion(text string) (string, bool) {
	address, _, _ := strings.Cut(text, "#")
	_, behind, ok := strings.Cut(address, "://")
	if !ok {
		_, behind, _ = strings.Cut(address, ":")
	}
	_, path, _ := strings.Cut(behind, "/")
	_, version, ok := strings.Cut(path, "@")
	return version, ok && !floating[version]
}

// npmPackage reads name, @scope/name, either with @version, an alias, a repository, a file or a folder:
// https://docs.npmjs.com/cli/using-npm/package-spec.
func npmPackage(text string) input.Package {
	p := input.Package{Text: text, Name: text}
	at := strings.LastIndexByte(text[:min(len(text), indexOr(text, "@npm:"))], '@')
	if i := strings.Index(text, "@npm:"); i > 0 {
		aliased := npmPackage(text[i+len("@npm:"):])
		p.Name, p.Version, p.Pinned = text[:i], aliased.Version, aliased.Pinned
		return p
	}
	switch {
	case isNodeRepository(text):
		_, p.Version, p.Pinned = strings.Cut(text, "#")
	case isNodePath(text):
		p.Local = true
	case at > 0:
		p.Name, p.Version = text[:at], text[at+1:]
		p.Pinned = !floating[p.Version] && !distributionTag.MatchString(p.Version)
	}
	return p
}

func indexOr(text, part string) int {
	if i := strings.Index(text, part); i >= 0 {
		return i
	}
	return len(text)
}

// distributionTag is a name that the publisher moves from version to version: https://docs.npmjs.com/cli/commands/npm-dist-tag.
var distributionTag = regexp.MustCompile(`^(?:[a-uw-zA-UW-Z]|[vV][^0-9])[A-Za-z0-9._-]*$`)

var (
	nodeShorthand = regexp.MustCompile(`^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+(?:#.*)?$`)
	nodeFile      = regexp.MustCompile(`\.(?:tgz|tar|tar\.gz)$`)
)

func isNodeRepository(text string) bool {
	for _, start := range []string{"git+", "git://", "git@", "github:", "gitlab:", "bitbucket:", "gist:", "ssh://"} {
		if strings.HasPrefix(text, start) {
			return true
		}
	}
	address, _, _ := strings.Cut(text, "#")
	return strings.Contains(text, "://") && strings.HasSuffix(address, ".git") || nodeShorthand.MatchString(text) && !isNodePath(text)
}

func isNodePath(text string) bool {
	for _, start := range []string{".", "/", "~/", "file:", "link:", "portal:", "workspace:", "http://", "https://"} {
		if strings.HasPrefix(text, start) {
			return true
		}
	}
	return nodeFile.MatchString(text)
}

// gemPackage reads name, name:version and files: https://guides.rubygems.org/command-reference/#gem-install.
func gemPackage(text string) input.Package {
	p := input.Package{Text: text, Name: text, Local: isFile(text, ".gem")}
	if !p.Local {
		p.Name, p.Version, p.Pinned = strings.Cut(text, ":")
	}
	return p
}

// gemOperands are the gems that a command names: behind -- stand options for building them.
func gemOperands(c call) []shell.Word {
	end := c.Range.End
	for _, word := range c.Words {
		if word.Text == "--" {
			end = word.Range.Start
			break
		}
	}
	return slices.DeleteFunc(slices.Clone(c.named), func(operand shell.Word) bool {
		return operand.Range.Start >= end || operand.Text == "true" || operand.Text == "false" // the value of an option
	})
}

// goPackage reads path@version, and paths of the module at hand and of the standard library:
// https://go.dev/ref/mod#version-queries. What has no dot in its first element is in no other module.
func goPackage(text string) input.Package {
	p := input.Package{Text: text, Name: text}
	name, version, found := strings.Cut(text, "@")
	first, _, _ := strings.Cut(name, "/")
	switch {
	case strings.HasPrefix(text, ".") || strings.HasPrefix(text, "/") || strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "..."):
		p.Local = !found
	case !found && !strings.Contains(first, ".") && !strings.Contains(first, "$"):
		p.Local = true
	}
	if found {
		p.Name, p.Version, p.Pinned = name, version, !floating[version]
	}
	return p
}

// goTool reports `go get -tool`, whose operand is never of the module at hand.
func goTool(c call) bool {
	_, given := flag(c.Command, "-tool")
	return given
}

// goToolPackage reads the operand of go get -tool.
func goToolPackage(text string) input.Package {
	p := goPackage(text)
	p.Local = p.Local && isFile(text, ".go")
	return p
}

// cargoPackage reads name and name@version: https://doc.rust-lang.org/cargo/commands/cargo-install.html.
func cargoPackage(text string) input.Package {
	p := input.Package{Text: text}
	p.Name, p.Version, p.Pinned = strings.Cut(text, "@")
	return p
}

// poetryPackage reads name@constraint and requirements: https://python-poetry.org/docs/cli/#add.
func poetryPackage(text string) input.Package {
	p := pipPackage(text)
	if name, version, ok := strings.Cut(text, "@"); ok && !p.Local && !strings.Contains(text, ":") {
		p.Name, p.Version, p.Pinned = name, version, !floating[version]
	}
	return p
}

// composerPackage reads vendor/name, and vendor/name:version or with = or a blank between:
// https://getcomposer.org/doc/03-cli.md#require-r.
func composerPackage(text string) input.Package {
	p := input.Package{Text: text, Name: text}
	if i := strings.IndexAny(text, ":= "); i > 0 {
		p.Name, p.Version = text[:i], text[i+1:]
		p.Pinned = !floating[p.Version] && !strings.HasPrefix(p.Version, "dev-")
	}
	return p
}

// composerOperands leaves out operands that are versions; a package in front of one is as if it were joined to it.
func composerOperands(operands []shell.Word) []shell.Word {
	var joined []shell.Word
	for _, operand := range operands {
		if last := len(joined) - 1; last >= 0 && !strings.Contains(operand.Text, "/") {
			joined[last].Text += ":" + operand.Text
			continue
		}
		joined = append(joined, operand)
	}
	return joined
}

// condaPackage reads channel::name, and name=version or with another comparison:
// https://docs.conda.io/projects/conda/en/stable/user-guide/concepts/pkg-specs.html.
func condaPackage(text string) input.Package {
	p := input.Package{Text: text, Name: text, Local: isFile(text, ".conda") || strings.HasSuffix(text, ".tar.bz2")}
	if p.Local {
		return p
	}
	if _, name, ok := strings.Cut(text, "::"); ok {
		p.Name = name
	}
	if i := strings.IndexAny(p.Name, "=<>!~ ["); i > 0 {
		p.Version, p.Pinned = strings.TrimLeft(p.Name[i:], "=<>!~ "), true
		p.Name = p.Name[:i]
	}
	return p
}
