// Package agreement measures how far our verdicts agree with those of other tools.
//
// The labelled cases are files with the verdict of one rule of one tool, taken from that tool's own tests. They stand
// beside the checkout and not in it; without them there is nothing to measure. A case counts if its format is read
// here, if a rule of ours answers for the other tool's, and if that rule can be told what the other was told. Where we
// know better we disagree, case by case, with a reason in testdata/disagreements.csv.
package agreement

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// A Case is one labelled case, as the corpus describes it.
type Case struct {
	ID     string
	Peer   string
	Rule   string
	Kind   string
	Expect string
	Files  map[string]string
	Config json.RawMessage
	// Broken: no parser accepts the files. Disputed: the expectation is wrong by the format's own rules.
	Broken, Disputed bool
	// Semantics is how the peer counts: "any-container" passes if one container complies.
	Semantics string
}

// Alias is how the case's rule is called in METADATA. A rule with several aspects is several rules: "peer:rule/aspect".
func (c Case) Alias() string {
	var config struct{ Aspect string }
	_ = json.Unmarshal(c.Config, &config) // a config that is no object has no aspect
	if config.Aspect != "" {
		return c.Peer + ":" + c.Rule + "/" + config.Aspect
	}
	return c.Peer + ":" + c.Rule
}

// ReadCases reads all labelled cases of a folder.
func ReadCases(folder string) ([]Case, error) {
	names, err := filepath.Glob(filepath.Join(folder, "*.jsonl"))
	if err != nil {
		return nil, fmt.Errorf("find labelled cases: %w", err)
	}
	var cases []Case
	for _, name := range names {
		read, err := readCases(name)
		if err != nil {
			return nil, fmt.Errorf("read labelled cases: %w", err)
		}
		cases = append(cases, read...)
	}
	return cases, nil
}

func readCases(name string) ([]Case, error) {
	content, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var cases []Case
	lines := bufio.NewScanner(bytes.NewReader(content))
	lines.Buffer(nil, len(content)+1)
	for number := 1; lines.Scan(); number++ {
		var c Case
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, number, err)
		}
		cases = append(cases, c)
	}
	return cases, lines.Err()
}

// A Mapping says which of our rules answer for a peer's, and what they are to be told.
type Mapping struct {
	composites map[string][]string
	settings   map[string]rule.Parameters
	catalogue  *rule.Catalogue
}

// NewMapping reads the unions of rules (composites: peer, rule, any_of; a later file wins) and the settings under which
// a rule of ours gives a peer's verdict (alias, rule, parameter, value as JSON, or `<key>` or `<key.key>` of the case's
// config).
func NewMapping(catalogue *rule.Catalogue, composites []string, settings string) (*Mapping, error) {
	m := &Mapping{composites: map[string][]string{}, settings: map[string]rule.Parameters{}, catalogue: catalogue}
	for _, name := range composites {
		unions, err := readTable(name)
		if err != nil {
			return nil, err
		}
		for _, row := range unions {
			m.composites[row[0]+":"+row[1]] = strings.Split(row[2], ";")
		}
	}
	told, err := readTable(settings)
	if err != nil {
		return nil, err
	}
	for _, row := range told {
		one := rule.Parameters{row[1]: {row[2]: json.RawMessage(row[3])}}
		m.settings[row[0]] = m.settings[row[0]].With(one)
	}
	return m, nil
}

// readTable returns the rows of a CSV file without its head.
func readTable(name string) ([][]string, error) {
	opened, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	rows, err := csv.NewReader(opened).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return rows[1:], nil
}

// configDescribes are the peers whose config only describes what their rule does.
var configDescribes = map[string]bool{"kyverno": true, "pss": true, "zizmor": true}

// describing are the keys of a config that say something of the case, not what the peer's rule was told.
var describing = map[string]bool{
	"constraint": true, "constraint_name": true, "kubernetes_version": true, "match": true, // of a cluster, and what it is to judge
	"aspect": true, "build_error": true, "build_error_regexp": true, "count": true, "experimental": true,
	"points": true, "verdict": true, "semantics": true,
	"strict-labels": true,
}

// A Question is what a case asks of us: whether any of the rules reports, if they are told this.
type Question struct {
	Rules          []string
	Parameters     rule.Parameters
	BuildArguments map[string]string
}

// Question returns what a case asks of us; false if a rule is missing still or can't be told what the peer's was told.
func (m *Mapping) Question(c Case) (Question, bool) {
	asked := Question{Rules: m.rules(c)}
	for _, id := range asked.Rules {
		if _, ok := m.catalogue.ByID(id); !ok {
			return Question{}, false
		}
	}
	config := map[string]json.RawMessage{}
	_ = json.Unmarshal(c.Config, &config) // a config that is no object says nothing that could be told
	told, ok := m.told(c, config)
	asked.Parameters = told
	if given, found := config["build_args"]; found {
		ok = json.Unmarshal(given, &asked.BuildArguments) == nil && ok
	}
	return asked, ok && len(asked.Rules) > 0
}

// rules are those that answer for the case's, any of them.
func (m *Mapping) rules(c Case) []string {
	if ids := m.composites[c.Alias()]; ids != nil {
		return ids
	}
	var ids []string
	for _, r := range m.catalogue.Rules() {
		if slices.Contains(r.Aliases, c.Alias()) {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// told turns the settings of the case's alias into parameters: a value `<key>` or `<key.key>` is taken from the config.
func (m *Mapping) told(c Case, config map[string]json.RawMessage) (rule.Parameters, bool) {
	used := map[string]bool{"build_args": true}
	parameters := rule.Parameters{}
	for id, values := range m.settings[c.Alias()] {
		for name, value := range values {
			if key, ok := strings.CutPrefix(string(value), "<"); ok {
				key, inner, _ := strings.Cut(strings.TrimSuffix(key, ">"), ".")
				used[key] = true
				if value, ok = lookUp(config, key, inner); !ok {
					continue
				}
			}
			parameters = parameters.With(rule.Parameters{id: {name: value}})
		}
	}
	for key := range config {
		if !used[key] && !describing[key] && !configDescribes[c.Peer] {
			return nil, false
		}
	}
	return parameters, true
}

// lookUp returns the value of a key, or that of a key in the object that is the value of a key.
func lookUp(config map[string]json.RawMessage, key, inner string) (json.RawMessage, bool) {
	value, ok := config[key]
	if inner == "" || !ok {
		return value, ok
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(value, &object); err != nil {
		return nil, false
	}
	value, ok = object[inner]
	return value, ok
}
