package dockerfile

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// writing is what a reader remembers of how the file is written.
type writing struct {
	keywords []keyword
	// heredocs are the first and the last line of each instruction's.
	heredocs [][2]int
	// defaults are the values of the global ARGs in a build that is told nothing.
	defaults map[string]string
	// declarations are the ARGs and ENVs of all stages by name, once they are needed.
	declarations map[string][]instruction
	// above is the RUN read last.
	above lonelyRun
}

// look finds what is out of order in how an instruction is written. Its last line is the one before its heredocs.
func (r *reader) look(i instruction, last int) {
	if len(i.heredocs) > 0 {
		r.heredocs = append(r.heredocs, [2]int{last + 1, i.node.EndLine})
	}
	r.keep(i)
	r.emptyContinuations(i, last)
	r.trailingComment(i)
	r.description(i)
}

// A lonelyRun is a RUN as the one below it sees it.
type lonelyRun struct {
	site  input.Site
	flags []string
	// lonely tells that it runs one command and nothing else.
	lonely bool
}

// consecutive finds a RUN that could be one with the RUN above: nothing stands between them, their flags are the same
// and each runs one command. What is already a list of commands was put together with some thought.
func (r *reader) consecutive(i instruction, form string, script *shell.Script) {
	above := r.above
	r.above = lonelyRun{i.site, i.node.Flags, form == "shell" && len(i.heredocs) == 0 && isOneCommand(script)}
	neighbours := above.lonely && r.above.lonely &&
		above.site.Step+1 == i.site.Step && above.site.Stage == i.site.Stage && above.site.Trigger == i.site.Trigger
	if !neighbours || !slices.Equal(above.flags, i.node.Flags) {
		return
	}
	found := input.ConsecutiveRun{Site: i.site, Previous: above.site.At}
	found.Comments = nil
	r.facet.Style.ConsecutiveRuns = append(r.facet.Style.ConsecutiveRuns, found)
}

// isOneCommand tells whether a script is a simple command, whatever that command runs in turn.
func isOneCommand(script *shell.Script) bool {
	if script.Opaque || script.Error != nil || len(script.Commands) == 0 {
		return false
	}
	if first := script.Commands[0]; len(first.Wrappers) > 0 || first.Pipeline.Length > 1 {
		return false
	}
	return !slices.ContainsFunc(script.Commands[1:], func(c shell.Command) bool { return len(c.Wrappers) == 0 })
}

// forbiddenTrigger records an ONBUILD that BuildKit refuses for what stands behind it. The rest of the file makes sense
// without it: https://docs.docker.com/reference/dockerfile/#onbuild-limitations.
func (r *reader) forbiddenTrigger(node *parser.Node, written text) {
	if !strings.EqualFold(node.Value, "onbuild") || node.Next == nil || len(node.Next.Children) == 0 {
		return
	}
	trigger := strings.ToUpper(node.Next.Children[0].Value)
	if !slices.Contains([]string{"FROM", "MAINTAINER", "ONBUILD"}, trigger) {
		return
	}
	at := "triggers/" + strconv.Itoa(len(r.facet.ForbiddenTriggers))
	r.places[at] = input.Location{
		Span: lineSpan(r.lines, node.StartLine, node.EndLine), Node: collapse(written.string),
	}
	r.facet.ForbiddenTriggers = append(r.facet.ForbiddenTriggers, input.ForbiddenTrigger{Keyword: trigger, At: at})
}

// modern says how `ENV name value` becomes `ENV name=value`, and records the places to change.
func (r *reader) modern(i instruction, words []word, raw string) string {
	if len(words) < 2 {
		return ""
	}
	r.mark(i.site.At+"/separator", i, words[0].end, words[1].start, nil)
	r.mark(i.site.At+"/value", i, words[1].start, words[1].start+len(raw), nil)
	switch {
	case len(words) == 2:
		return "plain"
	case !strings.ContainsAny(raw, `"'`+string(r.escape)):
		return "quoted"
	}
	return ""
}

// meantAsValue tells whether the second word of `ARG name value` is meant as a value. It is another name to the builder,
// so one that can be a name counts only if it does not look like one and nothing in the file uses it.
func (r *reader) meantAsValue(words []word) bool {
	if len(words) != 2 || strings.Contains(words[0].text+words[1].text, "=") || strings.HasPrefix(words[1].text, "#") {
		return false
	}
	name := words[1].text
	if !variableName.MatchString(name) {
		return true
	}
	return name == strings.ToLower(name) && !isPredefined(name) && !r.uses(name)
}

var variableName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// uses tells whether a variable is used anywhere in the file.
func (r *reader) uses(name string) bool {
	for _, found := range variableUse.FindAllSubmatch(r.file.Content, -1) {
		if string(found[1]) == name {
			return true
		}
	}
	return false
}
