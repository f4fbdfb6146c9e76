package dockerfile

import (
	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// directives reads the comments at the top that change how the file is read.
func (r *reader) directives() {
	if r.escape != parser.DefaultEscapeToken {
		r.facet.Escape = string(r.escape)
	}
	if _, line, at, ok := parser.DetectSyntax(r.file.Content); ok {
		r.facet.Syntax = r.directive("syntax", line, at)
		r.facet.Syntax.Names = repositoryNames(line)
		r.image(line, input.Literal, "frontend", "syntax", true)
	}
	if _, line, at, ok := parser.ParseDirective("check", r.file.Content); ok {
		r.facet.Check = r.directive("check", line, at)
	}
}

func (r *reader) directive(name, text string, ranges []parser.Range) *input.Directive {
	line := max(ranges[0].Start.Line, 1)
	r.places[name] = input.Location{Span: lineSpan(r.lines, line, line), Node: collapse(r.lines.Text(line))}
	return &input.Directive{Text: text, At: name}
}
