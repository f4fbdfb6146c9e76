package dockerfile

import (
	"path"
	"regexp"
	"strings"
)

// Named reports whether files of this path are Dockerfiles by their name: Dockerfile, Containerfile, Dockerfile.dev,
// api.Dockerfile. Names that say something else at their end (Dockerfile.md, Dockerfile.dockerignore) are not.
func Named(filePath string) bool {
	base := strings.ToLower(path.Base(filePath))
	if base == "dockerfile" || base == "containerfile" {
		return true
	}
	if notDockerfiles[path.Ext(base)] {
		return false
	}
	if strings.HasSuffix(base, ".dockerfile") || strings.HasSuffix(base, ".containerfile") {
		return true
	}
	return prefixed.MatchString(base)
}

var prefixed = regexp.MustCompile(`^(dockerfile|containerfile)[._-]`)

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
