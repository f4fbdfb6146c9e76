package suppress

import (
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/seaworthy-policy/seaworthy/pkg/config"
	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A List is the exceptions that stand in a file of their own. It remembers which of them excepted something, in all files of
// a run, and may be used from many goroutines.
//
//	list, err := suppress.NewList(read, catalogue)
//	kept, excepted := list.Apply(findings, hidden, run) // for each file
//	defects := list.Defects(run)                        // when all files are judged
type List struct {
	read    config.Exceptions
	folder  string // absolute
	entries []*entry
	mutex   sync.Mutex
}

// An entry is one exception, with the rules that it names and what became of it.
type entry struct {
	config.Exception
	name Name
	used map[string]bool
	// due tells that a file was judged in which it might have excepted something.
	due bool
}

// NewList prepares exceptions. The error is that of config.Exceptions.Validate.
func NewList(read config.Exceptions, catalogue *rule.Catalogue) (*List, error) {
	if err := read.Validate(catalogue); err != nil {
		return nil, err
	}
	folder, err := filepath.Abs(filepath.Dir(read.File.Path))
	if err != nil {
		return nil, fmt.Errorf("find the folder of %s: %w", read.File.Path, err)
	}
	list := &List{read: read, folder: folder}
	for _, each := range read.List {
		name := Name{Text: each.Rule, Rules: answering(catalogue.Named(each.Rule), each.Rule)}
		list.entries = append(list.entries, &entry{Exception: each, name: name, used: map[string]bool{}})
	}
	return list, nil
}

// Path is the path of the file, as it was given.
func (l *List) Path() string { return l.read.File.Path }

// Folder is the absolute path of the folder that its patterns count from.
func (l *List) Folder() string { return l.folder }

// Apply parts the findings of a judged file, as Set.Apply does: the first exception in the file excepts a finding, and one
// past its last day none.
func (l *List) Apply(file string, findings, hidden []finding.Finding, run Run) (kept []finding.Finding, excepted []finding.Exception) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.expect(l.relative(file), run)
	for _, found := range findings {
		if each := l.excepting(found, run); each != nil {
			excepted = append(excepted, l.exception(*each, found))
		} else {
			kept = append(kept, found)
		}
	}
	for _, found := range hidden {
		l.excepting(found, run)
	}
	return kept, excepted
}

// expect notes which exceptions have had their chance.
func (l *List) expect(file string, run Run) {
	for _, each := range l.entries {
		if each.InPaths(file) && slices.ContainsFunc(each.name.Rules, run.Asks) {
			each.due = true
		}
	}
}

// excepting returns the exception that a finding has. All that are about it have been of use.
func (l *List) excepting(found finding.Finding, run Run) *entry {
	var first *entry
	file := l.relative(found.File)
	for _, each := range l.entries {
		if each.expired(run.Today) || !each.About(file, found.Object) {
			continue
		}
		for _, id := range names(found) {
			if slices.Contains(each.name.Rules, id) {
				each.used[id] = true
				if first == nil {
					first = each
				}
			}
		}
	}
	return first
}

func (e *entry) expired(today time.Time) bool {
	return Suppression{Until: e.Until}.expired(today)
}

// relative writes a path as the patterns count it.
func (l *List) relative(file string) string {
	absolute, err := filepath.Abs(file)
	if err != nil {
		return file
	}
	below, err := filepath.Rel(l.folder, absolute)
	if err != nil {
		return file
	}
	return filepath.ToSlash(below)
}

func (l *List) exception(e entry, found finding.Finding) finding.Exception {
	return finding.Exception{
		Finding: found, Form: finding.InExceptionFile, Reason: e.Reason, Owner: e.Owner, Until: e.Until, Span: e.Span, File: l.read.File.Path,
	}
}

// Defects returns what is wrong with the exceptions: one without a reason, past its last day, or of no effect. Of no effect can
// only be called what all files below the list's folder had the chance to need, so an incomplete run calls none so.
func (l *List) Defects(run Run) []finding.Finding {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	set := Set{path: l.read.File.Path, lines: source.NewLines(l.read.File.Content)}
	var defects []finding.Finding
	for _, each := range l.entries {
		for _, d := range l.defectsOf(each, run) {
			if run.Asks(d.rule.ID) {
				made := set.defect(d.rule, Suppression{Span: each.Span}, d.message)
				made.Remediation = d.remedy
				defects = append(defects, made)
			}
		}
	}
	return set.numbered(defects, run)
}

type listDefect struct {
	rule            rule.Rule
	message, remedy string
}

func (l *List) defectsOf(e *entry, run Run) []listDefect {
	var found []listDefect
	if e.Reason == "" {
		found = append(found, listDefect{missingReason, "exception of " + e.Rule + " has no reason", "Say in `reason` why the rule does not apply here."})
	}
	switch {
	case e.expired(run.Today):
		found = append(found, listDefect{expired, fmt.Sprintf("exception of %s expired on %s%s", e.Rule, e.Until.Format(time.DateOnly), ownedBy(e.Owner)),
			"Mend what it excused and remove it, or have it granted anew with a later day in `until`."})
	case run.Incomplete || len(e.used) > 0:
	case e.due:
		found = append(found, listDefect{unused, "exception of " + e.Rule + " excepts nothing" + ownedBy(e.Owner), superfluous})
	case slices.ContainsFunc(e.name.Rules, run.Asks):
		found = append(found, listDefect{unused, "exception of " + e.Rule + " is for paths where nothing is judged" + ownedBy(e.Owner), superfluous})
	}
	return found
}

const superfluous = "Remove the exception, before it excuses the next defect of the kind."

func ownedBy(owner string) string {
	if owner == "" {
		return ""
	}
	return ", owner: " + owner
}
