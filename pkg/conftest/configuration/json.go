package configuration

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/seaworthy-policy/seaworthy/pkg/input/yamlfile"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// parseJSON reads one JSON value. Its places are those that YAML, of which JSON is a part, has for them.
func parseJSON(text []byte) ([]document, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	var value tree
	if err := decoder.Decode(&value); err != nil && !(errors.Is(err, io.EOF)) {
		return nil, jsonMistake(text, err)
	} else if err != nil {
		return nil, errors.New("invalid JSON: the file is empty")
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, &Error{Span: placeOf(text, decoder.InputOffset()), Err: errors.New("invalid JSON: more follows the value")}
	}
	file, roots, problem := yamlfile.Parse(text)
	if problem != nil || len(roots) == 0 {
		return []document{{value: value, locate: func([]string) source.Span { return source.Span{} }}}, nil
	}
	return []document{{value: value, locate: read{file: file, root: roots[0]}.locate}}, nil
}

func jsonMistake(text []byte, err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return &Error{Span: placeOf(text, max(syntax.Offset-1, 0)), Err: fmt.Errorf("invalid JSON: %w", err)}
	}
	return &Error{Span: placeOf(text, int64(len(text))), Err: fmt.Errorf("invalid JSON: %w", err)}
}

func placeOf(text []byte, offset int64) source.Span {
	at := min(int(offset), len(text))
	return source.NewLines(text).Span(at, min(at+1, len(text)))
}

// parseJSONC reads JSON with the comments of JavaScript.
func parseJSONC(text []byte) ([]document, error) {
	return parseJSON(blankComments(text))
}

// blankComments puts blanks in place of comments, so that all else stays where it is.
func blankComments(text []byte) []byte {
	blanked := bytes.Clone(text)
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '"':
			i += yamlfile.QuotedLength(text[i:], '"', '\\') - 1
		case bytes.HasPrefix(text[i:], []byte("//")):
			i = blank(blanked, i, endOf(text, i, "\n", 0))
		case bytes.HasPrefix(text[i:], []byte("/*")):
			i = blank(blanked, i, endOf(text, i+2, "*/", 2))
		}
	}
	return blanked
}

// endOf returns where a mark that comes after an offset begins, and so many bytes more.
func endOf(text []byte, from int, mark string, more int) int {
	if i := bytes.Index(text[from:], []byte(mark)); i >= 0 {
		return from + i + more
	}
	return len(text)
}

// blank returns the offset of the last byte that it blanked.
func blank(text []byte, from, to int) int {
	for i := from; i < to; i++ {
		if text[i] != '\n' && text[i] != '\r' {
			text[i] = ' '
		}
	}
	return to - 1
}
