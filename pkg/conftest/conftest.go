// Package conftest runs policies that people wrote for conftest as conftest runs them (https://www.conftest.dev/).
//
// A policy is Rego whose rules `deny`, `violation` and `warn` hold texts, or objects with the text msg. It is asked about
// each configuration in a file; `exception` takes rules out. What comes back are findings like those of any other rule,
// but that they say more than conftest's: where in the file the thing stands that a policy complains of.
//
//	checker, err := conftest.New(conftest.Options{Policies: []string{"policy"}})
//	if err != nil {
//		return err // the policies do not compile
//	}
//	result, err := checker.CheckPaths(ctx, "deploy")
//
// What conftest and this package do differently is what conftest passes over in silence: YAML documents behind a `---`
// with a comment, functions that are called like rules. Tests of policies (*_test.rego) are for Verify.
package conftest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/conftest/configuration"
	"github.com/seaworthy-policy/seaworthy/pkg/engine/rego"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

const (
	// PolicyFolder is where policies are expected if nobody says where they are.
	PolicyFolder = "policy"
	// DefaultNamespace is the package that is asked if nobody says which.
	DefaultNamespace = "main"
	// Combined is the name of the input that is made of all files.
	Combined = "Combined"
)

// ErrNamespace is wrapped for a pattern that is none.
var ErrNamespace = errors.New("invalid pattern of namespaces")

// Options say which policies are asked about what. The zero value asks those in PolicyFolder in DefaultNamespace.
type Options struct {
	// Policies are files and folders with Rego.
	Policies []string
	// Data are files and folders with JSON and YAML that policies read below `data`. A folder's own folders are keys.
	Data []string
	// Namespaces are the packages to ask: *, ? and [...] stand for what they do in names of files, dots included.
	Namespaces []string
	// AllNamespaces asks all packages.
	AllNamespaces bool
	// Rego says how policies are compiled. Its Builtins are for tests of policies, not for policies.
	Rego rego.Options
	// Parser reads every file, rather than the one that its path asks for.
	Parser string
	// Combine makes one input of all files.
	Combine bool
	// Ignore leaves out what it matches below folders.
	Ignore *regexp.Regexp
	// IncludeIgnored judges in folders what .gitignore and .seaworthyignore leave out, as conftest does.
	IncludeIgnored bool
	// Printed is where `print` in policies writes to; nil for nowhere.
	Printed io.Writer
}

// A Checker judges files by policies. It may be used from many goroutines, unless it traces or prints.
type Checker struct {
	options    Options
	policies   *rego.Policies
	data       rego.Data
	namespaces []namespace
}

// A namespace is a package with the rules of it that are asked.
type namespace struct {
	name  string
	rules []policyRule
	// excepts tells that there is a rule `exception`.
	excepts bool
}

// New reads and compiles policies. The error is a *rego.CompileError for what is wrong with them; it wraps ErrNoPolicies,
// ErrNamespace, ErrData, configuration.ErrUnknown or configuration.ErrUnreadable.
func New(options Options) (*Checker, error) {
	if options.Parser != "" {
		if err := configuration.CheckParser(options.Parser); err != nil {
			return nil, err
		}
	}
	if len(options.Policies) == 0 {
		options.Policies = []string{PolicyFolder}
	}
	if len(options.Namespaces) == 0 {
		options.Namespaces = []string{DefaultNamespace}
	}
	modules, err := ReadPolicies(options.Policies)
	if err != nil {
		return nil, err
	}
	data, err := ReadData(options.Data)
	if err != nil {
		return nil, err
	}
	modules = slices.DeleteFunc(modules, isTest)
	policies, err := rego.Compile(modules, data, options.Rego)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(modules, prints) {
		options.Printed = nil
	}
	checker := &Checker{options: options, policies: policies, data: data}
	return checker, checker.choose()
}

// prints reports whether a module may print: who does is asked about one file at a time.
func prints(module source.File) bool {
	return bytes.Contains(module.Content, []byte("print("))
}

// choose finds the namespaces and their rules.
func (c *Checker) choose() error {
	for _, name := range c.policies.Namespaces() {
		wanted, err := c.wants(name)
		if err != nil {
			return err
		}
		if !wanted {
			continue
		}
		chosen := namespace{name: name}
		for _, defined := range c.policies.Rules(name) {
			if kind, suffix, is := kindOf(defined.Name); is {
				chosen.rules = append(chosen.rules, policyRule{Rule: defined, kind: kind, suffix: suffix})
			}
			chosen.excepts = chosen.excepts || defined.Name == "exception"
		}
		c.namespaces = append(c.namespaces, chosen)
	}
	return nil
}

func (c *Checker) wants(name string) (bool, error) {
	if c.options.AllNamespaces {
		return true, nil
	}
	return MatchesNamespace(c.options.Namespaces, name)
}

// MatchesNamespace reports whether one of the patterns fits a namespace. The error wraps ErrNamespace.
func MatchesNamespace(patterns []string, name string) (bool, error) {
	for _, pattern := range patterns {
		fits, err := path.Match(pattern, name)
		if err != nil {
			return false, fmt.Errorf("%w: %q", ErrNamespace, pattern)
		}
		if fits {
			return true, nil
		}
	}
	return false, nil
}

// Rules returns the rules that are asked, as "main/deny_root".
func (c *Checker) Rules() []string {
	var names []string
	for _, asked := range c.namespaces {
		for _, r := range asked.rules {
			names = append(names, asked.name+"/"+r.Name)
		}
	}
	return names
}

// Namespaces returns the packages that there are, asked or not.
func (c *Checker) Namespaces() []string {
	return c.policies.Namespaces()
}

// A policyRule is one that is asked.
type policyRule struct {
	rego.Rule
	kind   string
	suffix string
}

// ruleName is what a rule that is asked may be called.
var kinds = []string{"deny", "violation", "warn"}

// kindOf reads KIND or KIND_SUFFIX.
func kindOf(name string) (kind, suffix string, is bool) {
	kind, suffix, suffixed := strings.Cut(name, "_")
	if !slices.Contains(kinds, kind) {
		return "", "", false
	}
	if suffixed && slices.ContainsFunc(strings.Split(suffix, "_"), notAlphanumeric) {
		return "", "", false
	}
	return kind, suffix, true
}

func notAlphanumeric(part string) bool {
	return part == "" || strings.ContainsFunc(part, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9')
	})
}

// ask asks a rule about an input, with what conftest tells policies of the file.
func (c *Checker) ask(ctx context.Context, in namespace, rule string, about subject) (rego.Answer, error) {
	return c.policies.Ask(ctx, rego.Question{
		Namespace: in.name, Rule: rule, Input: about.input, Data: &about.data, Printed: c.options.Printed,
	})
}
