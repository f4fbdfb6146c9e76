package configuration

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// parseTOML reads TOML 1.0. Dates and times are texts in the form of RFC 3339; where TOML leaves one part of it open, that is
// zero, as conftest's reader has it.
func parseTOML(text []byte) ([]document, error) {
	var value map[string]tree
	if err := toml.Unmarshal(text, &value); err != nil {
		return nil, tomlMistake(text, err)
	}
	if value == nil {
		value = map[string]tree{}
	}
	places := tomlPlaces(text)
	return []document{{value: tomlTree(value), locate: func(path []string) source.Span {
		for ; len(path) > 0; path = path[:len(path)-1] {
			if span, known := places[strings.Join(path, "\x00")]; known {
				return span
			}
		}
		return source.NewLines(text).Span(0, 0)
	}}}, nil
}

func tomlMistake(text []byte, err error) error {
	var mistake *toml.DecodeError
	if !errors.As(err, &mistake) {
		return fmt.Errorf("invalid TOML: %w", err)
	}
	line, column := mistake.Position()
	lines := source.NewLines(text)
	at := lines.Offset(line, column)
	said := strings.TrimPrefix(mistake.Error(), "toml: ")
	return &Error{Span: lines.Span(at, min(at+1, len(text))), Err: errors.New("invalid TOML: " + said)}
}

func tomlTree(value tree) tree {
	switch value := value.(type) {
	case map[string]tree:
		for key, element := range value {
			value[key] = tomlTree(element)
		}
	case []tree:
		for i, element := range value {
			value[i] = tomlTree(element)
		}
	case int64:
		return float64(value)
	case time.Time:
		return value.Format(time.RFC3339Nano)
	case toml.LocalDateTime:
		return value.AsTime(time.UTC).Format(time.RFC3339Nano)
	case toml.LocalDate:
		return value.AsTime(time.UTC).Format(time.RFC3339Nano)
	case toml.LocalTime:
		midnight := time.Date(0, 1, 1, value.Hour, value.Minute, value.Second, value.Nanosecond, time.UTC)
		return midnight.Format(time.RFC3339Nano)
	}
	return value
}

// tomlPlaces tells where keys stand: path, joined by NUL, to the key's own text. A table that is written out has the place
// of its header; of what has none, the table around it is the nearest.
func tomlPlaces(text []byte) map[string]source.Span {
	walk := tomlWalk{lines: source.NewLines(text), places: map[string]source.Span{}, counts: map[string]int{}}
	walk.parser.Reset(text)
	for walk.parser.NextExpression() {
		walk.expression(walk.parser.Expression())
	}
	return walk.places
}

type tomlWalk struct {
	parser unstable.Parser
	lines  *source.Lines
	places map[string]source.Span
	// counts are the elements so far of arrays of tables.
	counts map[string]int
	table  []string
}

func (w *tomlWalk) expression(node *unstable.Node) {
	path, span := w.key(node)
	switch node.Kind {
	case unstable.Table:
		w.table = w.indexed(path)
		w.put(w.table, span)
	case unstable.ArrayTable:
		array := w.indexed(path[:len(path)-1])
		array = append(array, path[len(path)-1])
		name := strings.Join(array, "\x00")
		w.put(array, span)
		w.table = append(array, strconv.Itoa(w.counts[name]))
		w.counts[name]++
		w.put(w.table, span)
	case unstable.KeyValue:
		w.put(append(append([]string{}, w.table...), path...), span)
	}
}

// key returns the parts of an expression's key and the place of all of them.
func (w *tomlWalk) key(node *unstable.Node) ([]string, source.Span) {
	var path []string
	start, end := -1, 0
	for key := node.Key(); key.Next(); {
		part := key.Node()
		path = append(path, string(part.Data))
		if start < 0 {
			start = int(part.Raw.Offset)
		}
		end = int(part.Raw.Offset + part.Raw.Length)
	}
	return path, w.lines.Span(max(start, 0), end)
}

// indexed steps into the last element of each array of tables on the way.
func (w *tomlWalk) indexed(path []string) []string {
	var full []string
	for _, part := range path {
		full = append(full, part)
		if count := w.counts[strings.Join(full, "\x00")]; count > 0 {
			full = append(full, strconv.Itoa(count-1))
		}
	}
	return full
}

// put keeps the first place of a path.
func (w *tomlWalk) put(path []string, span source.Span) {
	name := strings.Join(path, "\x00")
	if _, known := w.places[name]; !known {
		w.places[name] = span
	}
}
