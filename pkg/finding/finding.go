// Package finding describes what rules find: which rule, where, why, and what to do about it.
//
// A finding stands on its own: everything a person or a tool needs is in it, and nothing in it depends on when or
// where the check ran. Findings are ordered by file, place and rule before anyone sees them, and each has a
// fingerprint that survives edits elsewhere in its file:
//
//	slices.SortFunc(findings, finding.Compare)
//	for _, f := range findings {
//		fmt.Println(f.File, f.Span, f.Message)
//	}
package finding

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A Finding is one place where a rule does not hold.
type Finding struct {
	// Rule is the rule's id: "dockerfile/root_user".
	Rule string `json:"rule"`
	// Severity is how much harm the defect can do.
	Severity rule.Severity `json:"severity"`
	// Message says what is wrong here, in one sentence without a full stop.
	Message string `json:"message"`
	// File is the path as given or walked: that of the judged file, or of one that it takes in where the defect stands
	// there.
	File string `json:"file"`
	// Span is the place in the file.
	Span source.Span `json:"span"`
	// At is the place in the document, readable where there is no file: "spec/containers/0/privileged".
	At string `json:"at"`
	// Excerpt is the text of the span's first line.
	Excerpt string `json:"excerpt,omitzero"`
	// Aliases are other tools' names for the rule.
	Aliases []string `json:"aliases,omitzero"`
	// URL is where the rule is documented.
	URL string `json:"url"`
	// Remediation says how to mend the defect.
	Remediation string `json:"remediation"`
	// Because says where a value that decided comes from, nearest first.
	Because []Cause `json:"because,omitzero"`
	// Fix is what mends the finding; nil where that takes a person.
	Fix *Fix `json:"fix,omitzero"`
	// Details are what somebody's own policy says of the finding besides, by the names that it has for that.
	Details map[string]json.RawMessage `json:"details,omitzero"`
	// Fingerprint names the finding across runs and edits: 32 hexadecimal digits.
	Fingerprint string `json:"fingerprint"`
	// Object is what is run that the finding is about; zero where it is about a file.
	Object Object `json:"object,omitzero"`
}

// An Object is a workload in a file that may hold several, by the names that people give it.
type Object struct {
	// Kind is that of a Kubernetes object, "service" for compose, and "run" or "create" for a command line.
	Kind string `json:"kind,omitzero"`
	// Namespace and Name are absent where the file leaves them out.
	Namespace string `json:"namespace,omitzero"`
	Name      string `json:"name,omitzero"`
	// Container is absent where the finding is about the whole of a pod.
	Container string `json:"container,omitzero"`
}

// A Cause is a place that a finding's decisive value comes from.
type Cause struct {
	// Text is what stands there: "ARG USER=root".
	Text string `json:"text"`
	// Span is where, in the finding's file unless File names another one.
	Span source.Span `json:"span"`
	// File is the path of the file, where that is another one than the finding's.
	File string `json:"file,omitzero"`
}

// Compare orders findings by file, place, rule and message, for slices.SortFunc.
func Compare(a, b Finding) int {
	return cmp.Or(
		strings.Compare(a.File, b.File),
		cmp.Compare(a.Span.Line, b.Span.Line),
		cmp.Compare(a.Span.Column, b.Span.Column),
		strings.Compare(a.Rule, b.Rule),
		strings.Compare(a.At, b.At),
		strings.Compare(a.Message, b.Message),
	)
}

// Fingerprint returns the name of the finding that a rule has on a node of a file. The node is the text that stands
// there rather than a line number; occurrence tells equal nodes apart, counting from 0.
func Fingerprint(ruleID, file, node string, occurrence int) string {
	hash := sha256.New()
	for _, part := range []string{ruleID, file, node, strconv.Itoa(occurrence)} {
		hash.Write([]byte(part))
		hash.Write([]byte{0})
	}
	return hex.EncodeToString(hash.Sum(nil)[:16])
}
