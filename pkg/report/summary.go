package report

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// reasonLimit is how many reasons for skipped files a summary names.
const reasonLimit = 4

// A broken rule is one that has findings, with what the list of rules says of it.
type violatedRule struct {
	id       string
	severity rule.Severity
	url      string
	count    int
}

// rules lists the rules that have findings, with the address where each is explained.
func (t *textWriter) rules(result finding.Result) {
	violated := violatedRules(result)
	width := 0
	for _, v := range violated {
		width = max(width, len(v.id))
	}
	for _, v := range violated {
		severity := t.paint(severityStyles[v.severity], fmt.Sprintf("%-8s", v.severity))
		if v.url == "" {
			t.line(fmt.Sprintf("%5d", v.count), severity, v.id)
			continue
		}
		t.line(fmt.Sprintf("%5d", v.count), severity, fmt.Sprintf("%-*s ", width, v.id), t.paint(faint, v.url))
	}
	if len(violated) > 0 {
		t.line()
	}
}

// explained tells of rules that people can be told more of, wherever they ask.
func (o Options) explained(v violatedRule) bool {
	return v.url != "" && !o.about(finding.Finding{Rule: v.id}).Own
}

// violatedRules counts findings by rule, gravest and most frequent first.
func violatedRules(result finding.Result) []violatedRule {
	byID := map[string]violatedRule{}
	for _, found := range result.Findings() {
		b := byID[found.Rule]
		byID[found.Rule] = violatedRule{id: found.Rule, severity: found.Severity, url: found.URL, count: b.count + 1}
	}
	return slices.SortedFunc(maps.Values(byID), func(a, b violatedRule) int {
		return cmp.Or(
			cmp.Compare(slices.Index(rule.Severities(), a.severity), slices.Index(rule.Severities(), b.severity)),
			cmp.Compare(b.count, a.count),
			strings.Compare(a.id, b.id),
		)
	})
}

func (t *textWriter) summary(result finding.Result) {
	summary := result.Summary()
	t.line(t.verdict(result, summary))
	t.line(t.paint(faint, files(result, summary)))
	t.fixes(summary)
	for _, remark := range remarks(summary) {
		t.line(t.paint(faint, remark))
	}
	if result.Incomplete != "" {
		t.line(t.paint(boldRed, "not all files were judged: "+oneLine(result.Incomplete)))
	}
	if steps := next(result, summary, t.options); len(steps) > 0 {
		t.line(t.paint(bold, "next: ") + strings.Join(steps, ", "))
	}
}

// remarks tell of findings that are not in the report.
func remarks(summary finding.Summary) []string {
	var told []string
	if inFiles := summary.Excepted - summary.Listed - summary.Known; inFiles > 0 {
		told = append(told, count(inFiles, "finding")+" excepted by comments or annotations")
	}
	if summary.Listed > 0 {
		told = append(told, count(summary.Listed, "finding")+" excepted by a file of exceptions")
	}
	if summary.Known > 0 {
		told = append(told, count(summary.Known, "finding")+" known in the baseline")
	}
	if summary.Old > 0 {
		told = append(told, count(summary.Old, "finding")+" left out, on lines that have not changed")
	}
	if summary.Hidden > 0 {
		told = append(told, count(summary.Hidden, "finding")+" hidden, because a graver one on the same node says more")
	}
	if summary.Unsaid > 0 {
		told = append(told, count(summary.Unsaid, "finding")+" left out, about what patches of a kustomization do not say: build it and test what comes out")
	}
	return told
}

// next says what to do now, the nearest step first; nothing where there is nothing to do.
func next(result finding.Result, summary finding.Summary, options Options) []string {
	var steps []string
	violated := violatedRules(result)
	if known := slices.IndexFunc(violated, options.explained); known >= 0 {
		steps = append(steps, "`seaworthy explain "+violated[known].id+"` tells why that matters and how to mend it")
	}
	if summary.Fixable > 0 {
		steps = append(steps, "`seaworthy test --fix` mends "+count(summary.Fixable, "finding"))
	}
	switch place := firstProblem(result); {
	case len(violated) == 0 && place != "":
		steps = append(steps, "mend "+place+", so that the rest of it can be judged")
	case options.Unconfigured && summary.Judged > 0:
		steps = append(steps, "`seaworthy init` writes a .seaworthy.yaml to go on with")
	}
	return steps
}

// firstProblem is the place of what could not be judged.
func firstProblem(result finding.Result) string {
	for _, file := range result.Files {
		if len(file.Problems) > 0 {
			return at(file.Path, file.Problems[0].Span)
		}
	}
	return ""
}

// fixes says what was mended, and what can be.
func (t *textWriter) fixes(summary finding.Summary) {
	if summary.Fixed > 0 {
		t.line(t.paint(boldGreen, count(summary.Fixed, "finding")+" fixed in "+count(summary.Mended, "file")))
	}
	var offers []string
	if summary.Fixable > 0 {
		offers = append(offers, count(summary.Fixable, "finding")+" can be fixed with --fix")
	}
	if summary.UnsafelyFixable > 0 {
		offers = append(offers, count(summary.UnsafelyFixable, "finding")+" only with --fix --fix-unsafe, which is to be looked at")
	}
	if len(offers) > 0 {
		t.line(t.paint(faint, strings.Join(offers, ", ")))
	}
}

// verdict says how it went in one line.
func (t *textWriter) verdict(result finding.Result, summary finding.Summary) string {
	findings := len(result.Findings())
	switch {
	case findings > 0:
		failures := t.options.failures(summary)
		return t.paint(bold, tally(failures, findings-failures)) + ": " + severities(summary)
	case summary.Broken > 0:
		return t.paint(boldRed, count(summary.Broken, "file")+" could not be judged in full") + rest(summary)
	case summary.Judged > 0:
		return t.paint(boldGreen, plainVerdict(result, t.options))
	}
	return plainVerdict(result, t.options)
}

// plainVerdict is the verdict without colours.
func plainVerdict(result finding.Result, options Options) string {
	summary := result.Summary()
	findings := len(result.Findings())
	switch {
	case findings > 0:
		failures := options.failures(summary)
		return tally(failures, findings-failures) + ": " + severities(summary)
	case summary.Broken > 0:
		return count(summary.Broken, "file") + " could not be judged in full" + rest(summary)
	case summary.Judged > 0:
		return "fit to ship: " + count(summary.Judged, "file") + " judged, nothing found" + but(summary)
	}
	return "no file was judged"
}

func tally(failures, warnings int) string {
	return count(failures, "failure") + ", " + count(warnings, "warning")
}

// but keeps the verdict true where something was found and is left out.
func but(summary finding.Summary) string {
	switch {
	case summary.Old > 0:
		return " on changed lines"
	case summary.Excepted > 0:
		return " that is not excepted"
	}
	return ""
}

// rest says what became of the files that are not broken.
func rest(summary finding.Summary) string {
	if summary.Judged == 0 {
		return ""
	}
	return ", nothing found in the rest"
}

func severities(summary finding.Summary) string {
	var parts []string
	for _, severity := range rule.Severities() {
		if n := summary.BySeverity[severity]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, severity))
		}
	}
	return strings.Join(parts, ", ")
}

// files says what became of each file that was seen.
func files(result finding.Result, summary finding.Summary) string {
	text := fmt.Sprintf("%s seen: %d judged", count(summary.Judged+summary.Broken+summary.Skipped, "file"), summary.Judged)
	if summary.Broken > 0 {
		text += fmt.Sprintf(", %d not judged in full", summary.Broken)
	}
	if summary.Skipped > 0 {
		text += fmt.Sprintf(", %d skipped (%s)", summary.Skipped, strings.Join(reasons(result), ", "))
	}
	return text
}

// lineNumber is the end of a reason that names a line of an ignore file.
var lineNumber = regexp.MustCompile(`:\d+$`)

// reasons counts why files were skipped, most frequent first.
func reasons(result finding.Result) []string {
	counts := map[string]int{}
	for _, file := range result.Files {
		if file.Skipped != "" {
			counts[lineNumber.ReplaceAllString(oneLine(file.Skipped), "")]++
		}
	}
	ordered := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(a, b))
	})
	var named []string
	others := 0
	for i, reason := range ordered {
		if i < reasonLimit {
			named = append(named, fmt.Sprintf("%d %s", counts[reason], reason))
		} else {
			others += counts[reason]
		}
	}
	if others > 0 {
		named = append(named, fmt.Sprintf("%d for other reasons", others))
	}
	return named
}

// count puts a number before a noun, with the plural where it belongs.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
