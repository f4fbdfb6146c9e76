package conftest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/conftest/configuration"
	"github.com/seaworthy-policy/seaworthy/pkg/engine/rego"
	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// Severities of what policies find: failures and warnings where report.DefaultFailOn holds.
const (
	severityOfDeny = rule.High
	severityOfWarn = rule.Low
)

// A verdict gathers what a namespace says of a file.
type verdict struct {
	file      finding.File
	namespace namespace
	// passed counts definitions of rules that found nothing, as conftest counts tests.
	passed int
	// seen counts findings that look the same.
	seen map[string]int
}

func newVerdict(path, format string, asked namespace) *verdict {
	return &verdict{file: finding.File{Path: path, Format: format, Namespace: asked.name}, namespace: asked, seen: map[string]int{}}
}

func (v *verdict) finish() finding.File {
	v.file.Passed = v.passed
	return v.file
}

// askAll asks the rules of a namespace about an input.
func (c *Checker) askAll(ctx context.Context, asked namespace, about subject, verdict *verdict) error {
	exceptions, err := c.exceptions(ctx, asked, about)
	if err != nil {
		return verdict.fail("exception", err)
	}
	for _, r := range asked.rules {
		c.header(about, asked.name, r.Name)
		answer, err := c.ask(ctx, asked, r.Name, about)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			if err := verdict.fail(r.Name, err); err != nil {
				return err
			}
			continue
		}
		found, err := said(answer)
		if err != nil {
			if err := verdict.fail(r.Name, err); err != nil {
				return err
			}
			continue
		}
		c.place(ctx, answer, found, about)
		verdict.add(r, found, exceptions)
	}
	return nil
}

// header tells in a trace what is asked.
func (c *Checker) header(about subject, namespace, name string) {
	if c.options.Rego.Trace != nil {
		fmt.Fprintf(c.options.Rego.Trace, "%s: data.%s.%s\n", about.part.Path, namespace, name)
	}
}

// fail notes that a rule could not be evaluated.
func (v *verdict) fail(name string, err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	id := v.namespace.name + "/" + name
	v.file.Problems = append(v.file.Problems, finding.Problem{Message: fmt.Sprintf("rule %s can't be evaluated: %v", id, err), Rule: id})
	return nil
}

// exceptions returns the suffixes that the namespace takes out for an input.
func (c *Checker) exceptions(ctx context.Context, asked namespace, about subject) ([]string, error) {
	if !asked.excepts {
		return nil, nil
	}
	answer, err := c.ask(ctx, asked, "exception", about)
	if err != nil {
		return nil, err
	}
	var suffixes []string
	for _, element := range answer.Elements {
		var list []string
		if json.Unmarshal(element.JSON, &list) == nil {
			suffixes = append(suffixes, list...)
		}
	}
	return suffixes, nil
}

// A statement is one thing that a rule says.
type statement struct {
	message string
	// details are what it says besides.
	details map[string]json.RawMessage
	// told is the place that it names itself.
	told  *toldPlace
	place configuration.Place
	at    []string
}

// A toldPlace is `_loc`.
type toldPlace struct {
	File string
	Line int
}

var errMessage = errors.New("an object that a rule holds must have the text msg")

// said reads an answer as conftest does: texts that are not empty, and objects. Whatever else a rule may hold, a port's number,
// is no complaint.
func said(answer rego.Answer) ([]statement, error) {
	var found []statement
	for _, element := range answer.Elements {
		if text, is := element.Text(); is {
			found = append(found, statement{message: text})
			continue
		}
		var object map[string]json.RawMessage
		if json.Unmarshal(element.JSON, &object) != nil || object == nil {
			found = append(found, statement{})
			continue
		}
		var message string
		if err := json.Unmarshal(object["msg"], &message); err != nil {
			return nil, fmt.Errorf("%w: %s", errMessage, element.JSON)
		}
		made := statement{message: message, told: readPlace(object["_loc"])}
		maps.DeleteFunc(object, func(key string, _ json.RawMessage) bool { return key == "msg" || key == "_loc" })
		made.details = object
		found = append(found, made)
	}
	return found, nil
}

// readPlace takes of `_loc` what is of the right form.
func readPlace(text json.RawMessage) *toldPlace {
	var parts map[string]json.RawMessage
	if json.Unmarshal(text, &parts) != nil || len(parts) == 0 {
		return nil
	}
	var told toldPlace
	_ = json.Unmarshal(parts["file"], &told.File)
	_ = json.Unmarshal(parts["line"], &told.Line)
	return &told
}

// place finds out where the things stand that statements complain of. What a rule says itself holds.
func (c *Checker) place(ctx context.Context, answer rego.Answer, found []statement, about subject) {
	if len(found) == 0 {
		return
	}
	var paths [][]string
	if slices.ContainsFunc(found, func(s statement) bool { return s.told == nil && s.message != "" }) {
		paths = c.policies.Places(ctx, answer)
	}
	for i := range found {
		if paths != nil {
			found[i].at = paths[i]
		}
		found[i].place = about.part.Locate(found[i].at)
		if told := found[i].told; told != nil {
			found[i].place = told.in(about.part.Path)
		}
	}
}

// in turns the place that a rule names into one of a file.
func (t toldPlace) in(file string) configuration.Place {
	if t.File != "" {
		file = t.File
	}
	if t.Line < 1 {
		return configuration.Place{File: file}
	}
	return configuration.Place{File: file, Span: source.Span{Line: t.Line, Column: 1, EndLine: t.Line, EndColumn: 1}}
}

// add adds what a rule says. Every definition of it that says nothing is a test passed.
func (v *verdict) add(r policyRule, found []statement, exceptions []string) {
	found = slices.DeleteFunc(found, func(s statement) bool { return s.message == "" })
	excepted := slices.Contains(exceptions, r.suffix)
	for _, each := range found {
		made := v.finding(r, each)
		if excepted {
			reason := fmt.Sprintf("data.%s.exception[_][_] == %q", v.namespace.name, r.suffix)
			v.file.Exceptions = append(v.file.Exceptions, finding.Exception{Finding: made, Form: "exception", Reason: reason})
		} else {
			v.file.Findings = append(v.file.Findings, made)
		}
	}
	v.passed += max(r.Definitions-len(found), 0)
	v.file.Rules += r.Definitions
}

func (v *verdict) finding(r policyRule, said statement) finding.Finding {
	severity := severityOfDeny
	if r.kind == "warn" {
		severity = severityOfWarn
	}
	id := v.namespace.name + "/" + r.Name
	details := maps.Clone(said.details)
	if details == nil {
		details = map[string]json.RawMessage{}
	}
	details["query"] = json.RawMessage(fmt.Sprintf("%q", "data."+v.namespace.name+"."+r.Name))
	file := said.place.File
	if file == "" {
		file = v.file.Path
	}
	key := id + "\x00" + file + "\x00" + said.message
	made := finding.Finding{
		Rule: id, Severity: severity, Message: said.message, File: file, Span: said.place.Span, At: strings.Join(said.at, "/"),
		Details: details, Fingerprint: finding.Fingerprint(id, file, said.message, v.seen[key]),
	}
	v.seen[key]++
	return made
}
