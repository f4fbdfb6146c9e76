package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/engine/rego"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

// A verified is what the tests and examples came to.
type verified struct {
	tests    []rego.TestResult
	examples []seaworthy.ExampleVerdict
	coverage []rego.FileCoverage
}

// count counts tests of an outcome; an example is one too.
func (v *verified) count(outcome rego.Outcome) int {
	counted := 0
	for _, test := range v.tests {
		if test.Outcome == outcome {
			counted++
		}
	}
	for _, example := range v.examples {
		if (len(example.Faults) == 0) == (outcome == rego.Passed) && (outcome == rego.Passed || outcome == rego.Failed) {
			counted++
		}
	}
	return counted
}

func (v *verified) verdict() error {
	switch {
	case v.count(rego.Errored) > 0:
		return errUndecided
	case v.count(rego.Failed) > 0:
		return errFailures
	}
	return nil
}

func (f *verifyFlags) print(terminal console, all *verified) error {
	if f.output == "json" {
		if f.coverage {
			if err := printCoverage(terminal.err, all.coverage); err != nil {
				return err
			}
		}
		return printJSON(terminal, all.asJSON())
	}
	if f.quiet && all.verdict() == nil && !f.coverage && f.report == "" {
		return nil
	}
	page := &verifyPage{out: bufio.NewWriter(terminal.out), color: colored(terminal, terminal.out, f.noColor)}
	if f.report != "" {
		page.report(all, rego.Detail(f.report))
	}
	page.faults(all)
	page.summary(all)
	if err := page.out.Flush(); err != nil {
		return err
	}
	if f.policy.trace {
		for _, test := range all.tests {
			fmt.Fprintf(terminal.err, "%s:%d: %s\n%s", test.File, test.Line, test.Name, test.Trace(rego.FullTrace))
		}
	}
	if f.coverage {
		return printCoverage(terminal.out, all.coverage)
	}
	return nil
}

// verifyPage is the result for people. Errors of the writer below come back from Flush.
type verifyPage struct {
	out   *bufio.Writer
	color bool
}

func (p *verifyPage) line(format string, values ...any) {
	fmt.Fprintf(p.out, format+"\n", values...)
}

func (p *verifyPage) mark(outcome rego.Outcome) string {
	if !p.color {
		return string(outcome)
	}
	return "\x1b[1;31m" + string(outcome) + "\x1b[0m"
}

// faults names each test that fails with the place where it does.
func (p *verifyPage) faults(all *verified) {
	for _, test := range all.tests {
		if test.Outcome != rego.Failed && test.Outcome != rego.Errored {
			continue
		}
		p.line("%s - %s:%d - %s", p.mark(test.Outcome), test.File, max(test.FailedLine, test.Line), test.Name)
		if test.Err != nil {
			p.line("    %v", test.Err)
		}
		for _, row := range test.Cases {
			if !row.Passed {
				p.line("    %s: line %d does not hold", row.Name, row.FailedLine)
			}
		}
		p.text(test.Printed)
	}
	for _, example := range all.examples {
		if len(example.Faults) > 0 {
			p.line("%s - %s - example.txtar", p.mark(rego.Failed), example.Rule)
			p.text(strings.Join(example.Faults, "\n"))
		}
	}
}

func (p *verifyPage) text(text string) {
	for line := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		if line != "" {
			p.line("    %s", line)
		}
	}
}

// report tells of each test how it went, and of those that fail how they came to.
func (p *verifyPage) report(all *verified, detail rego.Detail) {
	for _, test := range all.tests {
		p.line("%s:%d:\n%s: %s", test.File, test.Line, test.Name, test.Outcome)
		for _, row := range test.Cases {
			p.line("  %s: %s", row.Name, map[bool]rego.Outcome{true: rego.Passed, false: rego.Failed}[row.Passed])
		}
		p.text(test.Printed)
	}
	for _, test := range all.tests {
		if test.Outcome == rego.Failed || test.Outcome == rego.Errored {
			p.line("\n%s: %s", test.Name, test.Outcome)
			p.text(test.Trace(detail))
		}
	}
	p.line("")
}

func (p *verifyPage) summary(all *verified) {
	passed, failed, skipped := all.count(rego.Passed), all.count(rego.Failed), all.count(rego.Skipped)
	errored := all.count(rego.Errored)
	text := fmt.Sprintf("%s, %d passed, 0 warnings, %s, 0 exceptions, %d skipped",
		plural(passed+failed+skipped+errored, "test"), passed, plural(failed, "failure"), skipped)
	if errored > 0 {
		text += ", " + plural(errored, "error")
	}
	p.line("\n%s", text)
	if len(all.examples) > 0 {
		p.line("%s among them", plural(len(all.examples), "example"))
	}
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

func printCoverage(out io.Writer, files []rego.FileCoverage) error {
	var text strings.Builder
	covered, lines := 0, 0
	for _, file := range files {
		covered, lines = covered+file.Covered, lines+file.Covered+len(file.NotCovered)
		fmt.Fprintf(&text, "%5.1f%%  %s", file.Percent(), file.File)
		if len(file.NotCovered) > 0 {
			fmt.Fprintf(&text, ": not evaluated: %s", ranges(file.NotCovered))
		}
		text.WriteByte('\n')
	}
	total := rego.FileCoverage{Covered: covered, NotCovered: make([]int, lines-covered)}
	fmt.Fprintf(&text, "%5.1f%%  of %s\n", total.Percent(), plural(lines, "line"))
	_, err := io.WriteString(out, text.String())
	return err
}

// ranges writes ordered numbers shortly: 3, 5-7.
func ranges(numbers []int) string {
	var parts []string
	for i := 0; i < len(numbers); {
		last := i
		for last+1 < len(numbers) && numbers[last+1] == numbers[last]+1 {
			last++
		}
		part := strconv.Itoa(numbers[i])
		if last > i {
			part += "-" + strconv.Itoa(numbers[last])
		}
		parts = append(parts, part)
		i = last + 1
	}
	return strings.Join(parts, ", ")
}

// verifiedFile is what conftest's JSON has for a file of tests.
type verifiedFile struct {
	Filename  string         `json:"filename"`
	Namespace string         `json:"namespace"`
	Successes int            `json:"successes"`
	Skipped   []verifiedTest `json:"skipped,omitzero"`
	Failures  []verifiedTest `json:"failures,omitzero"`
	Errors    []verifiedTest `json:"errors,omitzero"`
}

type verifiedTest struct {
	Message string   `json:"msg"`
	Line    int      `json:"line,omitzero"`
	Details []string `json:"details,omitzero"`
}

func (v *verified) asJSON() []verifiedFile {
	files := []verifiedFile{}
	for _, test := range v.tests {
		i := slices.IndexFunc(files, func(f verifiedFile) bool { return f.Filename == test.File })
		if i < 0 {
			i, files = len(files), append(files, verifiedFile{Filename: test.File})
		}
		files[i].add(test)
	}
	for _, example := range v.examples {
		file := verifiedFile{Filename: example.Rule + "/example.txtar"}
		if len(example.Faults) > 0 {
			file.Failures = []verifiedTest{{Message: "example of " + example.Rule, Details: example.Faults}}
		} else {
			file.Successes = 1
		}
		files = append(files, file)
	}
	return files
}

func (f *verifiedFile) add(test rego.TestResult) {
	told := verifiedTest{Message: test.Name, Line: max(test.FailedLine, test.Line)}
	for _, row := range test.Cases {
		if !row.Passed {
			told.Details = append(told.Details, fmt.Sprintf("%s: line %d does not hold", row.Name, row.FailedLine))
		}
	}
	switch test.Outcome {
	case rego.Passed:
		f.Successes++
	case rego.Failed:
		f.Failures = append(f.Failures, told)
	case rego.Skipped:
		f.Skipped = append(f.Skipped, told)
	case rego.Errored:
		told.Details = append(told.Details, test.Err.Error())
		f.Errors = append(f.Errors, told)
	}
}
