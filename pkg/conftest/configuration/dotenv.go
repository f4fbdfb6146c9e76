package configuration

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"sync"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// assignment is a line, or several where quotes hold them together: a name, "=" or ": ", and a value.
var assignment = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\A\s*(?:export\s+)?([\w.]+)(?:\s*=\s*|:\s+?)('[^']*'|"(?:\\"|[^"])*"|[^#\n]+)?\s*(?:#.*)?\z`)
})

// reference is a variable in a value, with the backslash that takes its meaning from it.
var reference = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\\?\$\{?[A-Z0-9_]*\}?`) })

var (
	errAssignment = errors.New("this is no NAME=VALUE")
	errQuote      = errors.New("the quote does not end")
)

// parseDotenv reads a file of variables as one object of texts. Variables in values are those further up in the file, then
// those of the environment; unknown ones are empty.
func parseDotenv(text []byte) ([]document, error) {
	lines := source.NewLines(text)
	values, places := map[string]tree{}, map[string]source.Span{}
	written := strings.Split(string(text), "\n")
	for first := 0; first < len(written); first++ {
		last := first
		entry := strings.TrimSuffix(written[first], "\r")
		for quoteOpen(entry) && last+1 < len(written) {
			last++
			entry += "\n" + strings.TrimSuffix(written[last], "\r")
		}
		span := lines.Span(lines.Offset(first+1, 1), lines.Offset(last+1, 1)+len(lines.Text(last+1)))
		name, value, err := readEntry(entry, values)
		if err != nil {
			return nil, &Error{Span: span, Err: err}
		}
		if name != "" {
			values[name], places[name] = value, span
		}
		first = last
	}
	return []document{{value: values, locate: func(path []string) source.Span {
		if len(path) == 0 {
			return source.Span{}
		}
		return places[path[0]]
	}}}, nil
}

// quoteOpen reports whether a value's opening quote has no partner yet.
func quoteOpen(entry string) bool {
	trimmed := strings.TrimSpace(entry)
	_, value, found := strings.Cut(trimmed, "=")
	if value = strings.TrimSpace(value); !found || strings.HasPrefix(trimmed, "#") || value == "" {
		return false
	}
	quote := value[0]
	if quote != '"' && quote != '\'' {
		return false
	}
	for i := 1; i < len(value); i++ {
		switch {
		case value[i] == '\\' && quote == '"':
			i++
		case value[i] == quote:
			return false
		}
	}
	return true
}

// readEntry returns no name for an empty line and a comment.
func readEntry(entry string, known map[string]tree) (name, value string, err error) {
	trimmed := strings.TrimSpace(entry)
	if trimmed == "" || strings.HasPrefix(trimmed, "#") {
		return "", "", nil
	}
	if quoteOpen(entry) {
		return "", "", errQuote
	}
	parts := assignment().FindStringSubmatch(entry)
	if parts == nil {
		return "", "", declared(trimmed, known)
	}
	return parts[1], readValue(strings.TrimSpace(parts[2]), known), nil
}

// declared accepts `export NAME` for a variable that has a value.
func declared(line string, known map[string]tree) error {
	name, exported := strings.CutPrefix(line, "export ")
	if _, set := known[strings.TrimSpace(name)]; exported && set {
		return nil
	}
	return fmt.Errorf("%w: %s", errAssignment, line)
}

func readValue(written string, known map[string]tree) string {
	quote := byte(0)
	if len(written) > 1 && written[0] == written[len(written)-1] && (written[0] == '"' || written[0] == '\'') {
		quote, written = written[0], written[1:len(written)-1]
	}
	if quote == '\'' {
		return written
	}
	if quote == '"' {
		written = strings.NewReplacer(`\n`, "\n", `\r`, "\r").Replace(written)
		written = unescape(written)
	}
	return expand(written, known)
}

// unescape takes away the backslash before anything but a dollar.
func unescape(text string) string {
	var plain strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' && i+1 < len(text) && text[i+1] != '$' {
			i++
		}
		plain.WriteByte(text[i])
	}
	return plain.String()
}

func expand(text string, known map[string]tree) string {
	return reference().ReplaceAllStringFunc(text, func(found string) string {
		if literal, escaped := strings.CutPrefix(found, `\`); escaped {
			return literal
		}
		name := strings.Trim(found, "${}")
		if name == "" {
			return found
		}
		if value, set := known[name].(string); set {
			return value
		}
		return os.Getenv(name)
	})
}
