package seaworthy

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/engine"
	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// word is the stretch of the nth character of line 1.
func word(n int) source.Span { return source.Span{Line: 1, Column: n, EndLine: 1, EndColumn: n + 1} }

// replacing judges a file of one line: it finds each letter that has a replacement, and proposes that.
func replacing(replacements map[byte]string, problems func(content []byte) int) func(source.File) (finding.File, error) {
	return func(file source.File) (finding.File, error) {
		judged := finding.File{Path: file.Path}
		for i, letter := range file.Content {
			if text, ok := replacements[letter]; ok {
				fix := &finding.Fix{Safe: true, Edits: []finding.Edit{{Span: word(i + 1), Text: text}}}
				judged.Findings = append(judged.Findings, finding.Finding{Rule: string(letter), Fix: fix})
			}
		}
		judged.Problems = make([]finding.Problem, problems(file.Content))
		return judged, nil
	}
}

func none([]byte) int { return 0 }

func TestMend(t *testing.T) {
	for _, test := range []struct {
		name, before, after string
		replacements        map[byte]string
		problems            func([]byte) int
		fixed               int
		obstacle            string
	}{
		{name: "nothing to do", before: "abc", after: "abc", problems: none},
		{name: "in one pass", before: "aba", after: "xbx", replacements: map[byte]string{'a': "x"}, problems: none, fixed: 2},
		{name: "one fix makes room for another", before: "a", after: "c", replacements: map[byte]string{'a': "b", 'b': "c"}, problems: none, fixed: 2},
		{
			name: "fixes that undo each other change nothing", before: "ab", after: "ab",
			replacements: map[byte]string{'a': "b", 'b': "a"}, problems: none, obstacle: "fixes in this file undo each other",
		},
		{
			name: "a fix that never ends changes nothing", before: "a", after: "a",
			replacements: map[byte]string{'a': "aa"}, problems: none, obstacle: "fixes in this file undo each other",
		},
		{
			name: "a fix that breaks the file changes nothing", before: "ab", after: "ab", replacements: map[byte]string{'a': "!"},
			problems: func(content []byte) int { return bytes.Count(content, []byte("!")) }, obstacle: "what it leaves can't be read: ",
		},
		{
			name: "a file that was broken before is mended all the same", before: "!a", after: "!b", replacements: map[byte]string{'a': "b"},
			problems: func(content []byte) int { return bytes.Count(content, []byte("!")) }, fixed: 1,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			judge := replacing(test.replacements, test.problems)
			file := source.File{Path: "f", Content: []byte(test.before)}
			original, err := judge(file)
			require.NoError(t, err)
			checker := &Checker{settings: settings{fixes: SafeFixes}}
			now, err := checker.mend(t.Context(), file, original, judge)
			require.NoError(t, err)
			if test.fixed == 0 {
				require.Nil(t, now.Mending)
				for _, f := range now.Findings {
					require.Equal(t, test.obstacle, f.Fix.Obstacle)
					require.Empty(t, f.Fix.Edits)
				}
				return
			}
			require.Equal(t, test.after, string(now.Mending.After))
			require.Len(t, now.Mending.Fixed, test.fixed)
			require.Equal(t, test.before, string(file.Content))
		})
	}
}

func TestPlacesOfFixes(t *testing.T) {
	lines := source.Span{Line: 1, Column: 1, EndLine: 2, EndColumn: 1}
	locator := input.Places{
		"steps/0":         {Span: word(3), Lines: lines},
		"steps/0/keyword": {Span: word(5)},
	}
	for _, test := range []struct {
		name string
		edit engine.Edit
		want finding.Edit
	}{
		{name: "replace", edit: engine.Edit{Act: engine.Replace, At: "steps/0", Text: "x"}, want: finding.Edit{Span: word(3), Text: "x"}},
		{name: "delete a word", edit: engine.Edit{Act: engine.Delete, At: "steps/0/keyword"}, want: finding.Edit{Span: word(5)}},
		{name: "delete an instruction", edit: engine.Edit{Act: engine.Delete, At: "steps/0"}, want: finding.Edit{Span: lines}},
		{
			name: "insert before", edit: engine.Edit{Act: engine.InsertBefore, At: "steps/0", Text: "x"},
			want: finding.Edit{Span: source.Span{Line: 1, Column: 3, EndLine: 1, EndColumn: 3}, Text: "x"},
		},
		{
			name: "insert after", edit: engine.Edit{Act: engine.InsertAfter, At: "steps/0", Text: "x"},
			want: finding.Edit{Span: source.Span{Line: 1, Column: 4, EndLine: 1, EndColumn: 4}, Text: "x"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			located := locateFix(&engine.Fix{Safe: true, Edits: []engine.Edit{test.edit}}, locator, source.NewLines(nil))
			require.Equal(t, &finding.Fix{Safe: true, Edits: []finding.Edit{test.want}}, located)
		})
	}
}

func TestAPlaceThatIsNotExactIsNotEdited(t *testing.T) {
	locator := input.Places{"steps/0": {Span: word(3)}}
	edits := []engine.Edit{{Act: engine.Delete, At: "steps/0"}, {Act: engine.Delete, At: "steps/0/keyword"}}
	located := locateFix(&engine.Fix{Safe: true, Edits: edits}, locator, source.NewLines(nil))
	require.Equal(t, &finding.Fix{Safe: true, Obstacle: "nobody can tell exactly where steps/0/keyword stands"}, located)
	require.Nil(t, locateFix(nil, locator, nil))
}

func TestACommentIsNotReplaced(t *testing.T) {
	lines := source.NewLines([]byte("ENV a \\\n  # why\n  b\n"))
	locator := input.Places{"pair": {Span: source.Span{Line: 1, Column: 5, EndLine: 3, EndColumn: 4}}}
	replace := &engine.Fix{Safe: true, Edits: []engine.Edit{{Act: engine.Replace, At: "pair", Text: "a=b"}}}
	require.Equal(t, &finding.Fix{Safe: true, Obstacle: "a comment would get lost"}, locateFix(replace, locator, lines))
	after := &engine.Fix{Safe: true, Edits: []engine.Edit{{Act: engine.InsertAfter, At: "pair", Text: "c"}}}
	require.Empty(t, locateFix(after, locator, lines).Obstacle)
}
