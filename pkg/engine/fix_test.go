package engine_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/engine"
)

// fixing is a rule that finds one thing and proposes a fix.
func fixing(fix string) map[string]string {
	return map[string]string{
		"workload/fixing": `deny contains {"msg": "m", "at": "a", "fix": ` + fix + `} if input.workload`,
		"workload/named":  sound,
	}
}

func TestFixes(t *testing.T) {
	for _, test := range []struct {
		name, fix string
		want      engine.Fix
	}{
		{
			name: "a safe one", fix: `{"safe": true, "edits": [{"act": "replace", "at": "a/b", "text": "c"}]}`,
			want: engine.Fix{Safe: true, Edits: []engine.Edit{{Act: engine.Replace, At: "a/b", Text: "c"}}},
		},
		{
			name: "an unsafe one with several edits",
			fix: `{"safe": false, "edits": [{"act": "delete", "at": "a"}, {"act": "insert_before", "at": "b", "text": "c"},
				{"act": "insert_after", "at": "d", "text": "\n"}, {"act": "replace", "at": "e", "text": ""}]}`,
			want: engine.Fix{Edits: []engine.Edit{
				{Act: engine.Delete, At: "a"}, {Act: engine.InsertBefore, At: "b", Text: "c"},
				{Act: engine.InsertAfter, At: "d", Text: "\n"}, {Act: engine.Replace, At: "e"},
			}},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			verdict, err := judging(t, fixing(test.fix), nil).Evaluate(t.Context(), pod("web"))
			require.NoError(t, err)
			require.Empty(t, verdict.Errors)
			require.Len(t, verdict.Violations, 2)
			require.Equal(t, &test.want, verdict.Violations[0].Fix)
			require.Nil(t, verdict.Violations[1].Fix)
		})
	}
}

func TestAFixOfAnotherFormIsAnErrorOfTheRule(t *testing.T) {
	for _, test := range []struct{ name, fix string }{
		{name: "a text", fix: `"replace"`},
		{name: "nothing", fix: `null`},
		{name: "no word on safety", fix: `{"edits": [{"act": "delete", "at": "a"}]}`},
		{name: "safety in words", fix: `{"safe": "yes", "edits": [{"act": "delete", "at": "a"}]}`},
		{name: "no edits", fix: `{"safe": true}`},
		{name: "an empty list of edits", fix: `{"safe": true, "edits": []}`},
		{name: "a set of edits", fix: `{"safe": true, "edits": {{"act": "delete", "at": "a"}}}`},
		{name: "an edit that is none", fix: `{"safe": true, "edits": ["delete"]}`},
		{name: "a misspelt key", fix: `{"safe": true, "edit": [], "edits": [{"act": "delete", "at": "a"}]}`},
		{name: "a misspelt key of an edit", fix: `{"safe": true, "edits": [{"act": "replace", "at": "a", "text": "", "txt": ""}]}`},
		{name: "an unknown act", fix: `{"safe": true, "edits": [{"act": "append", "at": "a", "text": "x"}]}`},
		{name: "an edit without a place", fix: `{"safe": true, "edits": [{"act": "delete"}]}`},
		{name: "a replacement without a text", fix: `{"safe": true, "edits": [{"act": "replace", "at": "a"}]}`},
		{name: "an insertion of nothing", fix: `{"safe": true, "edits": [{"act": "insert_after", "at": "a", "text": ""}]}`},
		{name: "a number for a text", fix: `{"safe": true, "edits": [{"act": "replace", "at": "a", "text": 1}]}`},
		{name: "a deletion with a text", fix: `{"safe": true, "edits": [{"act": "delete", "at": "a", "text": "x"}]}`},
		{name: "one good edit and a bad one", fix: `{"safe": true, "edits": [{"act": "delete", "at": "a"}, {"act": "x", "at": "a"}]}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			verdict, err := judging(t, fixing(test.fix), nil).Evaluate(t.Context(), pod("web"))
			require.NoError(t, err)
			require.Equal(t, []string{"workload/fixing"}, failed(verdict))
			require.ErrorContains(t, verdict.Errors[0].Err, "fix must be")
			require.Equal(t, []string{"workload/fixing: m", "workload/named: container web is named"}, messages(verdict), "what it finds stays")
			require.Nil(t, verdict.Violations[0].Fix)
		})
	}
}
