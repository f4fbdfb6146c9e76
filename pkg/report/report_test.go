package report_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/report"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func rootUser() finding.Finding {
	return finding.Finding{
		Rule: "dockerfile/root_user", Severity: rule.High, Message: "stage app ends as root", File: "api/Dockerfile",
		Span: source.Span{Line: 7, Column: 1, EndLine: 7, EndColumn: 11}, At: "stages/0/user", Excerpt: "USER $USER",
		Aliases: []string{"hadolint:DL3002"}, URL: "https://example.org/root_user",
		Remediation: "End the shipped stage with USER\nnaming an unprivileged account.",
		Because:     []finding.Cause{{Text: "ARG USER=root", Span: source.Span{Line: 2, Column: 5, EndLine: 2, EndColumn: 14}}},
		Fingerprint: "00000000000000000000000000000001",
	}
}

func shellForm(line int) finding.Finding {
	return finding.Finding{
		Rule: "dockerfile/shell_form_command", Severity: rule.Low, Message: "CMD is wrapped in a shell", File: "api/Dockerfile",
		Span: source.Span{Line: line, Column: 1, EndLine: line + 1, EndColumn: 7}, At: "instructions/cmd/0", Excerpt: `CMD serve <now> \`,
		URL: "https://example.org/shell_form_command", Remediation: "Write a JSON array.",
		Fingerprint: "00000000000000000000000000000002",
	}
}

// mixed is a result with everything in it.
func mixed() finding.Result {
	return finding.Result{Files: []finding.File{
		{Path: ".git/config", Skipped: "ignored by .gitignore:3"},
		{Path: "api/Dockerfile", Format: "dockerfile", Rules: 13, Hidden: 1,
			Findings: []finding.Finding{rootUser(), shellForm(9), shellForm(11)}},
		{Path: "broken/Dockerfile", Format: "dockerfile", Rules: 13, Problems: []finding.Problem{
			{Message: "unknown instruction FORM", Span: source.Span{Line: 3, Column: 1, EndLine: 3, EndColumn: 5}},
			{Message: "rule dockerfile/root_user can't be evaluated: conflict", Rule: "dockerfile/root_user"},
		}},
		{Path: "main.go", Skipped: "not a format that seaworthy reads"},
		{Path: "main_test.go", Skipped: "not a format that seaworthy reads"},
		{Path: "out.log", Skipped: "ignored by .gitignore:5"},
		{Path: "out.txt", Skipped: "ignored by .gitignore:6"},
	}}
}

func clean() finding.Result {
	return finding.Result{Files: []finding.File{{Path: "api/Dockerfile", Format: "dockerfile", Rules: 13}}}
}

// excepted is a result in which all but one finding is excepted.
func excepted() finding.Result {
	result := clean()
	until := time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC)
	result.Files[0].Findings = []finding.Finding{shellForm(9)}
	result.Files[0].Exceptions = []finding.Exception{
		{Finding: rootUser(), Form: "seaworthy:ignore", Reason: "drops its rights", Until: until, Span: source.Span{Line: 6, Column: 1, EndLine: 6, EndColumn: 80}},
		{Finding: shellForm(11), Form: "hadolint ignore", Span: source.Span{Line: 10, Column: 1, EndLine: 10, EndColumn: 26}},
	}
	return result
}

// mended is a result in which something is fixed, and other things can be, or can't.
func mended() finding.Result {
	result := clean()
	edit := finding.Edit{Span: source.Span{Line: 9, Column: 1, EndLine: 9, EndColumn: 4}, Text: "CMD [\"serve\"]"}
	safe, unsafe, obstructed := shellForm(9), shellForm(11), shellForm(13)
	safe.Fix = &finding.Fix{Safe: true, Edits: []finding.Edit{edit}}
	unsafe.Fix = &finding.Fix{Edits: []finding.Edit{edit}}
	obstructed.Fix = &finding.Fix{Safe: true, Obstacle: "nobody can tell exactly where steps/3 stands"}
	result.Files[0].Findings = []finding.Finding{safe, unsafe, obstructed}
	result.Files[0].Mending = &finding.Mending{Fixed: []finding.Finding{rootUser()}}
	return result
}

// elsewhere is a result whose finding stands in a file that the judged one takes in.
func elsewhere() finding.Result {
	result := clean()
	found := shellForm(9)
	found.File = "base/Dockerfile"
	found.Because = []finding.Cause{{Text: "TAG", File: ".env", Span: source.Span{Line: 2, Column: 1, EndLine: 2, EndColumn: 6}}}
	result.Files[0].Findings = []finding.Finding{found}
	return result
}

// stopped is a result that lacks files.
func stopped() finding.Result {
	result := mixed()
	result.Incomplete = "interrupted after 2 of 9 files"
	return result
}

// everything is a result with all that any of the others has.
func everything() finding.Result {
	result := stopped()
	others := excepted().Files[0]
	others.Path = "web/Dockerfile"
	known := finding.Exception{Finding: shellForm(20), Form: finding.InBaseline, File: ".seaworthy-baseline.json"}
	listed := finding.Exception{
		Finding: shellForm(21), Form: finding.InExceptionFile, Reason: "until the move", Owner: "team-web",
		File: ".seaworthy-exceptions.yaml", Span: source.Span{Line: 2, Column: 5, EndLine: 2, EndColumn: 9},
	}
	others.Exceptions = append(others.Exceptions, known, listed)
	others.Old = 3
	result.Files[1].Findings[0].Object = finding.Object{Kind: "Pod", Namespace: "shop", Name: "web", Container: "app"}
	fixable := mended().Files[0]
	fixable.Path = "worker/Dockerfile"
	result.Files = append(result.Files, others, fixable, elsewhere().Files[0])
	return result
}

// described is a catalogue with one of the rules that have findings.
func described(t *testing.T) *rule.Catalogue {
	catalogue, err := rule.NewCatalogue([]rule.Rule{{
		ID: "dockerfile/root_user", Facet: "dockerfile", Name: "root_user", Title: "Image runs as root", Severity: rule.High,
		Description: "Whoever breaks out is root.\n\nA user <namespace> helps & is rare.", Remediation: "End with USER.",
		Aliases: []string{"hadolint:DL3002"}, Profiles: []string{"default"}, References: []string{"https://example.org/why"},
	}})
	require.NoError(t, err)
	return catalogue
}

// A golden is a report and the file that holds it.
type golden struct {
	name, golden string
	format       report.Format
	result       finding.Result
	options      report.Options
}

func TestWrite(t *testing.T) {
	full := report.Options{Catalogue: described(t), Version: "v1.2.3"}
	var goldens []golden
	for _, format := range report.Formats()[2:] {
		goldens = append(goldens,
			golden{string(format) + " with everything", "everything." + string(format), format, everything(), full},
			golden{string(format) + " of a clean result", "clean." + string(format), format, clean(), report.Options{}},
			golden{string(format) + " of nothing", "nothing." + string(format), format, finding.Result{}, report.Options{Quiet: true}},
		)
	}

	silenced := excepted()
	silenced.Files[0].Findings = nil
	skipped := finding.Result{Files: []finding.File{{Path: "main.go", Skipped: "not a format that seaworthy reads"}}}
	tests := []golden{
		{"text with everything", "mixed.txt", report.Text, mixed(), report.Options{}},
		{"text in colour", "mixed.ansi", report.Text, mixed(), report.Options{Color: true}},
		{"text that names each skipped file", "verbose.txt", report.Text, mixed(), report.Options{Verbose: true, FailOn: rule.Critical}},
		{"text without a summary", "quiet.txt", report.Text, mixed(), report.Options{Quiet: true}},
		{"text of a clean result", "clean.txt", report.Text, clean(), report.Options{}},
		{"text of a clean result that nobody wants to hear of", "clean_quiet.txt", report.Text, clean(), report.Options{Quiet: true}},
		{"text where nothing was judged", "skipped.txt", report.Text, skipped, report.Options{}},
		{"text where the only file is broken", "broken.txt", report.Text, finding.Result{Files: mixed().Files[2:3]}, report.Options{}},
		{"text where one file is broken and one clean", "half.txt", report.Text, finding.Result{Files: append(clean().Files, mixed().Files[2])}, report.Options{}},
		{"text of a finding in another file", "elsewhere.txt", report.Text, elsewhere(), report.Options{}},
		{"JSON of a finding in another file", "elsewhere.json", report.JSON, elsewhere(), report.Options{}},
		{"text with exceptions", "excepted.txt", report.Text, excepted(), report.Options{}},
		{"text with nothing but exceptions", "silenced.txt", report.Text, silenced, report.Options{}},
		{"JSON with exceptions", "excepted.json", report.JSON, excepted(), report.Options{}},
		{"text with fixes", "mended.txt", report.Text, mended(), report.Options{}},
		{"JSON with fixes", "mended.json", report.JSON, mended(), report.Options{}},
		{"JSON with everything", "mixed.json", report.JSON, mixed(), report.Options{}},
		{"JSON where low is a failure too", "low.json", report.JSON, mixed(), report.Options{FailOn: rule.Low}},
		{"JSON of a clean result", "clean.json", report.JSON, clean(), report.Options{}},
		{"JSON where nothing was judged", "skipped.json", report.JSON, skipped, report.Options{}},
		{"text of a check that was stopped", "stopped.txt", report.Text, stopped(), report.Options{}},
		{"text where nothing is configured yet", "unconfigured.txt", report.Text, clean(), report.Options{Unconfigured: true}},
	}
	tests = append(tests, goldens...)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var written bytes.Buffer
			require.NoError(t, report.Write(&written, test.format, test.result, test.options))
			golden := filepath.Join("testdata", test.golden)
			if *update {
				require.NoError(t, os.WriteFile(golden, written.Bytes(), 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			require.Equal(t, string(want), written.String())
		})
	}
}

func TestJSONHasNoNull(t *testing.T) {
	for name, result := range map[string]finding.Result{"everything": mixed(), "clean": clean(), "exceptions": excepted(), "fixes": mended(), "nothing at all": {}} {
		t.Run(name, func(t *testing.T) {
			var written bytes.Buffer
			require.NoError(t, report.Write(&written, report.JSON, result, report.Options{}))
			require.True(t, json.Valid(written.Bytes()))
			require.NotContains(t, written.String(), "null")
		})
	}
}

func TestNothingFromAFileSteersTheTerminal(t *testing.T) {
	hostile := rootUser()
	hostile.Message = "stage \x1b[2J ends as root"
	hostile.Excerpt = "USER \x1b]0;owned\x07 \u202etoor"
	hostile.File = "a\x1b[31m/Dockerfile"
	hostile.Because[0].Text = "ARG A=\x9b1m"
	result := finding.Result{Files: []finding.File{{Path: hostile.File, Findings: []finding.Finding{hostile},
		Problems: []finding.Problem{{Message: "bad \x1b[0m"}}}}}
	var written bytes.Buffer
	require.NoError(t, report.Write(&written, report.Text, result, report.Options{}))
	require.NotContains(t, written.String(), "\x1b")
	require.NotContains(t, written.String(), "\x07")
	require.NotContains(t, written.String(), "\x9b")
	require.NotContains(t, written.String(), "\u202e")
}

// closedPipe is a writer that nobody reads from.
type closedPipe struct{}

var errClosed = errors.New("closed")

func (closedPipe) Write([]byte) (int, error) { return 0, errClosed }

func TestErrorsOfTheWriterComeBack(t *testing.T) {
	for _, format := range report.Formats() {
		t.Run(string(format), func(t *testing.T) {
			require.ErrorIs(t, report.Write(closedPipe{}, format, mixed(), report.Options{}), errClosed)
		})
	}
}

func TestParseFormat(t *testing.T) {
	for _, format := range report.Formats() {
		parsed, err := report.ParseFormat(string(format))
		require.NoError(t, err)
		require.Equal(t, format, parsed)
	}
	_, err := report.ParseFormat("xml")
	require.ErrorIs(t, err, report.ErrUnknownFormat)
	require.ErrorIs(t, report.Write(&strings.Builder{}, "xml", clean(), report.Options{}), report.ErrUnknownFormat)
}
