package bundles

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

var conditions = []struct {
	name   string
	values []string
	tags   []string
	any    bool
}{
	{name: "nothing", values: nil},
	{name: "an OPA that has nothing sends an empty header", values: []string{""}},
	{name: "one tag", values: []string{`"a"`}, tags: []string{`"a"`}},
	{name: "superseded tags after the current one", values: []string{`"c", "b", "a"`}, tags: []string{`"c"`, `"b"`, `"a"`}},
	{name: "no space after the comma", values: []string{`"b","a"`}, tags: []string{`"b"`, `"a"`}},
	{name: "a weak tag", values: []string{`W/"a", "b"`}, tags: []string{`"a"`, `"b"`}},
	{name: "several headers", values: []string{`"b"`, `"a"`}, tags: []string{`"b"`, `"a"`}},
	{name: "a comma within a tag", values: []string{`"a,b", "c"`}, tags: []string{`"a,b"`, `"c"`}},
	{name: "empty elements", values: []string{`, "a",, "b",`}, tags: []string{`"a"`, `"b"`}},
	{name: "an empty tag", values: []string{`""`}, tags: []string{`""`}},
	{name: "whatever there is", values: []string{"*"}, any: true},
	{name: "a tag that does not end", values: []string{`"b", "a`}, tags: []string{`"b"`}},
	{name: "a tag without quotes", values: []string{"a"}},
	{name: "a small w is no prefix", values: []string{`w/"a"`}},
}

func TestParseCondition(t *testing.T) {
	for _, tc := range conditions {
		t.Run(tc.name, func(t *testing.T) {
			require.Equal(t, condition{any: tc.any, tags: tc.tags}, parseCondition(tc.values))
		})
	}
}

func FuzzParseCondition(f *testing.F) {
	for _, tc := range conditions {
		f.Add(strings.Join(tc.values, ","))
	}
	f.Fuzz(func(t *testing.T, value string) {
		for _, tag := range parseCondition([]string{value}).tags {
			require.Contains(t, value, tag)
			require.Equal(t, 2, strings.Count(tag, `"`))
		}
	})
}

var preferences = []struct {
	name   string
	values []string
	want   preference
}{
	{name: "nothing"},
	{name: "an OPA that polls", values: []string{"modes=snapshot,delta"}, want: preference{delta: true}},
	{name: "an OPA that waits", values: []string{"modes=snapshot,delta;wait=30"}, want: preference{wait: 30 * time.Second, delta: true}},
	{name: "only snapshots", values: []string{"modes=snapshot;wait=30"}, want: preference{wait: 30 * time.Second}},
	{name: "only deltas", values: []string{"modes=delta"}, want: preference{delta: true}},
	{name: "as RFC 7240 has it", values: []string{"respond-async, wait=10"}, want: preference{wait: 10 * time.Second}},
	{name: "several headers", values: []string{"modes=snapshot", "Wait = \"5\""}, want: preference{wait: 5 * time.Second}},
	{name: "the first of several waits", values: []string{"wait=1;wait=2"}, want: preference{wait: time.Second}},
	{name: "a wait that is no number", values: []string{"wait=soon"}},
	{name: "a wait below zero", values: []string{"wait=-1"}},
	{name: "a wait longer than all clocks", values: []string{"wait=99999999999999999999"}},
	{name: "a wait of a year", values: []string{"wait=31536000"}, want: preference{wait: 24 * time.Hour}},
}

func TestParsePreference(t *testing.T) {
	for _, tc := range preferences {
		t.Run(tc.name, func(t *testing.T) {
			require.Equal(t, tc.want, parsePreference(tc.values))
		})
	}
}

func FuzzParsePreference(f *testing.F) {
	for _, tc := range preferences {
		f.Add(strings.Join(tc.values, ","))
	}
	f.Fuzz(func(t *testing.T, value string) {
		wait := parsePreference([]string{value}).wait
		require.GreaterOrEqual(t, wait, time.Duration(0))
		require.LessOrEqual(t, wait, 24*time.Hour)
	})
}
