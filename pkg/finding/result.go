package finding

import (
	"slices"
	"strings"
	"time"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A Result is what a check of some files came to. Files are ordered by path.
type Result struct {
	Files []File
	// Incomplete says why files are missing that were to be judged; absent where none are.
	Incomplete string
}

// A File is what a check came to for one file.
type File struct {
	// Path is the path as given or walked.
	Path string
	// Format is what the file was read as: "dockerfile", "kubernetes"; absent for a file that was not read.
	Format string
	// Namespace is the Rego package whose rules were asked, where they are of somebody's own policies. A file has one result
	// for each namespace.
	Namespace string
	// Skipped says why the file was not judged; absent for one that was.
	Skipped string
	// Rules is the number of rules that were asked.
	Rules int
	// Passed is the number of tests that passed, where there is a Namespace.
	Passed int
	// Findings are ordered as Compare orders them.
	Findings []Finding
	// Exceptions are findings that the file itself excepts, ordered as their findings are.
	Exceptions []Exception
	// Old counts findings that are left out because they stand on lines that have not changed.
	Old int
	// Hidden counts findings that a graver one on the same node makes needless.
	Hidden int
	// Unsaid counts findings about what the file leaves to those that it is laid over: it is a patch of a kustomization.
	Unsaid int
	// Problems are why the file, or a part of it, could not be judged.
	Problems []Problem
	// Mending is what fixes made of the file, and then all else is about that; nil where nothing was mended.
	Mending *Mending
}

// A Problem is a part of a file that could not be judged.
type Problem struct {
	// Message says what is wrong, without the place.
	Message string
	// Span is where; zero where nobody can tell.
	Span source.Span
	// Rule is the rule that could not be evaluated; absent where the file could not be read.
	Rule string
}

// Forms of exceptions that are said elsewhere than in the file that they are about.
const (
	// InExceptionFile is said in a list of exceptions.
	InExceptionFile = "exception file"
	// InBaseline is that the finding was known on a certain day.
	InBaseline = "baseline"
)

// An Exception is a finding that somebody has decided to live with.
type Exception struct {
	Finding Finding
	// Form is how that was said: InExceptionFile, InBaseline, or "seaworthy:ignore", "hadolint ignore", ... in the file.
	Form string
	// Reason is why; absent where nobody said.
	Reason string
	// Owner is who answers for it; absent where nobody said.
	Owner string
	// Until is the last day of the exception, at midnight UTC; the zero Time is no end.
	Until time.Time
	// Span is where it was said, in the finding's file unless File names another one.
	Span source.Span
	// File is the path of the file where it was said, where that is another one than the finding's.
	File string
}

// CompareExceptions orders exceptions as their findings are, for slices.SortStableFunc.
func CompareExceptions(a, b Exception) int {
	return Compare(a.Finding, b.Finding)
}

// External reports whether the exception is said elsewhere than in the file that it is about.
func (e Exception) External() bool {
	return e.Form == InExceptionFile || e.Form == InBaseline
}

// Successes is the number of rules that were asked and found nothing, not even what is excepted.
func (f File) Successes() int {
	if f.Namespace != "" {
		return f.Passed
	}
	failed := map[string]bool{}
	for _, found := range f.Findings {
		failed[found.Rule] = true
	}
	for _, excepted := range f.Exceptions {
		failed[excepted.Finding.Rule] = true
	}
	for _, problem := range f.Problems {
		if problem.Rule != "" {
			failed[problem.Rule] = true
		}
	}
	return max(f.Rules-len(failed), 0)
}

// Sort puts the files in order, and so everything that is printed of them. Files with one path keep their order.
func (r *Result) Sort() {
	slices.SortStableFunc(r.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	for _, file := range r.Files {
		slices.SortStableFunc(file.Findings, Compare)
	}
}

// Findings returns the findings of all files in order.
func (r Result) Findings() []Finding {
	var all []Finding
	for _, file := range r.Files {
		all = append(all, file.Findings...)
	}
	return all
}

// A Summary counts what a result holds.
type Summary struct {
	// Judged, Skipped and Broken count files; a broken one could not be judged in full.
	Judged, Skipped, Broken int
	// Excepted counts findings that are excepted; of them Listed are by a list of exceptions, and Known by a baseline.
	Excepted, Listed, Known int
	// Hidden counts findings that a graver one makes needless, Old those on lines that have not changed.
	Hidden, Old int
	// Unsaid counts findings about what patches leave out.
	Unsaid int
	// BySeverity counts findings, without those.
	BySeverity map[rule.Severity]int
	// Fixed counts findings that were mended, and Mended the files that they were in.
	Fixed, Mended int
	// Fixable and UnsafelyFixable count findings with a safe and with an unsafe fix.
	Fixable, UnsafelyFixable int
}

// Summary counts what the result holds.
func (r Result) Summary() Summary {
	summary := Summary{BySeverity: map[rule.Severity]int{}}
	summary.countFiles(r.Files)
	for _, file := range r.Files {
		summary.Hidden += file.Hidden
		summary.Unsaid += file.Unsaid
		summary.Old += file.Old
		summary.countExceptions(file)
		for _, found := range file.Findings {
			summary.BySeverity[found.Severity]++
		}
		summary.countFixes(file)
	}
	return summary
}

func (s *Summary) countExceptions(file File) {
	s.Excepted += len(file.Exceptions)
	for _, excepted := range file.Exceptions {
		switch excepted.Form {
		case InExceptionFile:
			s.Listed++
		case InBaseline:
			s.Known++
		}
	}
}

// countFiles counts each path once, by the worst that is known of it: policies give a file a result for each of their
// namespaces.
func (s *Summary) countFiles(files []File) {
	const skipped, judged, broken = 1, 2, 3
	worst := make(map[string]int, len(files))
	for _, file := range files {
		kind := judged
		switch {
		case file.Skipped != "":
			kind = skipped
		case len(file.Problems) > 0:
			kind = broken
		}
		worst[file.Path] = max(worst[file.Path], kind)
	}
	for _, kind := range worst {
		switch kind {
		case skipped:
			s.Skipped++
		case judged:
			s.Judged++
		case broken:
			s.Broken++
		}
	}
}

func (s *Summary) countFixes(file File) {
	if file.Mending != nil {
		s.Fixed += len(file.Mending.Fixed)
		s.Mended++
	}
	for _, found := range file.Findings {
		switch {
		case found.Fix.Applicable(false):
			s.Fixable++
		case found.Fix.Applicable(true):
			s.UnsafelyFixable++
		}
	}
}

// AtLeast counts the findings of this severity and the graver ones.
func (s Summary) AtLeast(severity rule.Severity) int {
	count := 0
	for each, n := range s.BySeverity {
		if each.AtLeast(severity) {
			count += n
		}
	}
	return count
}
