package dockerfile

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// emptyContinuations finds the empty lines inside an instruction, which reaches from one line to another without its
// heredocs.
func (r *reader) emptyContinuations(i instruction, last int) {
	var lines []string
	for number := i.node.StartLine + 1; number <= last; number++ {
		if strings.TrimSpace(r.lines.Text(number)) != "" {
			continue
		}
		end := len(r.file.Content)
		if number < r.lines.Count() {
			end = r.lines.Offset(number+1, 1)
		}
		at := i.site.At + "/empty/" + strconv.Itoa(len(lines))
		r.places[at] = input.Location{Span: r.lines.Span(r.lines.Offset(number, 1), end), Node: r.places[i.site.At].Node}
		lines = append(lines, at)
	}
	if len(lines) > 0 {
		r.facet.Style.EmptyContinuations = append(r.facet.Style.EmptyContinuations, input.EmptyContinuation{
			Keyword: strings.ToUpper(i.keyword), Lines: lines, At: lines[0],
		})
	}
}

// trailingComment finds a comment behind the arguments of an instruction that no shell reads: a line is a comment only
// if it begins as one, https://docs.docker.com/reference/dockerfile/#format.
func (r *reader) trailingComment(i instruction) {
	words := splitWords(i.text.string, i.arguments, r.escape)
	first, exec := 0, false
	switch i.keyword {
	case "add", "arg", "copy", "expose", "stopsignal", "user", "volume", "workdir":
		first = trailing(words, 1, func(w string) bool { return w[0] == '#' })
	case "env", "label":
		first = trailing(words, 2, func(w string) bool { return strings.Trim(w, "#") == "" })
	case "cmd", "entrypoint", "run":
		first = trailing(words, 1, func(w string) bool { return w[0] == '#' })
		exec = first > 0 && json.Valid([]byte(i.text.string[i.arguments:words[first-1].end]))
		if !exec {
			return
		}
	}
	if first == 0 {
		return
	}
	found := input.TrailingComment{
		Keyword: strings.ToUpper(i.keyword), Exec: exec, At: i.site.At + "/comment", Gap: i.site.At + "/comment/gap",
	}
	end := len(strings.TrimRight(i.text.string, blanks))
	r.mark(found.At, i, words[first].start, end, nil)
	r.mark(found.Gap, i, words[first-1].end, end, nil)
	r.facet.Style.TrailingComments = append(r.facet.Style.TrailingComments, found)
}

// trailing returns the index of the first word from one on that begins a comment, 0 for none.
func trailing(words []word, from int, begins func(string) bool) int {
	for n := from; n < len(words); n++ {
		if begins(words[n].text) {
			return n
		}
	}
	return 0
}

// description holds the comment right above an ARG or a named FROM against the names that it could describe:
// https://docs.docker.com/reference/build-checks/invalid-definition-description/.
func (r *reader) description(i instruction) {
	names := describable(i)
	if len(names) == 0 || len(i.site.Comments) == 0 {
		return
	}
	above := i.node.StartLine - 1
	comment, ok := strings.CutPrefix(strings.TrimSpace(r.lines.Text(above)), "#")
	first, _, _ := strings.Cut(strings.TrimSpace(comment), " ")
	if !ok || first == "" || slices.Contains(names, first) || suppressed(comment) != "" {
		return
	}
	at := i.site.At + "/description"
	r.places[at] = input.Location{Span: lineSpan(r.lines, above, above), Node: collapse(comment)}
	r.facet.Style.MisnamedDescriptions = append(r.facet.Style.MisnamedDescriptions, input.MisnamedDescription{
		Keyword: strings.ToUpper(i.keyword), Names: names, At: at,
	})
}

// describable are the names that a comment above an instruction can describe.
func describable(i instruction) []string {
	var names []string
	switch parsed := i.parsed.(type) {
	case *instructions.Stage:
		if parsed.Name != "" {
			names = append(names, parsed.Name)
		}
	case *instructions.ArgCommand:
		for _, argument := range parsed.Args {
			names = append(names, argument.Key)
		}
	}
	return names
}

// suppressions finds the comments that tell a checker to be silent, on all lines that are no part of a heredoc.
func (r *reader) suppressions() {
	for number := 1; number <= r.lines.Count(); number++ {
		text, comment := strings.CutPrefix(strings.TrimSpace(r.lines.Text(number)), "#")
		if !comment || r.inHeredoc(number) {
			continue
		}
		tool := suppressed(strings.TrimSpace(text))
		if tool == "" {
			continue
		}
		at := "suppressions/" + strconv.Itoa(len(r.facet.Style.Suppressions))
		r.places[at] = input.Location{Span: lineSpan(r.lines, number, number), Node: collapse(text)}
		r.facet.Style.Suppressions = append(r.facet.Style.Suppressions, input.Suppression{Tool: tool, At: at})
	}
}

func (r *reader) inHeredoc(number int) bool {
	return slices.ContainsFunc(r.heredocs, func(lines [2]int) bool { return lines[0] <= number && number <= lines[1] })
}

// suppressed returns the checker that a comment tells to be silent.
func suppressed(comment string) string {
	text := strings.Join(strings.Fields(strings.ToLower(comment)), " ")
	for _, known := range suppressionComments {
		if strings.HasPrefix(text, known.prefix) && strings.Contains(text, known.word) {
			return known.tool
		}
	}
	return ""
}

// suppressionComments are how the comments begin, and a word that they hold besides.
var suppressionComments = []struct{ tool, prefix, word string }{
	{"seaworthy", "seaworthy:ignore", ""},
	{"hadolint", "hadolint ignore", "="},
	{"hadolint", "hadolint global ignore", "="},
	{"BuildKit", "check=", "skip="},
	{"Trivy", "trivy:ignore:", ""},
	{"Checkov", "checkov:skip=", ""},
	{"KICS", "kics-scan ignore", ""},
	{"KICS", "kics-scan disable", ""},
}
