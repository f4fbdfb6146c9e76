package finding_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

func at(file string, line, column int, id, place, message string) finding.Finding {
	return finding.Finding{File: file, Span: source.Span{Line: line, Column: column}, Rule: id, At: place, Message: message}
}

// ordered are findings as people shall see them: each differs from the one before in what decides.
func ordered() []finding.Finding {
	return []finding.Finding{
		at("Dockerfile", 0, 0, "z/z", "", "a file without a place comes first"),
		at("Dockerfile", 2, 9, "z/z", "z", "z"),
		at("Dockerfile", 10, 1, "z/z", "z", "lines are numbers, not texts"),
		at("Dockerfile", 10, 2, "a/a", "a", "b"),
		at("Dockerfile", 10, 2, "a/a", "a", "c"),
		at("Dockerfile", 10, 2, "a/a", "b", "a"),
		at("Dockerfile", 10, 2, "a/b", "a", "a"),
		at("Dockerfile", 10, 10, "a/a", "a", "a"),
		at("deploy/pod.yaml", 1, 1, "a/a", "a", "a"),
	}
}

func TestCompareIsATotalOrder(t *testing.T) {
	findings := ordered()
	for i, a := range findings {
		for j, b := range findings {
			switch got := finding.Compare(a, b); {
			case i < j:
				require.Negative(t, got, "%d %d", i, j)
			case i > j:
				require.Positive(t, got, "%d %d", i, j)
			default:
				require.Zero(t, got)
			}
		}
	}
}

func TestTheOrderDoesNotHangOnWhereFindingsCameFrom(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		shuffled := ordered()
		random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		slices.SortFunc(shuffled, finding.Compare)
		require.Equal(t, ordered(), shuffled)
	}
}

func TestFingerprint(t *testing.T) {
	const node = "FROM alpine"
	first := finding.Fingerprint("reference/floating_tag", "Dockerfile", node, 0)
	require.Regexp(t, "^[0-9a-f]{32}$", first)
	require.Equal(t, first, finding.Fingerprint("reference/floating_tag", "Dockerfile", node, 0))
	require.Equal(t, "30cc02e16165d3260294f585182cbb6b", first, "baselines hold fingerprints: they may never change")
	for _, test := range []struct {
		name, rule, file, node string
		occurrence             int
	}{
		{name: "another rule", rule: "reference/missing_digest", file: "Dockerfile", node: node},
		{name: "another file", rule: "reference/floating_tag", file: "a/Dockerfile", node: node},
		{name: "another node", rule: "reference/floating_tag", file: "Dockerfile", node: node + ":3"},
		{name: "the same node again", rule: "reference/floating_tag", file: "Dockerfile", node: node, occurrence: 1},
		{name: "the same letters, divided otherwise", rule: "reference/floating_tagDockerfile", node: node},
		{name: "nothing"},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.NotEqual(t, first, finding.Fingerprint(test.rule, test.file, test.node, test.occurrence))
		})
	}
}

func TestWhatAFindingDoesNotHaveIsNotInItsJSON(t *testing.T) {
	text, err := json.Marshal(finding.Finding{Rule: "a/a", Severity: rule.Low})
	require.NoError(t, err)
	var fields map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(text, &fields))
	for _, name := range []string{"excerpt", "aliases", "because"} {
		require.NotContains(t, fields, name)
	}
	require.JSONEq(t, `{}`, string(fields["span"]))
}

func FuzzFingerprint(f *testing.F) {
	f.Add("reference/floating_tag", "Dockerfile", "FROM alpine", 0)
	f.Add("", "", "", -1)
	f.Add("a", "b\xff", "c\x00d", 7)
	f.Fuzz(func(t *testing.T, id, file, node string, occurrence int) {
		made := finding.Fingerprint(id, file, node, occurrence)
		require.Len(t, made, 32)
		require.NotEqual(t, made, finding.Fingerprint(id, file, node+"x", occurrence))
	})
}
