// Package ignorefile reads the files that keep things out of a build context: .dockerignore and its kin.
//
// It is not the language of .gitignore: a pattern without **/ counts from the top of the context, there are no comments
// behind a pattern, and the last pattern that matches a path or a folder above it decides. So the builder's own matcher is
// asked, about paths of well-known names, and the document says which of them stay in the context.
//
//	documents, problems := ignorefile.Parse(file)
//	patterns, err := ignorefile.Read(file.Content)
//	fmt.Println(patterns.Exclude(".git/HEAD"))
//
// The format is https://docs.docker.com/build/concepts/context/#dockerignore-files.
package ignorefile

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/secret"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// Named reports whether files of this path are ignore files: .dockerignore, .containerignore, api.Dockerfile.dockerignore.
func Named(filePath string) bool {
	extension := strings.ToLower(path.Ext(filePath))
	return extension == ".dockerignore" || extension == ".containerignore"
}

// Parse reads an ignore file into its one document. A pattern that the builder would refuse is a problem, and left out.
func Parse(file source.File) ([]*input.Document, []input.Problem) {
	lines := source.NewLines(file.Content)
	patterns, problems := parse(file.Content)
	r := reader{lines: lines, patterns: patterns, places: input.Places{}}
	facet := input.IgnoreFile{At: "lines/1", Included: r.included()}
	r.places[facet.At] = input.Location{Span: r.line(1), Node: "the file"}
	for i, p := range patterns {
		facet.Patterns = append(facet.Patterns, r.pattern(i, p))
	}
	for i := range problems {
		problems[i].Span = r.line(problems[i].Span.Line)
	}
	document := &input.Document{Kind: "ignorefile", File: file.Path, IgnoreFile: &facet, Locator: r.places}
	return []*input.Document{document}, problems
}

// A reader makes the facet of one file.
type reader struct {
	lines    *source.Lines
	patterns Patterns
	places   input.Places
}

// line returns the span of a line's text.
func (r *reader) line(number int) source.Span {
	text := r.lines.Text(number)
	start := r.lines.Offset(number, 1) + len(text) - len(strings.TrimLeft(text, " \t"))
	return r.lines.Span(start, r.lines.Offset(number, 1)+len(strings.TrimRight(text, " \t\r")))
}

func (r *reader) pattern(index int, p pattern) input.IgnorePattern {
	at := "lines/" + strconv.Itoa(p.line)
	if at != "lines/1" {
		r.places[at] = input.Location{Span: r.line(p.line), Node: p.text}
	}
	made := input.IgnorePattern{Text: p.text, Negated: p.negated, At: at}
	if i := strings.IndexByte(p.text, '#'); i > 0 && strings.ContainsAny(p.text[i-1:i], " \t") {
		made.Comment = p.text[i:]
	}
	if p.negated {
		made.Reincluded = r.reincluded(index, p)
	} else {
		made.Nested = r.nested(p)
	}
	return made
}

// reincluded returns the secrets that were kept out before a pattern, are let in by it, and stay in. Asked are well-known
// names, and the pattern's own where it names a file.
func (r *reader) reincluded(index int, p pattern) []string {
	var found []string
	for _, name := range append(slices.Clone(secrets), p.sample()) {
		if !secret.IsCredentialFile(name) && !secret.IsHistory(path.Dir(name)) || slices.Contains(found, name) {
			continue
		}
		if p.matches(name) && r.patterns[:index].Exclude(name) && !r.patterns.Exclude(name) {
			found = append(found, name)
		}
	}
	return found
}

// nested returns a secret below the top that nothing keeps out, though a pattern keeps its like at the top out.
func (r *reader) nested(p pattern) string {
	if strings.ContainsAny(strings.TrimRight(p.path(), "/"), "/") || strings.HasPrefix(p.text, "/") || strings.Trim(p.text, "*?.") == "" {
		return ""
	}
	for _, name := range secrets {
		below := "service/" + name
		if !strings.Contains(name, "/") && p.matches(name) && !r.patterns.Exclude(below) {
			return below
		}
	}
	return ""
}
