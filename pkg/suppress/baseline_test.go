package suppress_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
	"github.com/seaworthy-policy/seaworthy/pkg/suppress"
)

func resultWith(file string, fingerprints ...string) finding.Result {
	judged := finding.File{Path: file}
	for _, each := range fingerprints {
		judged.Findings = append(judged.Findings, finding.Finding{Rule: "a/b", File: file, Message: "is bad", Fingerprint: each})
	}
	return finding.Result{Files: []finding.File{judged}}
}

func asGiven(path string) string { return path }

func always(suppress.Known) bool { return true }

func never(suppress.Known) bool { return false }

func known(fingerprint, file string) suppress.Known {
	return suppress.Known{Fingerprint: fingerprint, Rule: "a/b", File: file, Message: "is bad"}
}

func TestABaselineIsReadAsItWasWritten(t *testing.T) {
	made := suppress.NewBaseline(resultWith("x", "2", "1", "1"), asGiven)
	require.Equal(t, []suppress.Known{known("1", "x"), known("2", "x")}, made.Findings, "in order, each once")
	text, err := made.Bytes()
	require.NoError(t, err)
	read, err := suppress.ParseBaseline(source.File{Path: "b.json", Content: text})
	require.NoError(t, err)
	require.Equal(t, made, read)
}

func TestWhatIsNoBaseline(t *testing.T) {
	for name, content := range map[string]string{
		"no JSON": "exceptions:\n", "another version": `{"version": 9, "findings": []}`, "another form": `[{"filename": "x"}]`,
		"a key of somebody else's": `{"version": 1, "findings": [], "tool": "x"}`, "nothing": "",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := suppress.ParseBaseline(source.File{Path: "b.json", Content: []byte(content)})
			require.ErrorIs(t, err, suppress.ErrBaseline)
			require.ErrorContains(t, err, "b.json is not a baseline")
		})
	}
}

func TestApplyABaseline(t *testing.T) {
	baseline := suppress.NewBaseline(resultWith("x", "1", "2", "3"), asGiven)
	now := resultWith("x", "0", "2")
	require.Equal(t, []suppress.Known{known("1", "x"), known("3", "x")}, baseline.Apply(&now, "b.json", always))
	require.Len(t, now.Files[0].Findings, 1)
	require.Equal(t, "0", now.Files[0].Findings[0].Fingerprint)
	excepted := now.Files[0].Exceptions
	require.Len(t, excepted, 1)
	require.Equal(t, finding.InBaseline, excepted[0].Form)
	require.Equal(t, "b.json", excepted[0].File)
	require.True(t, excepted[0].External())

	elsewhere := resultWith("y")
	require.Empty(t, baseline.Apply(&elsewhere, "b.json", never), "nobody has looked")
}

func TestRenewABaseline(t *testing.T) {
	before := suppress.NewBaseline(resultWith("x", "1", "2"), asGiven)
	now := suppress.NewBaseline(resultWith("x", "2", "3"), asGiven)
	renewed, came, went := before.Renew(now, always)
	require.Equal(t, now, renewed)
	require.Equal(t, []suppress.Known{known("3", "x")}, came)
	require.Equal(t, []suppress.Known{known("1", "x")}, went)

	part := suppress.NewBaseline(resultWith("y", "4"), asGiven)
	renewed, came, went = before.Renew(part, func(k suppress.Known) bool { return k.File == "y" })
	require.Equal(t, []suppress.Known{known("1", "x"), known("2", "x"), known("4", "y")}, renewed.Findings, "what was not looked at stays")
	require.Len(t, came, 1)
	require.Empty(t, went)
}

func FuzzParseBaseline(f *testing.F) {
	f.Add([]byte(`{"version": 1, "findings": [{"fingerprint": "1", "rule": "a/b", "file": "x", "message": "m"}]}`))
	f.Add([]byte(`null`))
	f.Fuzz(func(t *testing.T, content []byte) {
		read, err := suppress.ParseBaseline(source.File{Path: "b", Content: content})
		if err != nil {
			require.ErrorIs(t, err, suppress.ErrBaseline)
			return
		}
		result := resultWith("x", "1")
		read.Apply(&result, "b", always)
		require.Equal(t, 1, len(result.Files[0].Findings)+len(result.Files[0].Exceptions))
	})
}
