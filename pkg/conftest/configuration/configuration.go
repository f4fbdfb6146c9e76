// Package configuration reads files as conftest gives them to policies.
//
// A policy written for conftest knows nothing of this project's documents: it sees a Dockerfile as a list of instructions
// in BuildKit's words, a .env file as an object of texts, YAML as what it says. This package makes the same of the same
// bytes (https://www.conftest.dev/), and can say where in the file each of its values stands.
//
//	read, err := configuration.Parse(file, "")
//	for _, part := range read.Parts {
//		ask(part.Input, part.Locate([]string{"spec", "containers", "0"}))
//	}
//
// What conftest asks policies about is not always the file: of a file that holds a list, or several YAML documents, it is
// each element.
package configuration

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A Configuration is what a file says.
type Configuration struct {
	// Path is that of the file.
	Path string
	// Parser is the name of the parser that read it: "yaml".
	Parser string
	// JSON is all of it.
	JSON json.RawMessage
	// Parts are what policies are asked about, one after the other. An empty list has none.
	Parts []Part
}

// A Part is what policies are asked about at once.
type Part struct {
	// Input is what they see.
	Input json.RawMessage
	// Path is that of the file.
	Path   string
	locate func(path []string) Place
}

// A Place is a stretch of a file. The zero Span is the file as a whole.
type Place struct {
	File string
	Span source.Span
}

// Locate returns where a value stands, which is named by keys and indices from the top of the input: "spec", "containers",
// "0". What does not stand in the file is where the nearest thing around it does.
func (p Part) Locate(path []string) Place {
	return p.locate(path)
}

// An Error says why a file can't be read.
type Error struct {
	Path string
	// Span is zero where nobody can tell the place.
	Span source.Span
	Err  error
}

func (e *Error) Error() string {
	if e.Span.IsZero() {
		return fmt.Sprintf("%s: %v", e.Path, e.Err)
	}
	return fmt.Sprintf("%s:%s: %v", e.Path, e.Span, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// Parse reads a file with the parser of a name, or where that is empty with the one that conftest would take for the
// file's path. Every error is an *Error, which wraps ErrUnreadable or ErrUnknown where there is no such parser.
func Parse(file source.File, parser string) (*Configuration, error) {
	if parser == "" {
		parser = ParserOf(file.Path)
	}
	read, err := lookUp(parser)
	if err != nil {
		return nil, &Error{Path: file.Path, Err: err}
	}
	values, err := read(bytes.TrimPrefix(file.Content, []byte("\uFEFF")))
	var mistake *Error
	if errors.As(err, &mistake) {
		return nil, &Error{Path: file.Path, Span: mistake.Span, Err: mistake.Err}
	}
	if err != nil {
		return nil, &Error{Path: file.Path, Err: err}
	}
	made, err := assemble(file.Path, values)
	if err != nil {
		return nil, &Error{Path: file.Path, Err: err}
	}
	made.Parser = parser
	return made, nil
}

// tree is a value as a decoder of a format gives it: nil, bool, float64, int, string, []any and map[string]any.
type tree = any

// A document is one value and where its parts stand in the file.
type document struct {
	value  tree
	locate func(path []string) source.Span
}

// assemble takes lists apart as conftest does: several documents, else the elements of one that is a list.
func assemble(file string, documents []document) (*Configuration, error) {
	whole := documents[0].value
	if len(documents) > 1 {
		list := make([]tree, len(documents))
		for i, each := range documents {
			list[i] = each.value
		}
		whole = list
	} else if list, isList := whole.([]tree); isList {
		documents = elements(documents[0], list)
	}
	text, err := encode(whole)
	if err != nil {
		return nil, err
	}
	made := &Configuration{Path: file, JSON: text, Parts: make([]Part, len(documents))}
	for i, each := range documents {
		input, err := encode(each.value)
		if err != nil {
			return nil, err
		}
		made.Parts[i] = Part{Input: input, Path: file, locate: func(path []string) Place {
			return Place{File: file, Span: each.locate(path)}
		}}
	}
	return made, nil
}

func elements(of document, list []tree) []document {
	documents := make([]document, len(list))
	for i, element := range list {
		documents[i] = document{value: element, locate: func(path []string) source.Span {
			return of.locate(append([]string{strconv.Itoa(i)}, path...))
		}}
	}
	return documents
}

// Combine makes one input of many files: a list of objects with path and contents, as `conftest --combine` does. The
// parts of a file follow each other, each with the path.
func Combine(configurations []*Configuration) (Part, error) {
	type element struct {
		Path     string          `json:"path"`
		Contents json.RawMessage `json:"contents"`
	}
	combined, parts := []element{}, []Part{}
	for _, each := range configurations {
		for _, part := range each.Parts {
			combined, parts = append(combined, element{part.Path, part.Input}), append(parts, part)
		}
	}
	input, err := json.Marshal(combined)
	if err != nil {
		return Part{}, fmt.Errorf("combine: %w", err)
	}
	return Part{Input: input, locate: func(path []string) Place { return locateCombined(parts, path) }}, nil
}

func locateCombined(parts []Part, path []string) Place {
	if len(path) == 0 {
		return Place{}
	}
	i, err := strconv.Atoi(path[0])
	if err != nil || i < 0 || i >= len(parts) {
		return Place{}
	}
	if len(path) < 2 || path[1] != "contents" {
		return parts[i].Locate(nil)
	}
	return parts[i].Locate(path[2:])
}

func encode(value tree) (json.RawMessage, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, fmt.Errorf("as JSON: %w", err)
	}
	return bytes.TrimSpace(text.Bytes()), nil
}
