package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
)

// A tapWriter numbers test points, which the plan in front of them counts.
type tapWriter struct {
	points []string
}

// writeTAP makes a warning a point that is "not ok" and to do: harnesses show it, and do not fail for it.
func writeTAP(w io.Writer, result finding.Result, options Options) error {
	t := &tapWriter{}
	for _, file := range result.Files {
		if file.Skipped == "" {
			t.file(file, options)
		}
	}
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "TAP version 13")
	fmt.Fprintf(out, "1..%d\n", len(t.points))
	for _, point := range t.points {
		fmt.Fprintln(out, point)
	}
	return out.Flush()
}

func (t *tapWriter) file(file finding.File, options Options) {
	for _, p := range file.Problems {
		t.point("not ok", at(file.Path, p.Span)+" could not be judged: "+oneLine(p.Message), "", "")
	}
	for _, found := range file.Findings {
		directive := ""
		if !options.Failure(found) {
			directive = " # TODO " + string(found.Severity)
		}
		t.point("not ok", described(found), directive, diagnostics(found))
	}
	for _, excepted := range file.Exceptions {
		t.point("ok", described(excepted.Finding), " # SKIP "+oneLine(exceptionText(excepted)), "")
	}
	if len(file.Problems)+len(file.Findings) == 0 {
		t.point("ok", printable(file.Path)+" "+count(file.Successes(), "rule")+" found nothing", "", "")
	}
}

func described(found finding.Finding) string {
	return at(found.File, found.Span) + " " + found.Rule + " " + oneLine(found.Message)
}

// point keeps a number sign in a description from beginning a directive.
func (t *tapWriter) point(result, description, directive, below string) {
	description = strings.ReplaceAll(description, "#", `\#`)
	t.points = append(t.points, fmt.Sprintf("%s %d - %s%s%s", result, len(t.points)+1, description, directive, below))
}

// diagnostics is the block of YAML below a point. Texts in double quotes are YAML as Go writes them.
func diagnostics(found finding.Finding) string {
	lines := []string{"", "  ---", "  severity: " + string(found.Severity), fmt.Sprintf("  message: %q", oneLine(found.Message))}
	if found.Remediation != "" {
		lines = append(lines, fmt.Sprintf("  fix: %q", oneLine(found.Remediation)))
	}
	if found.URL != "" {
		lines = append(lines, fmt.Sprintf("  url: %q", found.URL))
	}
	return strings.Join(append(lines, "  ..."), "\n")
}
