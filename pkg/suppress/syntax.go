package suppress

import (
	"bytes"
	"path"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A syntax is a way of writing comments.
type syntax string

const (
	dockerfileSyntax syntax = "dockerfile"
	yamlSyntax       syntax = "yaml"
	shellSyntax      syntax = "shell"
)

func syntaxOf(name, format string) syntax {
	extension := strings.ToLower(path.Ext(name))
	switch {
	case format == "dockerfile":
		return dockerfileSyntax
	case format == "kubernetes", extension == ".yaml", extension == ".yml":
		return yamlSyntax
	case extension == ".sh", extension == ".bash":
		return shellSyntax
	}
	return ""
}

// markers are what one of must stand in a YAML file that has suppressions: few have, and the others need no parsing.
var markers = [][]byte{
	[]byte("seaworthy"), []byte("trivy:ignore"), []byte("checkov"), []byte("bridgecrew"), []byte("kics-scan"), []byte("zizmor"),
	[]byte("kube-linter.io"), []byte("kube-score/ignore"),
}

func hasMarker(content []byte) bool {
	for _, marker := range markers {
		if bytes.Contains(content, marker) {
			return true
		}
	}
	return false
}

// commentLimit is how many bytes of a comment are read.
const commentLimit = 2000

// A comment is a comment of a file, and the node that it stands above or in.
type comment struct {
	// text is without the number signs at its start.
	text  string
	span  source.Span
	scope Scope
	// stage is the build stage of a Dockerfile that the comment stands in or before.
	stage Scope
	// directive tells that it stands where a Dockerfile's parser directives do.
	directive bool
}

// newComment makes a comment of what stands on a line from a byte on.
func newComment(lines *source.Lines, line, at int) comment {
	raw := strings.TrimRight(lines.Text(line)[at:], " \t\r\\")
	start := lines.Offset(line, 1) + at
	return comment{
		text: strings.TrimLeft(raw[:min(len(raw), commentLimit)], "# \t"),
		span: lines.Span(start, start+len(raw)),
	}
}
