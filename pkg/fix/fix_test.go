package fix_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/fix"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// edit is one of a stretch of line 1, or of what the four numbers say.
func edit(text string, place ...int) finding.Edit {
	if len(place) == 2 {
		place = []int{1, place[0], 1, place[1]}
	}
	return finding.Edit{Span: source.Span{Line: place[0], Column: place[1], EndLine: place[2], EndColumn: place[3]}, Text: text}
}

func of(edits ...finding.Edit) finding.Fix { return finding.Fix{Safe: true, Edits: edits} }

var cases = []struct {
	name, content string
	fixes         []finding.Fix
	want          string
	applied       []bool
}{
	{name: "no fix", content: "ADD a /a\n", want: "ADD a /a\n", applied: []bool{}},
	{name: "a word is replaced", content: "ADD a /a\n", fixes: []finding.Fix{of(edit("COPY", 1, 4))}, want: "COPY a /a\n", applied: []bool{true}},
	{
		name: "a text is inserted", content: "RUN apt-get install a\n", fixes: []finding.Fix{of(edit(" -y", 20, 20))},
		want: "RUN apt-get install -y a\n", applied: []bool{true},
	},
	{name: "lines go", content: "A\nB\nC\n", fixes: []finding.Fix{of(edit("", 2, 1, 3, 1))}, want: "A\nC\n", applied: []bool{true}},
	{name: "the last line goes", content: "A\nB", fixes: []finding.Fix{of(edit("", 2, 1, 2, 2))}, want: "A\n", applied: []bool{true}},
	{
		name: "a byte order mark stays", content: "\uFEFFADD a /a\n", fixes: []finding.Fix{of(edit("COPY", 1, 4))},
		want: "\uFEFFCOPY a /a\n", applied: []bool{true},
	},
	{
		name: "lines end as the others do", content: "A\r\nB\r\n", fixes: []finding.Fix{of(edit("X\nY\n", 2, 1, 2, 1))},
		want: "A\r\nX\r\nY\r\nB\r\n", applied: []bool{true},
	},
	{name: "columns are characters", content: "é ü x\n", fixes: []finding.Fix{of(edit("y", 5, 6))}, want: "é ü y\n", applied: []bool{true}},
	{name: "bytes that are no characters", content: "\xff\xfe x\n", fixes: []finding.Fix{of(edit("y", 4, 5))}, want: "\xff\xfe y\n", applied: []bool{true}},
	{
		name: "the first of two that overlap", content: "abcdef",
		fixes: []finding.Fix{of(edit("X", 2, 4)), of(edit("Y", 3, 5)), of(edit("Z", 5, 6))},
		want:  "aXdZf", applied: []bool{true, false, true},
	},
	{
		name: "beside each other is not over each other", content: "abcdef",
		fixes: []finding.Fix{of(edit("Y", 3, 5)), of(edit("X", 1, 3)), of(edit("-", 5, 5)), of(edit("+", 1, 1))},
		want:  "+XY-ef", applied: []bool{true, true, true, true},
	},
	{
		name: "two that insert at one place", content: "ab", fixes: []finding.Fix{of(edit("X", 2, 2)), of(edit("Y", 2, 2))},
		want: "aXb", applied: []bool{true, false},
	},
	{
		name: "an insertion into what is replaced", content: "abc", fixes: []finding.Fix{of(edit("X", 1, 4)), of(edit("Y", 2, 2))},
		want: "X", applied: []bool{true, false},
	},
	{
		name: "all edits or none", content: "abcdef",
		fixes: []finding.Fix{of(edit("X", 1, 2)), of(edit("Y", 1, 2), edit("Z", 6, 7))},
		want:  "Xbcdef", applied: []bool{true, false},
	},
	{
		name: "edits of one fix in any order", content: "abc", fixes: []finding.Fix{of(edit("Z", 3, 4), edit("X", 1, 2))},
		want: "XbZ", applied: []bool{true},
	},
	{name: "edits of one fix that overlap", content: "abc", fixes: []finding.Fix{of(edit("Z", 1, 3), edit("X", 2, 4))}, want: "abc", applied: []bool{false}},
	{name: "a place behind the end of the line", content: "abc\n", fixes: []finding.Fix{of(edit("X", 9, 9))}, want: "abc\n", applied: []bool{false}},
	{name: "a place behind the end of the file", content: "abc\n", fixes: []finding.Fix{of(edit("X", 7, 1, 7, 1))}, want: "abc\n", applied: []bool{false}},
	{name: "a place that ends before it starts", content: "abc\n", fixes: []finding.Fix{of(edit("X", 3, 2))}, want: "abc\n", applied: []bool{false}},
	{name: "no place", content: "abc\n", fixes: []finding.Fix{of(finding.Edit{Text: "X"})}, want: "abc\n", applied: []bool{false}},
	{name: "a fix without edits", content: "abc\n", fixes: []finding.Fix{{Obstacle: "x"}}, want: "abc\n", applied: []bool{false}},
	{name: "an empty file", content: "", fixes: []finding.Fix{of(edit("A\n", 1, 1))}, want: "A\n", applied: []bool{true}},
}

func TestApply(t *testing.T) {
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			content := []byte(test.content)
			mended, applied := fix.Apply(content, test.fixes)
			require.Equal(t, test.want, string(mended))
			require.Equal(t, test.applied, applied)
			require.Equal(t, test.content, string(content))
		})
	}
}

func TestDiff(t *testing.T) {
	for _, test := range []struct{ name, path, before, after, want string }{
		{name: "nothing changed", path: "Dockerfile", before: "a\n", after: "a\n"},
		{
			name: "a line", path: "api/Dockerfile", before: "a\nb\nc\n", after: "a\nB\nc\n",
			want: "--- a/api/Dockerfile\n+++ b/api/Dockerfile\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n",
		},
		{
			name: "a file without a last line ending", path: "/srv/Dockerfile", before: "a", after: "b",
			want: "--- a/srv/Dockerfile\n+++ b/srv/Dockerfile\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, string(fix.Diff(test.path, []byte(test.before), []byte(test.after))))
		})
	}
}

func FuzzApply(f *testing.F) {
	for _, test := range cases {
		f.Add([]byte(test.content), "X\n", 1, 2, 1, 4, 2, 1, 3, 1)
	}
	f.Add([]byte("\uFEFF\r\n\xff\n"), "", 0, -1, 9, 9, 1, 1, 1, 1)
	f.Fuzz(func(t *testing.T, content []byte, text string, a, b, c, d, e, g, h, i int) {
		fixes := []finding.Fix{of(edit(text, a, b, c, d)), of(edit(text, e, g, h, i))}
		mended, applied := fix.Apply(content, fixes)
		require.Len(t, applied, 2)
		if !applied[0] && !applied[1] {
			require.True(t, bytes.Equal(content, mended))
		}
		if len(text) == 0 {
			require.LessOrEqual(t, len(mended), len(content))
		}
		fix.Diff("file", content, mended)
	})
}
