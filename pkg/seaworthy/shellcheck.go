package seaworthy

import (
	"context"
	"slices"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/shellcheck"
)

// ShellCheckRule is the id of the rule that reports what ShellCheck says. It finds nothing without WithShellCheck.
const ShellCheckRule = "dockerfile/shellcheck"

// WithShellCheck lets ShellCheckRule, where it is asked, run the ShellCheck that is installed at a path. It is the one rule
// that starts a program: without this option none is started.
func WithShellCheck(path string) Option {
	return func(s *settings) { s.shellCheck = path }
}

// askShellCheck adds what ShellCheck says to a document.
func (c *Checker) askShellCheck(ctx context.Context, document *input.Document) error {
	asked := slices.ContainsFunc(c.rules, func(r rule.Rule) bool { return r.ID == ShellCheckRule })
	if c.settings.shellCheck == "" || !asked {
		return nil
	}
	return shellcheck.New(c.settings.shellCheck).Check(ctx, document)
}

// unasked is the problem of a file about which ShellCheck could not be asked.
func unasked(document *input.Document, err error) finding.Problem {
	return finding.Problem{Message: err.Error(), Span: document.Locator.Locate("").Span, Rule: ShellCheckRule}
}
