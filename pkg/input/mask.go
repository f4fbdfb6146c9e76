package input

import (
	"reflect"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// Masked stands where a credential was.
const Masked = "********"

// A Mask knows where a file holds credentials, so that none of them gets into a report. Whoever reads a format fills one;
// the nil Mask hides nothing.
type Mask struct {
	spans  []source.Span
	places []string
	texts  []string
}

// Hide notes a stretch of the file that is never to be shown.
func (m *Mask) Hide(span source.Span) {
	m.spans = append(m.spans, span)
}

// HideText notes a text that is never to be shown, wherever it stands. It must be one that is no ordinary word.
func (m *Mask) HideText(text string) {
	if !slices.Contains(m.texts, text) {
		m.texts = append(m.texts, text)
	}
}

// HidePlace notes a node of the document whose value is never to be shown.
func (m *Mask) HidePlace(at string) {
	m.places = append(m.places, at)
}

// Empty reports whether there is nothing to hide.
func (m *Mask) Empty() bool {
	return m == nil || len(m.spans)+len(m.places)+len(m.texts) == 0
}

// Line returns a line of the file with an asterisk for each character that is not to be shown, so that columns stay.
func (m *Mask) Line(number int, line string) string {
	if m.Empty() {
		return line
	}
	text := []rune(line)
	for _, span := range m.spans {
		if number < span.Line || number > span.EndLine {
			continue
		}
		start, end := 1, len(text)+1
		if number == span.Line {
			start = span.Column
		}
		if number == span.EndLine {
			end = span.EndColumn
		}
		for column := max(start, 1); column < min(end, len(text)+1); column++ {
			text[column-1] = '*'
		}
	}
	line = string(text)
	for _, hidden := range m.texts {
		line = strings.ReplaceAll(line, hidden, strings.Repeat("*", len([]rune(hidden))))
	}
	return line
}

// Text returns a text about the file without the texts that are not to be shown.
func (m *Mask) Text(text string) string {
	if m == nil {
		return text
	}
	for _, hidden := range m.texts {
		text = strings.ReplaceAll(text, hidden, Masked)
	}
	return text
}

// Conceal takes the document's credentials out of it: what its Mask hides stands as asterisks in every facet. What is
// judged or printed is a document that was concealed, so that neither a rule's message nor a decision log can tell them.
func (d *Document) Conceal() {
	if d.Mask.Empty() || len(d.Mask.places)+len(d.Mask.texts) == 0 {
		return
	}
	value := reflect.ValueOf(d).Elem()
	for i := range value.NumField() {
		if value.Type().Field(i).Tag.Get("json") != "-" {
			value.Field(i).Set(d.Mask.concealed(value.Field(i)))
		}
	}
}

// concealed returns a value with its texts concealed.
func (m *Mask) concealed(value reflect.Value) reflect.Value {
	switch value.Kind() {
	case reflect.String:
		return reflect.ValueOf(m.Text(value.String())).Convert(value.Type())
	case reflect.Pointer:
		return m.concealedPointer(value)
	case reflect.Slice:
		for i := range value.Len() {
			value.Index(i).Set(m.concealed(value.Index(i)))
		}
	case reflect.Map:
		for _, key := range value.MapKeys() {
			value.SetMapIndex(key, m.concealed(value.MapIndex(key)))
		}
	case reflect.Struct:
		return m.concealedStruct(value)
	}
	return value
}

func (m *Mask) concealedPointer(value reflect.Value) reflect.Value {
	if value.IsNil() {
		return value
	}
	made := reflect.New(value.Type().Elem())
	made.Elem().Set(m.concealed(value.Elem()))
	return made
}

func (m *Mask) concealedStruct(value reflect.Value) reflect.Value {
	made := reflect.New(value.Type()).Elem()
	made.Set(value)
	for i := range made.NumField() {
		if field := made.Field(i); field.CanSet() {
			field.Set(m.concealed(field))
		}
	}
	if at := made.FieldByName("At"); at.IsValid() && slices.Contains(m.places, at.String()) {
		m.blank(made.FieldByName("Value"))
		m.blank(made.FieldByName("Text"))
	}
	return made
}

// blank conceals the value of a node that is hidden as a whole.
func (m *Mask) blank(field reflect.Value) {
	switch {
	case !field.IsValid():
	case field.Kind() == reflect.String && field.String() != "":
		field.SetString(Masked)
	case field.Kind() == reflect.Pointer && !field.IsNil() && field.Elem().Kind() == reflect.String:
		text := Masked
		field.Set(reflect.ValueOf(&text))
	}
}
