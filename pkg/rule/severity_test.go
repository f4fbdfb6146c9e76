package rule_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

func TestSeveritiesAreOrderedGravestFirst(t *testing.T) {
	ordered := rule.Severities()
	require.Equal(t, []rule.Severity{"critical", "high", "medium", "low", "info"}, ordered)
	for i, graver := range ordered {
		for j, other := range ordered {
			require.Equal(t, i <= j, graver.AtLeast(other), "%s at least %s", graver, other)
		}
	}
}

func TestTheListOfSeveritiesIsTheCallers(t *testing.T) {
	rule.Severities()[0] = rule.Info
	require.Equal(t, rule.Critical, rule.Severities()[0])
}

func TestAnUnknownSeverityIsBelowAllOthers(t *testing.T) {
	for _, known := range rule.Severities() {
		require.True(t, known.AtLeast("grave"))
		require.False(t, rule.Severity("grave").AtLeast(known))
	}
}

func TestParseSeverity(t *testing.T) {
	for _, severity := range rule.Severities() {
		parsed, err := rule.ParseSeverity(string(severity))
		require.NoError(t, err)
		require.Equal(t, severity, parsed)
	}
	for _, test := range []struct{ name, text string }{
		{name: "nothing", text: ""},
		{name: "upper case", text: "HIGH"},
		{name: "blanks around it", text: " high "},
		{name: "another tool's word", text: "error"},
	} {
		t.Run(test.name, func(t *testing.T) {
			parsed, err := rule.ParseSeverity(test.text)
			require.ErrorIs(t, err, rule.ErrUnknownSeverity)
			require.ErrorContains(t, err, "critical, high, medium, low, info")
			require.Empty(t, parsed)
		})
	}
}

func TestSeverityFromJSON(t *testing.T) {
	var read struct{ Severity rule.Severity }
	require.NoError(t, json.Unmarshal([]byte(`{"severity": "low"}`), &read))
	require.Equal(t, rule.Low, read.Severity)
	require.ErrorIs(t, json.Unmarshal([]byte(`{"severity": "lowly"}`), &read), rule.ErrUnknownSeverity)
	require.Error(t, json.Unmarshal([]byte(`{"severity": 3}`), &read))
}

func FuzzParseSeverity(f *testing.F) {
	for _, seed := range []string{"critical", "info", "", "HIGH", "\x00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		parsed, err := rule.ParseSeverity(text)
		if err != nil {
			require.ErrorIs(t, err, rule.ErrUnknownSeverity)
			return
		}
		require.Equal(t, text, string(parsed))
	})
}
