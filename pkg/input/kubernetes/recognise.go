package kubernetes

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Named reports whether files of this path may hold manifests: they end in .yaml, .yml or .json.
func Named(filePath string) bool {
	return slices.Contains([]string{".yaml", ".yml", ".json"}, strings.ToLower(path.Ext(filePath)))
}

var (
	// topKey finds the two keys that every object has, at the start of a line, with a value that may be a text or becomes one.
	topKey = regexp.MustCompile(`^([ \t]*)["']?(apiVersion|kind)["']?[ \t]*:[ \t]+["']?(?:[A-Za-z]|\{\{)`)
	// flowKey finds them in JSON and in YAML's flow style.
	flowKey = regexp.MustCompile(`[{,]\s*["']?(apiVersion|kind)["']?\s*:\s*["']?[A-Za-z]`)
)

// Recognise reports whether some document of the content has apiVersion and kind as texts at its top. It looks at lines
// and parses nothing, unless the content is written in braces. A template that is not YAML yet, with {{ }} between
// its lines, is recognised too.
func Recognise(_ string, content []byte) bool {
	if !bytes.Contains(content, []byte("apiVersion")) || !bytes.Contains(content, []byte("kind")) {
		return false
	}
	for _, chunk := range split(content) {
		if opensWithBrace(chunk.bytes()) && recogniseFlow(chunk) || recogniseBlock(chunk.bytes()) {
			return true
		}
	}
	return false
}

func opensWithBrace(content []byte) bool {
	content = bytes.TrimSpace(content)
	return bytes.HasPrefix(content, []byte("{")) && !bytes.HasPrefix(content, []byte("{{"))
}

// recogniseFlow parses what is written in braces: only so is it known what stands at the top. What does not parse
// is recognised by its look, so that the mistake in it is reported.
func recogniseFlow(c chunk) bool {
	found := map[string]bool{}
	for _, match := range flowKey.FindAllSubmatch(c.bytes(), -1) {
		found[string(match[1])] = true
	}
	if len(found) < 2 {
		return false
	}
	roots, problem := c.parse()
	reader := newReader(len(c.bytes()))
	for _, root := range roots {
		_, hasVersion := text(reader.value(root, "apiVersion"))
		_, hasKind := text(reader.value(root, "kind"))
		if hasVersion && hasKind {
			return true
		}
	}
	return problem != nil
}

// recogniseBlock looks for both keys at the indentation of the first line that is neither comment nor template.
func recogniseBlock(content []byte) bool {
	indentation, found := -1, map[string]bool{}
	for line := range bytes.Lines(withoutActions(bytes.TrimPrefix(content, []byte("\uFEFF")))) {
		trimmed := bytes.TrimLeft(line, " \t")
		if indentation < 0 && carriesContent(trimmed) {
			indentation = len(line) - len(trimmed)
		}
		match := topKey.FindSubmatch(line)
		if match != nil && len(match[1]) == indentation {
			found[string(match[2])] = true
		}
	}
	return len(found) == 2
}

// longAction is what a template does over several lines, or says in a comment.
var longAction = regexp.MustCompile(`\{\{[^{}\n]*\n(?s:.*?)\}\}`)

// withoutActions leaves out what a template does over several lines: what stands on them is no content of the manifest.
func withoutActions(content []byte) []byte {
	if !bytes.Contains(content, []byte("{{")) {
		return content
	}
	return longAction.ReplaceAll(content, nil)
}

func carriesContent(line []byte) bool {
	for _, prefix := range []string{"#", "%", "---", "{{"} {
		if bytes.HasPrefix(line, []byte(prefix)) {
			return false
		}
	}
	return len(bytes.TrimSpace(line)) > 0
}
