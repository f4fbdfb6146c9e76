package suppress

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// A reader turns the comments and annotations of one file into suppressions.
type reader struct {
	set       *Set
	catalogue *rule.Catalogue
	syntax    syntax
	// known are the rules that a tool has too.
	known map[string][]string
	// suggested counts the names that a near rule has been looked for, which takes its time.
	suggested int
}

const (
	maxSuggestions   = 20
	longestSuggested = 100 // bytes
)

func (r *reader) comments(comments []comment) {
	for _, c := range comments {
		for _, text := range parts(c.text, r.syntax) {
			if form, groups := formOf(text, r.syntax); groups != nil {
				r.comment(c, form, groups)
			}
		}
	}
}

func (r *reader) comment(c comment, form commentForm, groups map[string]string) {
	read := Suppression{Form: form.form, Span: c.span, Scope: form.scope(c, r.syntax), Reason: reasonOf(groups["reason"])}
	names := split(groups["names"])
	switch form.form {
	case Comment:
		names = read.own(groups["own"])
	case BuildCheck:
		skipped, skips := skippedChecks(groups["options"])
		if !skips {
			return
		}
		names = skipped
	default:
		read.until(groups["until"])
	}
	r.add(read, form.tools, names)
}

// own reads what stands behind `seaworthy:ignore` and returns the names in it.
func (s *Suppression) own(text string) []string {
	before, reason, found := strings.Cut(" "+text+" ", " -- ")
	if found {
		s.Reason = strings.TrimSpace(reason)
	}
	var names []string
	for _, word := range split(before) {
		if date, isDate := strings.CutPrefix(word, "until="); isDate {
			s.until(date)
		} else {
			names = append(names, word)
		}
	}
	if len(names) == 0 {
		s.Mistake = "names no rule"
	}
	return names
}

// until sets the last day.
func (s *Suppression) until(date string) {
	if date == "" {
		return
	}
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		s.Mistake = fmt.Sprintf("%q is no date of the form YYYY-MM-DD", date)
	}
	s.Until = day
}

// skippedChecks returns the names that BuildKit's directive skips, none for all, and whether it skips any.
func skippedChecks(options string) (names []string, skips bool) {
	for option := range strings.SplitSeq(options, ";") {
		key, value, _ := strings.Cut(option, "=")
		if strings.TrimSpace(key) == "skip" && value != "" {
			return split(value), true
		}
	}
	return nil, false
}

// split takes a list apart at commas and blanks.
func split(list string) []string {
	return strings.FieldsFunc(list, func(character rune) bool { return strings.ContainsRune(", \t", character) })
}

// add resolves the names and keeps the suppression. No name, and those that other tools have for all, mean all rules
// that the tool has too.
func (r *reader) add(read Suppression, tools, names []string) {
	if len(tools) > 0 && (len(names) == 0 || slices.Contains([]string{"all", "*"}, names[0])) {
		read.Rules = r.rulesOf(tools[0])
		names = nil
	}
	for _, text := range names {
		name := r.resolve(tools, text)
		read.Names = append(read.Names, name)
		read.Rules = append(read.Rules, name.Rules...)
	}
	slices.Sort(read.Rules)
	read.Rules = slices.Compact(read.Rules)
	r.set.suppressions = append(r.set.suppressions, read)
}

// rulesOf returns the ids of the rules that a tool has too.
func (r *reader) rulesOf(tool string) []string {
	if known, found := r.known[tool]; found {
		return known
	}
	var ids []string
	for _, each := range r.catalogue.Rules() {
		if slices.ContainsFunc(each.Aliases, func(alias string) bool { return strings.HasPrefix(alias, tool+":") }) {
			ids = append(ids, each.ID)
		}
	}
	if r.known == nil {
		r.known = map[string][]string{}
	}
	r.known[tool] = ids
	return ids
}

func (r *reader) resolve(tools []string, text string) Name {
	name := Name{Text: text}
	if len(tools) == 0 {
		if name.Rules = answering(r.catalogue.Named(text), text); len(name.Rules) == 0 {
			name.Unknown = r.unknown(text)
		}
		return name
	}
	for _, tool := range tools {
		named := tool + ":" + text
		name.Rules = append(name.Rules, answering(r.catalogue.Named(named), named)...)
	}
	return name
}

// unknown says that there is no rule of a name, and for the first few names which one may be meant.
func (r *reader) unknown(name string) string {
	if r.suggested++; r.suggested > maxSuggestions || len(name) > longestSuggested {
		return fmt.Sprintf("%v %q", rule.ErrUnknownRule, name)
	}
	_, err := r.catalogue.Resolve(name)
	return err.Error()
}

// answering returns the ids of rules, or where the name is one of many that a rule answers to, what tells its findings
// of that name from the others.
func answering(rules []rule.Rule, name string) []string {
	var found []string
	for _, each := range rules {
		found = append(found, member(each.ID, each.Member(name)))
	}
	return found
}

// member is what stands for those findings of a rule that have one of its many names.
func member(id, name string) string {
	if name == "" {
		return id
	}
	return id + "#" + name
}

// sort puts suppressions of comments and annotations in the order of the file.
func (r *reader) sort() {
	slices.SortStableFunc(r.set.suppressions, func(a, b Suppression) int { return a.Span.Compare(b.Span) })
}
