package main

import (
	"os/exec"
	"slices"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

// findShellCheck lets checkers run the ShellCheck that is on the path. Where none is, missing is called once a checker has
// the rule that would have run it.
func (c *configuredChecker) findShellCheck(missing func()) {
	path, err := exec.LookPath("shellcheck")
	if err != nil {
		c.shellCheckMissing = missing
		return
	}
	c.options = append(c.options, seaworthy.WithShellCheck(path))
}

// noteShellCheck tells once that the rule of a checker finds nothing.
func (c *configuredChecker) noteShellCheck(checker *seaworthy.Checker) {
	asked := slices.ContainsFunc(checker.Rules(), func(r rule.Rule) bool { return r.ID == seaworthy.ShellCheckRule })
	if c.shellCheckMissing != nil && asked {
		c.shellCheckMissing()
		c.shellCheckMissing = nil
	}
}
