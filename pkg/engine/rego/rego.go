// Package rego compiles and evaluates Rego that somebody brings along.
//
// Unlike the rules that this project ships, of which package engine knows everything, such policies may use any built-in,
// either version of the language, and data from anywhere. What one of their rules says of an input comes back as JSON,
// with the places in the input that it looked at:
//
//	policies, err := rego.Compile(modules, data, rego.Options{})
//	answer, err := policies.Ask(ctx, rego.Question{Namespace: "main", Rule: "deny", Input: input})
//
// Policies may be asked from many goroutines.
package rego

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A Version is one of the language's.
type Version string

// The versions (https://www.openpolicyagent.org/docs/v0-upgrade).
const (
	V0 Version = "v0"
	V1 Version = "v1"
)

// ErrVersion is wrapped by ParseVersion.
var ErrVersion = errors.New("unknown version of Rego")

// ParseVersion reads the name of a version. It wraps ErrVersion for any other text.
func ParseVersion(text string) (Version, error) {
	if version := Version(text); version == V0 || version == V1 {
		return version, nil
	}
	return "", fmt.Errorf("%w %q (known: v0, v1)", ErrVersion, text)
}

func (v Version) opa() ast.RegoVersion {
	if v == V0 {
		return ast.RegoV0
	}
	return ast.RegoV1
}

// Options change how policies are compiled and evaluated.
type Options struct {
	// Version is that of modules which do not say it themselves; empty means V1.
	Version Version
	// Strict makes mistakes of what is merely poor, such as imports that nothing uses.
	Strict bool
	// Capabilities restrict what policies may use, in OPA's JSON
	// (https://www.openpolicyagent.org/docs/deployments#capabilities); empty allows everything.
	Capabilities []byte
	// Builtins are functions besides OPA's own.
	Builtins []Builtin
	// FailOnBuiltinErrors makes an error of a built-in function one of the rule, where else the rule is undefined.
	FailOnBuiltinErrors bool
	// Trace is told each step; nil for nobody.
	Trace io.Writer
}

// Policies are compiled modules with their data.
type Policies struct {
	modules  map[string]*ast.Module
	compiler *ast.Compiler
	data     Data
	options  Options
	builtins map[string]*topdown.Builtin
}

// A CompileError is what a parser or compiler has to say about modules.
type CompileError struct {
	// Mistakes are in the order of their places.
	Mistakes []Mistake
}

// A Mistake is one thing that is wrong with a module.
type Mistake struct {
	File    string
	Line    int
	Message string
}

func (m Mistake) String() string {
	if m.File == "" {
		return m.Message
	}
	return fmt.Sprintf("%s:%d: %s", m.File, m.Line, m.Message)
}

func (e *CompileError) Error() string {
	lines := make([]string, len(e.Mistakes))
	for i, mistake := range e.Mistakes {
		lines[i] = mistake.String()
	}
	return "the policies do not compile:\n  " + strings.Join(lines, "\n  ")
}

// newCompileError keeps what errors of OPA say, each place and message once.
func newCompileError(errs ast.Errors) error {
	made := &CompileError{}
	for _, each := range errs {
		mistake := Mistake{Message: strings.Join(append([]string{each.Message}, details(each)...), "; ")}
		if each.Location != nil {
			mistake.File, mistake.Line = each.Location.File, each.Location.Row
		}
		made.Mistakes = append(made.Mistakes, mistake)
	}
	slices.SortStableFunc(made.Mistakes, func(a, b Mistake) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), strings.Compare(a.Message, b.Message))
	})
	made.Mistakes = slices.Compact(made.Mistakes)
	return made
}

// details are those of a type error; those of the parser repeat the line.
func details(e *ast.Error) []string {
	if e.Code != ast.TypeErr || e.Details == nil {
		return nil
	}
	var lines []string
	for _, line := range e.Details.Lines() {
		if line = strings.TrimSpace(line); strings.ContainsRune(line, ':') {
			lines = append(lines, strings.Join(strings.Fields(line), " "))
		}
	}
	return lines
}

// Compile parses and compiles modules. The error is a *CompileError for what is wrong with them, and wraps ErrCapabilities
// where the capabilities can't be read.
func Compile(files []source.File, data Data, options Options) (*Policies, error) {
	capabilities, err := readCapabilities(options)
	if err != nil {
		return nil, err
	}
	policies := &Policies{modules: map[string]*ast.Module{}, data: data, options: options, builtins: map[string]*topdown.Builtin{}}
	if err := policies.parse(files); err != nil {
		return nil, err
	}
	for _, builtin := range options.Builtins {
		policies.builtins[builtin.Name] = builtin.opa()
	}
	compiled := make(map[string]*ast.Module, len(policies.modules))
	for name, module := range policies.modules {
		compiled[name] = module.Copy()
	}
	policies.compiler = ast.NewCompiler().WithStrict(options.Strict).WithCapabilities(capabilities).
		WithDefaultRegoVersion(options.Version.opa()).WithEnablePrintStatements(true)
	if policies.compiler.Compile(compiled); policies.compiler.Failed() {
		return nil, newCompileError(policies.compiler.Errors)
	}
	return policies, nil
}

// parse knows the whole language: what policies may not use, the compiler says.
func (p *Policies) parse(files []source.File) error {
	version := p.options.Version.opa()
	options := ast.ParserOptions{RegoVersion: version, Capabilities: ast.CapabilitiesForThisVersion(ast.CapabilitiesRegoVersion(version))}
	var mistakes ast.Errors
	for _, file := range files {
		module, err := ast.ParseModuleWithOpts(file.Path, string(file.Content), options)
		var found ast.Errors
		switch {
		case errors.As(err, &found):
			mistakes = append(mistakes, found...)
		case err != nil:
			return fmt.Errorf("parse %s: %w", file.Path, err)
		case module != nil:
			p.modules[file.Path] = module
		}
	}
	if len(mistakes) > 0 {
		return newCompileError(mistakes)
	}
	return nil
}

// A Rule is one that policies define.
type Rule struct {
	Name string
	// Definitions counts how often it is defined.
	Definitions int
}

// Namespaces returns the packages, "main" or "kubernetes.pods", in alphabetical order.
func (p *Policies) Namespaces() []string {
	var names []string
	for _, module := range p.modules {
		names = append(names, namespaceOf(module))
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// namespaceOf joins the parts of a package's path, as conftest names it.
func namespaceOf(module *ast.Module) string {
	var parts []string
	for _, term := range module.Package.Path[1:] {
		parts = append(parts, strings.Trim(term.Value.String(), `"`))
	}
	return strings.Join(parts, ".")
}

// Rules returns the rules of a namespace in alphabetical order, without functions.
func (p *Policies) Rules(namespace string) []Rule {
	counts := map[string]int{}
	for _, module := range p.modules {
		if namespaceOf(module) != namespace {
			continue
		}
		for _, defined := range module.Rules {
			if len(defined.Head.Args) == 0 {
				counts[nameOf(defined)]++
			}
		}
	}
	var rules []Rule
	for name, count := range counts {
		rules = append(rules, Rule{Name: name, Definitions: count})
	}
	slices.SortFunc(rules, func(a, b Rule) int { return strings.Compare(a.Name, b.Name) })
	return rules
}

func nameOf(defined *ast.Rule) string {
	first, _ := defined.Head.Ref()[0].Value.(ast.Var)
	return string(first)
}
