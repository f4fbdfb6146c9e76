package dockerfile

import (
	"path"
	"regexp"
	"strings"
)

// Named reports whether files of this path are Dockerfiles by their name: Dockerfile, Containerfile, api.Dockerfile.
func Named(filePath string) bool {
	base := strings.ToLower(path.Base(filePath))
	return base == "dockerfile" || base == "containerfile" ||
		strings.HasSuffix(base, ".dockerfile") || strings.HasSuffix(base, ".containerfile")
}

// MayBe reports whether a file of this path may be a Dockerfile, for Recognise to tell: Dockerfile.dev is one, and
// dockerfile.rego only speaks of them.
func MayBe(filePath string) bool {
	base := strings.ToLower(path.Base(filePath))
	return Named(filePath) || prefixed.MatchString(base) && !notDockerfiles[path.Ext(base)]
}

// prefixed are names with Dockerfile at a word's beginning that go on: Dockerfile.dev, Dockerfile2, build.Dockerfile.amd64.
var prefixed = regexp.MustCompile(`(?:^|\.)(?:dockerfile|containerfile)(?:[._-]|\d+$|\d+[._-])`)

// notDockerfiles are endings of files that only speak of a Dockerfile, or that a Dockerfile is yet to be made of.
var notDockerfiles = map[string]bool{
	".md": true, ".rst": true, ".adoc": true, ".html": true, ".json": true, ".yml": true, ".yaml": true, ".toml": true,
	".sh": true, ".bash": true, ".ps1": true, ".py": true, ".go": true, ".js": true, ".ts": true, ".rb": true, ".java": true,
	".c": true, ".h": true, ".rs": true, ".lua": true, ".vim": true, ".snap": true, ".patch": true, ".diff": true,
	".dockerignore": true, ".containerignore": true, ".lock": true, ".sum": true, ".log": true,
	".j2": true, ".jinja": true, ".jinja2": true, ".tmpl": true, ".tpl": true, ".template": true, ".erb": true, ".mustache": true,
	".gotmpl": true, ".in": true, ".m4": true, ".ejs": true, ".hbs": true,
}

var firstInstruction = regexp.MustCompile(`(?i)\A(?:\x{FEFF})?(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*(?:FROM|ARG)[ \t]+[^\s:{]\S*`)

// Recognise reports whether content reads as a Dockerfile: its first instruction is FROM or ARG.
func Recognise(content []byte) bool {
	return firstInstruction.Match(content)
}
