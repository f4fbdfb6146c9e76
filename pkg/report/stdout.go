package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
)

// stdoutWriter writes what conftest prints where nobody asks for another form: KIND - FILE - NAMESPACE - MESSAGE, and how
// many tests there were (https://www.conftest.dev/options/#plaintext).
type stdoutWriter struct {
	out                              *bufio.Writer
	options                          Options
	passed, warned, failed, excepted int
}

func writeStdout(w io.Writer, result finding.Result, options Options) error {
	s := &stdoutWriter{out: bufio.NewWriter(w), options: options}
	for _, file := range result.Files {
		s.file(file)
	}
	if !options.Quiet || s.warned+s.failed+s.excepted > 0 {
		s.summary()
	}
	return s.out.Flush()
}

func (s *stdoutWriter) file(file finding.File) {
	namespace := cmp.Or(file.Namespace, builtIn)
	for _, problem := range file.Problems {
		where := file.Path
		if !problem.Span.IsZero() {
			where += ":" + problem.Span.String()
		}
		s.line(boldRed, "ERROR", where, problem.Message)
	}
	for _, found := range file.Findings {
		kind, color := "FAIL", boldRed
		if s.options.Failure(found) {
			s.failed++
		} else {
			s.warned++
			kind, color = "WARN", yellow
		}
		s.line(color, kind, file.Path, namespace, found.Message)
	}
	for _, excepted := range file.Exceptions {
		s.excepted++
		s.line(faint, "EXCP", file.Path, namespace, excepted.Finding.Message)
	}
	s.passed += file.Successes()
}

func (s *stdoutWriter) line(color style, kind string, parts ...string) {
	for i := range parts {
		parts[i] = oneLine(parts[i])
	}
	if s.options.Color {
		kind = "\x1b[" + string(color) + "m" + kind + "\x1b[0m"
	}
	fmt.Fprintf(s.out, "%s - %s\n", kind, strings.Join(parts, " - "))
}

func (s *stdoutWriter) summary() {
	tests := s.passed + s.warned + s.failed + s.excepted
	fmt.Fprintf(s.out, "\n%s, %d passed, %s, %s, %s\n", count(tests, "test"), s.passed,
		count(s.warned, "warning"), count(s.failed, "failure"), count(s.excepted, "exception"))
}
