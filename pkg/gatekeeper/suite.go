package gatekeeper

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
	"golang.org/x/tools/txtar"

	"github.com/seaworthy-policy/seaworthy/pkg/config"
	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A Suite is what `gator verify` runs (https://open-policy-agent.github.io/gatekeeper/website/docs/gator#writing-test-suites).
type Suite struct {
	APIVersion string   `yaml:"apiVersion"`
	Kind       string   `yaml:"kind"`
	Metadata   Metadata `yaml:"metadata"`
	Tests      []Test   `yaml:"tests"`
}

// A Test asks one constraint about objects. Files are relative to the suite's.
type Test struct {
	Name       string `yaml:"name"`
	Template   string `yaml:"template"`
	Constraint string `yaml:"constraint"`
	Cases      []Case `yaml:"cases"`
}

// A Case says what the constraint says of an object.
type Case struct {
	Name       string      `yaml:"name"`
	Object     string      `yaml:"object"`
	Assertions []Assertion `yaml:"assertions"`
}

// An Assertion says how many violations there are, of those whose message matches an expression if there is one.
type Assertion struct {
	Violations int    `yaml:"violations"`
	Message    string `yaml:"message,omitempty"`
}

// A sample is an object of a rule's example, and what the rule says of it.
type sample struct {
	name     string
	text     []byte
	messages []string
}

// newSuite makes the suite of a rule's example with its files; none where the example shows no object of a kind that the
// rule's constraint is in force for.
func newSuite(library *policy.Library, r rule.Rule) (*Suite, []File, error) {
	text, err := library.Example(r)
	if err != nil {
		return nil, nil, err
	}
	example := txtar.Parse(text)
	samples := samplesOf(example, r)
	if !slices.ContainsFunc(samples, func(s sample) bool { return len(s.messages) > 0 }) {
		return nil, nil, nil
	}
	constraint, err := exampleConstraint(example, r)
	if err != nil {
		return nil, nil, err
	}
	files := []File{constraint}
	test := Test{Name: r.ID, Template: templateFile, Constraint: constraint.Path}
	for _, s := range samples {
		file := File{Path: path.Join(samplesFolder, s.name+".yaml"), Text: s.text}
		files = append(files, file)
		test.Cases = append(test.Cases, Case{Name: s.name, Object: file.Path, Assertions: assertions(s.messages)})
	}
	return &Suite{
		APIVersion: "test.gatekeeper.sh/v1alpha1", Kind: "Suite", Metadata: Metadata{Name: strings.Join(words(r), "-")},
		Tests: []Test{test},
	}, files, nil
}

// exampleConstraint is in force as the example's configuration says, whatever was chosen for the cluster.
func exampleConstraint(example *txtar.Archive, r rule.Rule) (File, error) {
	for _, file := range example.Files {
		if file.Name != config.Name {
			continue
		}
		configured, err := config.Parse(source.File{Path: file.Name, Content: file.Data})
		if err != nil {
			return File{}, err
		}
		r = r.WithDefaults(configured.Parameters[r.ID])
	}
	constraint, err := NewConstraint(r, Options{})
	if err != nil {
		return File{}, err
	}
	return newFile(path.Join(samplesFolder, constraintFile), constraint)
}

func assertions(messages []string) []Assertion {
	made := []Assertion{{Violations: len(messages)}}
	counts := map[string]int{}
	for _, message := range messages {
		counts[message]++
	}
	for _, message := range slices.Compact(slices.Sorted(slices.Values(messages))) {
		made = append(made, Assertion{Violations: counts[message], Message: "^" + regexp.QuoteMeta(message) + "$"})
	}
	return made
}

// samplesOf takes the objects out of an example's files. What is said of a line is said of the object around it.
func samplesOf(example *txtar.Archive, r rule.Rule) []sample {
	wanted := wantedLines(example)
	var samples []sample
	for _, file := range example.Files {
		group, _, _ := strings.Cut(file.Name, "/")
		if group != "bad" && group != "good" || !slices.Contains([]string{".yaml", ".yml"}, path.Ext(file.Name)) {
			continue
		}
		for _, object := range splitObjects(file.Data) {
			if !object.judgedBy(r) {
				continue
			}
			made := sample{name: group + "_" + strconv.Itoa(len(samples)+1), text: object.text}
			for _, line := range wanted {
				if line.file == file.Name && line.number >= object.first && line.number <= object.last {
					made.messages = append(made.messages, line.message)
				}
			}
			samples = append(samples, made)
		}
	}
	return samples
}

type wantedLine struct {
	file    string
	number  int
	message string
}

var wantedForm = regexp.MustCompile(`(?m)^(.+?):(\d+):\d+: (.*)$`)

func wantedLines(example *txtar.Archive) []wantedLine {
	var lines []wantedLine
	for _, file := range example.Files {
		if file.Name != "want" {
			continue
		}
		for _, parts := range wantedForm.FindAllSubmatch(file.Data, -1) {
			number, err := strconv.Atoi(string(parts[2]))
			if err == nil {
				lines = append(lines, wantedLine{string(parts[1]), number, string(parts[3])})
			}
		}
	}
	return lines
}

// An object is a YAML document on its lines of a file, counted from 1.
type object struct {
	text        []byte
	first, last int
}

func splitObjects(content []byte) []object {
	var objects []object
	current := object{first: 1}
	number := 0
	for line := range bytes.Lines(content) {
		number++
		if bytes.HasPrefix(line, []byte("---")) {
			objects = append(objects, current)
			current = object{first: number + 1}
			continue
		}
		current.text, current.last = append(current.text, line...), number
	}
	return append(objects, current)
}

// judgedBy reports whether the object is of a kind that the rule's constraint matches.
func (o object) judgedBy(r rule.Rule) bool {
	var head struct {
		APIVersion string `yaml:"apiVersion"`
		Kind       string `yaml:"kind"`
	}
	if err := yaml.Unmarshal(o.text, &head); err != nil || head.APIVersion == "" {
		return false
	}
	return slices.ContainsFunc(kinds(r), func(match MatchKinds) bool { return slices.Contains(match.Kinds, head.Kind) })
}

// dated reports whether what a template says of an object hangs on the day.
func dated(template ConstraintTemplate) bool {
	for _, target := range template.Spec.Targets {
		for _, code := range target.Code {
			if strings.Contains(strings.Join(code.Source.Libs, "\n"), ".today") {
				return true
			}
		}
	}
	return false
}

func newFile[R ConstraintTemplate | Constraint | Suite | Catalog | Kustomization](name string, resource R) (File, error) {
	var text bytes.Buffer
	if err := Encode(&text, resource); err != nil {
		return File{}, fmt.Errorf("%s: %w", name, err)
	}
	return File{Path: name, Text: text.Bytes()}, nil
}
