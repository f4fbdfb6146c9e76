package suppress

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// Facet is the facet of the rules of this package.
const Facet = "suppression"

// The rules about suppressions. Unlike all others they are not Rego: what they judge is what the rules in Rego came to.
var (
	invalid = rule.Rule{
		ID: Facet + "/invalid", Facet: Facet, Name: "invalid",
		Title: "Suppression can't be understood",
		Description: "A comment that names a rule there is not, no rule at all or a date that is none silences nothing, while its author " +
			"believes that it does. Names of other tools' rules in those tools' own comments are never reported: they may well have rules that are not here.",
		Severity: rule.Low, Profiles: []string{"default", "strict"},
		Remediation: "Name the rule as a report does and write dates as YYYY-MM-DD, or remove the comment.",
	}
	missingReason = rule.Rule{
		ID: Facet + "/missing_reason", Facet: Facet, Name: "missing_reason",
		Title: "Suppression without a reason",
		Description: "Who comes across a silenced rule later can't tell a considered exception from a forgotten one, and dares neither keep it " +
			"nor remove it. Comments in other tools' forms are not asked for a reason, as their grammar has none.",
		Severity: rule.Low, Profiles: []string{"default", "strict"},
		Remediation: "Say behind two dashes why the rule does not apply here: `# seaworthy:ignore RULE -- reason`.",
	}
	expired = rule.Rule{
		ID: Facet + "/expired", Facet: Facet, Name: "expired",
		Title:       "Suppression past its last day",
		Description: "The exception was granted until a day that lies behind. It silences nothing any more, so that what it silenced is reported again.",
		Severity:    rule.Low, Profiles: []string{"default", "strict"},
		Remediation: "Mend what the comment excused and remove it, or have the exception granted anew with a later day.",
	}
	unused = rule.Rule{
		ID: Facet + "/unused", Facet: Facet, Name: "unused",
		Title: "Suppression that suppresses nothing",
		Description: "What it silenced has been mended or has moved elsewhere. Left standing it will silence the next defect of the kind, which " +
			"nobody has looked at. It is reported for rules that this run asks, never for those that it leaves out.",
		Severity: rule.Low, Profiles: []string{"default", "strict"},
		Remediation: "Remove the comment or annotation, or the rule from its list.",
	}
)

// Rules returns the rules about suppressions, ordered by id. They belong in the catalogue beside those in Rego.
func Rules() []rule.Rule {
	rules := []rule.Rule{expired, invalid, missingReason, unused}
	for i := range rules {
		rules[i].Aliases, rules[i].Parameters = []string{}, map[string]rule.Parameter{}
		rules[i].References = []string{"https://docs.docker.com/reference/dockerfile/#check", "https://github.com/hadolint/hadolint#inline-ignores"}
		rules[i].Fixable, rules[i].Since, rules[i].Status = "no", "v0.1.0", rule.Stable
	}
	return rules
}

// defects returns what is wrong with a suppression, given which of its rules it has silenced.
func (s Set) defects(each Suppression, used map[string]bool, run Run) []finding.Finding {
	var found []finding.Finding
	add := func(r rule.Rule, message string) {
		if run.Asks(r.ID) {
			found = append(found, s.defect(r, each, message))
		}
	}
	if each.Mistake != "" {
		add(invalid, "suppression: "+each.Mistake)
	}
	if each.Form.Ours() && each.Reason == "" {
		add(missingReason, "suppression"+each.target()+" has no reason")
	}
	if each.expired(run.Today) {
		add(expired, fmt.Sprintf("suppression%s expired on %s", each.target(), each.Until.Format(time.DateOnly)))
	}
	for _, name := range each.Names {
		switch {
		case name.Unknown != "":
			add(invalid, "suppression: "+name.Unknown)
		case each.Mistake == "" && !each.expired(run.Today) && name.unused(used, run):
			add(unused, "suppression of "+name.Text+" suppresses nothing")
		}
	}
	return found
}

// unused reports whether the run asks all rules of a name and none of them has been silenced.
func (n Name) unused(used map[string]bool, run Run) bool {
	for _, id := range n.Rules {
		if used[id] || !run.Asks(id) {
			return false
		}
	}
	return len(n.Rules) > 0 && !run.Incomplete
}

// target names the rules in a message.
func (s Suppression) target() string {
	var names []string
	for _, name := range s.Names {
		names = append(names, name.Text)
	}
	if len(names) == 0 {
		return ""
	}
	return " of " + strings.Join(names, ", ")
}

func (s Set) defect(r rule.Rule, each Suppression, message string) finding.Finding {
	return finding.Finding{
		Rule: r.ID, Severity: r.Severity, Message: message, File: s.path, Span: each.Span,
		Excerpt: s.excerpt(each.Span.Line), Aliases: []string{}, URL: r.URL(), Remediation: r.Remediation,
	}
}

// excerptLimit is how many characters of a line an excerpt holds.
const excerptLimit = 500

func (s Set) excerpt(line int) string {
	text := []rune(s.lines.Text(line))
	return string(text[:min(len(text), excerptLimit)])
}

// numbered gives the findings their fingerprints: by the text of the comment, and by their order where texts are equal.
func (s Set) numbered(defects []finding.Finding, run Run) []finding.Finding {
	type node struct{ rule, text string }
	occurrences := map[node]int{}
	for i, found := range defects {
		n := node{found.Rule, strings.TrimSpace(found.Excerpt) + "\n" + found.Message}
		defects[i].Fingerprint = finding.Fingerprint(found.Rule, cmp.Or(run.Identity, s.path), n.text, occurrences[n])
		occurrences[n]++
	}
	return defects
}
