package policy

import (
	"errors"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"go.yaml.in/yaml/v3"
)

// A fieldError says what is wrong with METADATA, and where in it.
type fieldError struct {
	// path names the field, key by key; anywhere before a last key stands for wherever that is. It is empty for what is missing.
	path []string
	err  error
}

const anywhere = "**"

func (e *fieldError) Error() string { return e.err.Error() }
func (e *fieldError) Unwrap() error { return e.err }

// placed gives an error of METADATA its line: that of the field, or the first one for what is missing.
func placed(text []byte, metadata *ast.Location, err error) error {
	at := *metadata
	var field *fieldError
	if errors.As(err, &field) && len(field.path) > 0 {
		if found := findField(comment(text, metadata.Row), field.path); found != nil {
			at.Row, at.Col = metadata.Row+found.Line, found.Column+len("#")
		}
	}
	return objection(&at, err)
}

// comment returns the YAML of METADATA that begins on a row, which counts from 1.
func comment(text []byte, row int) *yaml.Node {
	var told strings.Builder
	for i, line := range strings.Split(string(text), "\n") {
		if i < row {
			continue
		}
		if !strings.HasPrefix(line, "#") {
			break
		}
		told.WriteString(line[1:] + "\n")
	}
	var document yaml.Node
	// OPA has read it as YAML already; what it took and this does not has no place.
	if err := yaml.Unmarshal([]byte(told.String()), &document); err != nil || len(document.Content) == 0 {
		return nil
	}
	return document.Content[0]
}

// findField returns the key of a field, nil where there is none.
func findField(node *yaml.Node, path []string) *yaml.Node {
	if node == nil || node.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		switch {
		case path[0] == anywhere && key.Value == path[1]:
			return key
		case path[0] == anywhere:
			if found := findField(value, path); found != nil {
				return found
			}
		case key.Value != path[0]:
		case len(path) == 1:
			return key
		default:
			return findField(value, path[1:])
		}
	}
	return nil
}
