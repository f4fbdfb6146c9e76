package compose

import (
	"bytes"
	"fmt"
	"maps"
	"strings"

	"github.com/compose-spec/compose-go/v2/dotenv"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/secret"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// maxEnvironmentFile bounds the env files that are read, in bytes.
const maxEnvironmentFile = 64 << 10

// An environment is what is known of the variables that values may name. What whoever starts the project has set wins over
// it, so nothing in it is certain.
type environment map[string]setting

// A setting is the value of a variable, and where it comes from.
type setting struct {
	text   string
	origin *input.Origin
}

// with returns the environment with what the other adds to it.
func (e environment) with(other environment) environment {
	merged := maps.Clone(other)
	if merged == nil {
		merged = environment{}
	}
	maps.Copy(merged, e)
	return merged
}

// readEnvironment reads an env file. The syntax is compose's: https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax.
func readEnvironment(path string, content []byte) (environment, error) {
	if len(content) > maxEnvironmentFile {
		return nil, fmt.Errorf("read %s: %d bytes are more than the limit of %d", path, len(content), maxEnvironmentFile)
	}
	// What the reader does not know it writes to the log, so it is told a mark for each variable.
	values, err := dotenv.ParseWithLookup(bytes.NewReader(content), func(name string) (string, bool) {
		return markStart + name + markEnd, true
	})
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	lines := source.NewLines(content)
	spans := assignments(lines)
	made := environment{}
	for name := range values {
		text, ok := unmark(values, name, maxNesting)
		if !ok {
			continue
		}
		origin := input.Origin{Text: name, File: path, Span: lines.Span(0, 0)}
		if span, ok := spans[name]; ok {
			origin.Span = span
		}
		made[name] = setting{text: shownSetting(name, text), origin: &origin}
	}
	return made, nil
}

// shownSetting is the value of a variable unless it may be a credential: no rule judges one that is not in the judged
// file, so none is read.
func shownSetting(name, text string) string {
	named := secret.NamesCredential(name) && !secret.OnlyMentions(name) && secret.KindOf(text) == secret.Literal
	if named || secret.Find(text) != nil || secret.FindAddresses(text) != nil {
		return input.Masked
	}
	return text
}

// A mark stands for a variable in a value of an env file until all of them are read.
const markStart, markEnd = "\x00", "\x01"

// unmark returns a value with the variables in it filled in; false if one is not set, or the value would be huge.
func unmark(values map[string]string, name string, depth int) (string, bool) {
	var out strings.Builder
	rest, known := values[name]
	for known && depth > 0 && out.Len() <= maxExpansion {
		text, marked, more := strings.Cut(rest, markStart)
		out.WriteString(text)
		if !more {
			return out.String(), true
		}
		inner, after, ended := strings.Cut(marked, markEnd)
		filled, ok := unmark(values, inner, depth-1)
		if !ended || !ok || inner == name {
			return "", false
		}
		out.WriteString(filled)
		rest = after
	}
	return "", false
}

// assignments returns the lines that set variables, the last one for each.
func assignments(lines *source.Lines) map[string]source.Span {
	found := map[string]source.Span{}
	for number := 1; number <= lines.Count(); number++ {
		text := lines.Text(number)
		trimmed := strings.TrimLeft(text, " \t")
		start := len(text) - len(trimmed)
		name := strings.TrimPrefix(trimmed, "export ")
		if end := strings.IndexAny(name, "=:"); end > 0 {
			from := lines.Offset(number, 1) + start
			found[strings.TrimSpace(name[:end])] = lines.Span(from, from+len(strings.TrimRight(trimmed, " \t")))
		}
	}
	return found
}
