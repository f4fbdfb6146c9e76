// Package suppress reads what a file says about findings that its authors accept, and takes those findings out.
//
// A rule is right in general and wrong here: a debug container must be privileged, a base image is pinned elsewhere.
// Whoever knows that says so beside the place, in a comment or, for Kubernetes objects, an annotation:
//
//	# seaworthy:ignore workload/privileged_container until=2027-01-31 -- loads the eBPF probes
//
// Comments of other tools (hadolint, BuildKit, Trivy, Checkov, KICS, zizmor, kube-linter, kube-score) are understood
// as well, and silence only rules that the tool has too. A suppression holds for a node, not for a file, unless its form
// says the file: for the instruction it stands above or in, for the YAML node on its line or the next with all below it,
// for the object that carries the annotation.
//
// Suppressions rot, so they are judged too: one without a reason, past its last day, of no effect or with a rule that
// there is not is a finding of one of the Rules of this package.
//
// Who can't or may not write into the files says the same in a List, a file of exceptions for paths and objects, and who has
// just begun sets the findings of a day aside in a Baseline.
//
//	set := suppress.Read(file, "dockerfile", catalogue)
//	outcome := set.Apply(findings, hidden, suppress.Run{Today: time.Now(), Asks: asks})
//	fmt.Println(len(outcome.Kept), len(outcome.Excepted), len(outcome.Defects))
package suppress

import (
	"time"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A Form is how a suppression is written.
type Form string

// The forms of comments and annotations that are understood, by the tool they come from.
const (
	// Comment is our own: `# seaworthy:ignore RULE[,RULE] [until=YYYY-MM-DD] -- reason`.
	Comment Form = "seaworthy:ignore"
	// Annotation is our own on a Kubernetes object: `seaworthy.io/ignore.FACET.RULE: reason`.
	Annotation Form = "seaworthy.io/ignore"
	// Hadolint is `# hadolint ignore=DL3008` for the next instruction (https://github.com/hadolint/hadolint#inline-ignores).
	Hadolint Form = "hadolint ignore"
	// HadolintStage is `# hadolint stage ignore=DL3008` for the build stage.
	HadolintStage Form = "hadolint stage ignore"
	// HadolintGlobal is `# hadolint global ignore=DL3008` for the file.
	HadolintGlobal Form = "hadolint global ignore"
	// BuildCheck is `# check=skip=NAME` of BuildKit: as a parser directive at the top for the file, elsewhere for the next
	// instruction (https://docs.docker.com/reference/dockerfile/#check).
	BuildCheck Form = "check=skip"
	// Trivy is `#trivy:ignore:ID`, with `exp:YYYY-MM-DD` behind it or not
	// (https://trivy.dev/latest/docs/configuration/filtering/#by-inline-comments).
	Trivy Form = "trivy:ignore"
	// Checkov is `#checkov:skip=ID:reason`: in a Dockerfile for the file, in YAML for the node
	// (https://www.checkov.io/2.Concepts/Suppressing%20and%20Skipping%20Policies.html).
	Checkov Form = "checkov:skip"
	// CheckovAnnotation is `checkov.io/skip1: ID=reason`, or bridgecrew.io as it was.
	CheckovAnnotation Form = "checkov.io/skip"
	// KICSLine, KICSBlock, KICSFile and KICSDisable are `# kics-scan ignore-line`, `ignore-block`, `ignore` and `disable=ID`
	// (https://docs.kics.io/latest/running-kics/#using_commands_on_scanned_files_as_comments).
	KICSLine    Form = "kics-scan ignore-line"
	KICSBlock   Form = "kics-scan ignore-block"
	KICSFile    Form = "kics-scan ignore"
	KICSDisable Form = "kics-scan disable"
	// Zizmor is `# zizmor: ignore[RULE]` (https://docs.zizmor.sh/usage/#with-comments).
	Zizmor Form = "zizmor: ignore"
	// KubeLinter is the annotation `ignore-check.kube-linter.io/CHECK: reason`, KubeLinterAll `kube-linter.io/ignore-all`
	// (https://docs.kubelinter.io/#/configuring-kubelinter?id=ignoring-violations-for-specific-cases).
	KubeLinter    Form = "ignore-check.kube-linter.io"
	KubeLinterAll Form = "kube-linter.io/ignore-all"
	// KubeScore is the annotation `kube-score/ignore: CHECK[,CHECK]` (https://github.com/zegl/kube-score#ignoring-a-test).
	KubeScore Form = "kube-score/ignore"
)

// Ours reports whether the form is our own, whose grammar wants a reason and rules that there are.
func (f Form) Ours() bool {
	return f == Comment || f == Annotation
}

// A Scope is where a suppression holds: in a stretch of lines or in the whole file. The zero Scope holds nowhere.
type Scope struct {
	// First and Last are lines, counted from 1, both inside.
	First, Last int
	// WholeFile makes the lines meaningless.
	WholeFile bool
}

// Covers reports whether a place lies in the scope, going by the line it begins on. The zero Span is only in a file.
func (s Scope) Covers(span source.Span) bool {
	return s.WholeFile || span.Line > 0 && s.First <= span.Line && span.Line <= s.Last
}

// A Name is what a suppression calls a rule.
type Name struct {
	// Text is the name as it is written.
	Text string
	// Rules are the ids of the rules that answer to it, none where there is no such rule. For a rule that reports what a
	// whole tool does, "#" and the name stand behind.
	Rules []string
	// Unknown is for a name of our own form without a rule: `unknown rule "x" (did you mean y?)`.
	Unknown string
}

// A Suppression is one comment or annotation that asks for silence.
type Suppression struct {
	Form Form
	// Names are the rules it names, absent for a form that means all rules of its tool.
	Names []Name
	// Rules are the ids of all rules that it silences, in order.
	Rules []string
	Scope Scope
	// Until is the last day on which it holds, at midnight UTC; the zero Time is no end.
	Until time.Time
	// Reason is why, absent where none is given.
	Reason string
	// Span is the comment or the annotation's key.
	Span source.Span
	// Mistake says what in it can't be read; it then silences nothing.
	Mistake string
}

// expired reports whether the last day lies behind.
func (s Suppression) expired(today time.Time) bool {
	return !s.Until.IsZero() && !today.UTC().Before(s.Until.AddDate(0, 0, 1))
}

// A Set is the suppressions of one file. It does not change after Read.
type Set struct {
	path         string
	lines        *source.Lines
	suppressions []Suppression
}

// Suppressions returns what was read, in the order of the file. The slice is the set's own.
func (s Set) Suppressions() []Suppression {
	return s.suppressions
}

// Read finds the suppressions in a file. The format is what the file is judged as: "dockerfile", "kubernetes",
// "makefile" and "shell" have comments of their own; for any other the path's extension tells YAML and shell, and what is neither has none. What can't
// be parsed holds no suppression either.
func Read(file source.File, format string, catalogue *rule.Catalogue) Set {
	set := Set{path: file.Path, lines: source.NewLines(file.Content)}
	r := reader{set: &set, catalogue: catalogue, syntax: syntaxOf(file.Path, format)}
	switch r.syntax {
	case dockerfileSyntax:
		r.comments(dockerfileComments(set.lines))
	case shellSyntax:
		r.comments(shellComments(file.Content, set.lines))
	case makefileSyntax:
		r.comments(makefileComments(set.lines))
	case yamlSyntax:
		if hasMarker(file.Content) {
			r.yaml(file.Content, format == "kubernetes")
		}
	}
	return set
}
