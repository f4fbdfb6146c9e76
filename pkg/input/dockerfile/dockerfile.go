// Package dockerfile reads Dockerfiles.
//
// BuildKit's own parser takes the file apart, so what it accepts is accepted here, and what it refuses is reported in
// its words. Around it this package adds what judging needs and building does not: where each word stands, what the
// shell scripts in RUN call, what variables are known to hold, and which stages the built image is made of.
//
//	documents, problems := dockerfile.Parse(file, dockerfile.Options{Target: "release"})
//
// The format is https://docs.docker.com/reference/dockerfile/. A stage inherits along FROM: ENV, USER, SHELL, WORKDIR,
// HEALTHCHECK and labels of the stage it names are its own. The stage that the build ends with, and those it is built
// FROM, are shipped; of the others only copies remain. Instructions behind ONBUILD count in the stage that has them
// and in those built from it.
package dockerfile

import (
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// problemLimit bounds how many problems of one file are reported.
const problemLimit = 20

// Options are what a build is told besides its Dockerfile.
type Options struct {
	// BuildArguments are values for ARGs, as --build-arg gives them.
	BuildArguments map[string]string
	// Target names the stage that the build ends with; empty is the last one.
	Target string
	// InContext reports whether a path is in the build context: it is there, and no ignore file keeps it out. Nil where
	// nothing is known of the context.
	InContext func(path string) bool
}

// Parse reads a Dockerfile into its one document. What BuildKit would refuse is a problem, and what could be read
// besides is judged all the same. There is no document if nothing could be read.
func Parse(file source.File, options Options) ([]*input.Document, []input.Problem) {
	lines := source.NewLines(file.Content)
	tree, problems := parseTree(file.Content, lines)
	if tree == nil {
		return nil, settle(problems, lines)
	}
	r := newReader(file, lines, options, tree.EscapeToken)
	r.problems = problems
	r.directives()
	for _, node := range tree.AST.Children {
		r.node(node)
	}
	if len(r.stages) > 1 {
		r.facet.BeforeFrom = r.beforeFrom
	}
	r.ship()
	r.content()
	r.casing()
	r.suppressions()
	problems = settle(r.problems, lines)
	if len(problems) == 1 && problems[0].Template {
		return nil, problems
	}
	return []*input.Document{r.document()}, problems
}

// settle orders the problems of a file and keeps the first of many. Those of a template say only that it is one.
func settle(problems []input.Problem, lines *source.Lines) []input.Problem {
	slices.SortStableFunc(problems, func(a, b input.Problem) int { return a.Span.Compare(b.Span) })
	for _, problem := range problems {
		for line := problem.Span.Line; line <= problem.Span.EndLine; line++ {
			if strings.Contains(lines.Text(line), "{{") {
				return []input.Problem{{
					Message:  "a template that is not filled in yet: it has {{ }} where Dockerfiles have none",
					Span:     lineSpan(lines, line, line),
					Template: true,
				}}
			}
		}
	}
	return problems[:min(len(problems), problemLimit)]
}
