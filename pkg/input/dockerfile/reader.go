package dockerfile

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A reader turns one file's instructions into a document, from top to bottom.
type reader struct {
	file    source.File
	lines   *source.Lines
	options Options
	escape  rune
	linter  *linter.Linter
	facet   input.Dockerfile
	images  []input.ImageReference
	places  input.Places
	// secrets is what the facet secret will be.
	secrets secrets
	global  *scope
	stages  []*stage
	// current is the stage whose content is read, waiting the instructions still to be read.
	current *stage
	waiting []instruction
	// beforeFrom are the instructions of a stage that no FROM began.
	beforeFrom []input.StrayInstruction
	steps      int
	problems   []input.Problem
	scripts    []input.Script
	writing
}

func newReader(file source.File, lines *source.Lines, options Options, escape rune) *reader {
	global := newScope()
	global.closed = true
	return &reader{
		file: file, lines: lines, options: options, escape: escape, global: global, places: input.Places{},
		writing: writing{defaults: maps.Clone(plainPlatform)},
		linter:  linter.New(&linter.Config{Warn: func(string, string, string, string, []parser.Range) {}}),
	}
}

// An instruction is one instruction as BuildKit parsed it, and its text.
type instruction struct {
	keyword string
	node    *parser.Node
	// parsed is BuildKit's value for the instruction.
	parsed any
	// stage is the index of the stage it stands in.
	stage int
	// heredocs are the instruction's; for one behind ONBUILD they hang on the ONBUILD.
	heredocs []parser.Heredoc
	// last is the number of the last line, a heredoc's terminator if there is one.
	last int
	// text is the whole instruction on one line.
	text text
	// arguments is where the text behind the keyword and its flags begins.
	arguments int
	// body is the offset in the file at which heredocs begin.
	body int
	site input.Site
}

// node reads one instruction.
func (r *reader) node(node *parser.Node) {
	joined, last := joinLines(r.file.Content, r.lines, node.StartLine, node.EndLine, r.escape)
	parsed, err := instructions.ParseInstructionWithLinter(node, r.linter)
	if err != nil {
		r.problem(message(err), node)
		r.forbiddenTrigger(node, joined)
		return
	}
	at := "steps/" + strconv.Itoa(r.steps)
	i := instruction{
		keyword: strings.ToLower(node.Value), node: node, parsed: parsed, heredocs: node.Heredocs, last: node.EndLine, text: joined,
		body: r.lines.Offset(last+1, 1),
		site: input.Site{Step: r.steps, Comments: comments(node), At: at},
	}
	r.steps++
	i.arguments = argumentsStart(joined.string, node, r.escape)
	span := joined.span(r.lines, 0, len(strings.TrimRight(joined.string, " \t")))
	if len(node.Heredocs) > 0 {
		span = lineSpan(r.lines, node.StartLine, node.EndLine)
	}
	r.places[at] = input.Location{Span: span, Node: collapse(joined.string), Lines: r.linesOf(node)}
	r.look(i, last)
	r.outline(i)
}

// comments are the lines of comment above an instruction; nil where there are none.
func comments(node *parser.Node) []string {
	if len(node.PrevComment) == 0 {
		return nil
	}
	return node.PrevComment
}

// outline puts an instruction where it belongs: a FROM begins a stage, an ARG before it is global, all else is part of
// the stage at hand. Its content waits until all stages are known.
func (r *reader) outline(i instruction) {
	switch {
	case i.keyword == "from":
		r.from(i)
	case i.keyword == "arg" && len(r.stages) == 0:
		r.globalArgument(i)
	default:
		if len(r.stages) == 0 {
			r.problem("no build stage in current context", i.node)
			r.beginFragment(i)
		}
		if i.stage = len(r.stages) - 1; r.stages[i.stage].fragment {
			r.beforeFrom = append(r.beforeFrom, input.StrayInstruction{Keyword: strings.ToUpper(i.keyword), At: i.site.At})
		}
		r.waiting = append(r.waiting, i)
	}
}

// content reads what the stages hold, once it is known which of them are shipped.
func (r *reader) content() {
	next := 0
	for _, s := range r.stages {
		r.current = s
		if s.Parent != nil {
			s.inherit(r.stages[*s.Parent])
		}
		for ; next < len(r.waiting) && r.waiting[next].stage == s.Index; next++ {
			i := r.waiting[next]
			i.site.Stage, i.site.Shipped = s.Index, s.Shipped
			r.undeclared(i)
			r.instruction(i)
		}
		s.supplies.settle(&s.Effective)
	}
}

func (r *reader) problem(text string, node *parser.Node) {
	r.problems = append(r.problems, input.Problem{Message: text, Span: lineSpan(r.lines, node.StartLine, node.EndLine)})
}

// argumentsStart finds where the text behind the keyword and its flags begins. BuildKit cuts it off the front, so it is
// the end of the text; only JSON and lists of words have been taken apart further.
func argumentsStart(joined string, node *parser.Node, escape rune) int {
	trimmed := strings.TrimRight(joined, blanks)
	position := skipBlanks(trimmed, min(len(node.Value), len(trimmed)))
	for range node.Flags {
		position = skipBlanks(trimmed, wordEnd(trimmed, position, escape))
	}
	return position
}

// blanks are what stands between the words of an instruction.
const blanks = " \t\r\n\v\f"

func skipBlanks(s string, position int) int {
	return len(s) - len(strings.TrimLeft(s[position:], blanks))
}

// collapse makes a text independent of how it is laid out.
func collapse(s string) string {
	return strings.Join(strings.Fields(s), " ")
}

// mark records a place that is a stretch of the instruction's text, and where its value comes from.
func (r *reader) mark(at string, i instruction, start, end int, origins []string) {
	r.places[at] = input.Location{
		Span: i.text.span(r.lines, start, end), Node: collapse(i.text.string[start:end]), Because: r.because(origins),
	}
}

// explain adds where its value comes from to a place that is known.
func (r *reader) explain(at string, origins []string) {
	known := r.places[at]
	known.Because = r.because(origins)
	r.places[at] = known
}

// because follows variables back to the instructions that set them.
func (r *reader) because(origins []string) []input.Origin {
	var trail []input.Origin
	for _, at := range origins {
		origin := r.places.Locate(at)
		trail = append(trail, input.Origin{Text: r.sourceText(origin.Span), Span: origin.Span})
		for _, earlier := range origin.Because {
			if !slices.Contains(trail, earlier) {
				trail = append(trail, earlier)
			}
		}
	}
	return trail
}

func (r *reader) sourceText(span source.Span) string {
	start, end := r.lines.Offset(span.Line, span.Column), r.lines.Offset(span.EndLine, span.EndColumn)
	return collapse(string(r.file.Content[start:end]))
}

// globalArgument reads an ARG before the first FROM.
func (r *reader) globalArgument(i instruction) {
	i.site.Stage = -1
	r.keepDefaults(i)
	for _, assigned := range r.assignments(i, r.global) {
		r.noteNamed("arg", assigned, r.global)
		r.global.variables[assigned.Name] = r.argumentValue(assigned, nil)
		r.facet.GlobalArguments = append(r.facet.GlobalArguments, assigned)
		r.variableActs("ARG", assigned)
	}
}

// argumentValue returns what an ARG makes of its name: what the build is told, else the default here, else the global one.
func (r *reader) argumentValue(assigned input.Assignment, global *scope) variable {
	if given, ok := r.options.BuildArguments[assigned.Name]; ok {
		return variable{value: given, state: input.Resolved, at: assigned.At}
	}
	if assigned.Value != nil {
		return variable{value: *assigned.Value, state: assigned.State.Weaker(input.Overridable), at: assigned.At}
	}
	if global != nil {
		if known, ok := global.variables[assigned.Name]; ok {
			return known
		}
	}
	return variable{state: input.Unresolved, at: assigned.At}
}

// assignments reads the pairs of an ENV, ARG or LABEL. Their variables are those from before the instruction.
func (r *reader) assignments(i instruction, variables *scope) []input.Assignment {
	words := splitWords(i.text.string, i.arguments, r.escape)
	if len(words) == 0 {
		return nil
	}
	if i.keyword != "arg" && !strings.Contains(words[0].text, "=") {
		return []input.Assignment{r.legacyAssignment(i, words, variables)}
	}
	var assigned []input.Assignment
	for n, w := range words {
		name, raw, given := strings.Cut(w.text, "=")
		pair := input.Assignment{Site: i.site, Name: variables.expand(name, r.escape).text, State: input.Literal}
		pair.At = i.site.At
		if len(words) > 1 {
			pair.At += "/pairs/" + strconv.Itoa(n)
		}
		var origins []string
		if given {
			expanded := variables.expand(raw, r.escape)
			pair.Value, pair.State, origins = &expanded.text, expanded.state, expanded.origins
			pair.Premature = premature(i, words, n, variables, expanded.names)
		}
		if len(words) > 1 {
			r.mark(pair.At, i, w.start, w.end, origins)
		} else {
			r.explain(pair.At, origins)
		}
		assigned = append(assigned, pair)
	}
	if i.keyword == "arg" {
		assigned[0].Legacy = r.meantAsValue(words)
	}
	return assigned
}

// legacyAssignment reads `ENV name value with blanks`.
func (r *reader) legacyAssignment(i instruction, words []word, variables *scope) input.Assignment {
	raw := ""
	if len(words) > 1 {
		raw = strings.TrimSpace(i.text.string[words[1].start:])
	}
	expanded := variables.expand(raw, r.escape)
	r.explain(i.site.At, expanded.origins)
	return input.Assignment{
		Site: i.site, Name: words[0].text, Value: &expanded.text, State: expanded.state, Legacy: true,
		Modern: r.modern(i, words, raw),
	}
}

// placer records places of a script whose offsets are those of a text.
func (r *reader) placer(script text) func(at string, in shell.Range, origins []string) {
	return func(at string, in shell.Range, origins []string) {
		start, end := min(in.Start, len(script.string)), min(in.End, len(script.string))
		r.places[at] = input.Location{
			Span: script.span(r.lines, start, end), Node: collapse(script.string[start:end]), Because: r.because(origins),
		}
	}
}
