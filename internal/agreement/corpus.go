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
	// Version is the one that a peer with versions is asked at.
	Version string
}

// Alias is how the case's rule is called in METADATA. A rule with several aspects is several rules: "peer:rule/aspect". Where
// another rule of the peer says what its own would say, it is that one.
func (c Case) Alias() string {
	var config struct {
		Aspect     string
		ReportedBy string `json:"reported_by"`
	}
	_ = json.Unmarshal(c.Config, &config) // a config that is no object has no aspect
	switch {
	case config.ReportedBy != "":
		return c.Peer + ":" + config.ReportedBy
	case config.Aspect != "":
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
	profiles   map[string]string
	settings   map[string]rule.Parameters
	cases      []caseQuestion
	catalogue  *rule.Catalogue
}

// NewMapping reads the unions of rules (composites: peer, rule, any_of; a later file wins) and the settings under which
// a rule of ours gives a peer's verdict (alias, rule, parameter, value as JSON, or `<key>` or `<key.key>` of the case's
// config; or alias, "profile", nothing, its name), and what single cases ask (case, rules, parameters).
func NewMapping(catalogue *rule.Catalogue, composites []string, settings, cases string) (*Mapping, error) {
	m := &Mapping{composites: map[string][]string{}, profiles: map[string]string{}, settings: map[string]rule.Parameters{}, catalogue: catalogue}
	for _, name := range composites {
		unions, err := readTable(name)
		if err != nil {
			return nil, err
		}
		for _, row := range unions {
			m.composites[row[0]+":"+row[1]] = strings.Split(row[2], ";")
		}
	}
	if err := m.readCaseQuestions(cases); err != nil {
		return nil, err
	}
	told, err := readTable(settings)
	if err != nil {
		return nil, err
	}
	for _, row := range told {
		if row[1] == "profile" {
			m.profiles[row[0]] = row[3]
			continue
		}
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
	"k8s.version": true, // of a cluster; a profile's version follows it
	"aspect":      true, "suppressed_by_annotation": true, "build_error": true, "build_error_regexp": true, "count": true, "experimental": true,
	"strict-labels": true, "verdict": true,
	"points": true, "semantics": true, // of a score, and whether one container that complies is enough for it
	"template": true, "enabled_optional": true, "UseOptionalChecksAnnotation": true, // of a rule that is made or switched on
}

// settled are the names of rules whose cases are all told the same, which the settings say too, or what concerns
// another rule.
var settled = map[string]bool{
	"gatekeeper-library:k8spspflexvolumes": true, "gatekeeper-library:k8spsphostfilesystem": true,
	"kube-linter:template:host-mounts": true, "kube-linter:template:image-pull-policy": true,
	"regolibrary:alert-mount-potential-credentials-paths": true,
	"regolibrary:resources-memory-limits":                 true, "regolibrary:resources-memory-requests": true,
}

// describes tells whether a key of a case's config only describes. The checks of kube-linter stand with the parameters of
// the template that they are made of.
func describes(c Case, key string) bool {
	fixed := c.Peer == "kube-linter" && key == "params" && !strings.HasPrefix(c.Rule, "template:")
	return fixed || settled[c.Alias()] || describing[key] || configDescribes[c.Peer]
}

// A Question is what a case asks of us: whether any of the rules reports, if they are told this.
type Question struct {
	// Profile is the one that the rules are asked in, if it has them at all; absent where they are asked by themselves.
	Profile        string
	Rules          []string
	Parameters     rule.Parameters
	BuildArguments map[string]string
}

// Question returns what a case asks of us; false if a rule is missing still or can't be told what the peer's was told.
func (m *Mapping) Question(c Case) (Question, bool) {
	if asked, ok := m.ofCase(c); ok {
		return asked, true
	}
	asked := Question{Rules: m.rules(c), Profile: m.profile(c)}
	for _, id := range asked.Rules {
		if _, ok := m.catalogue.ByID(id); !ok {
			return Question{}, false
		}
	}
	config := map[string]json.RawMessage{}
	_ = json.Unmarshal(c.Config, &config) // a config that is no object says nothing that could be told
	told, ok := m.told(c, config)
	if c.Peer != "pss" { // its profile tells all
		asked.Parameters = told
	}
	if given, found := config["build_args"]; found {
		ok = json.Unmarshal(given, &asked.BuildArguments) == nil && ok
	}
	return asked, ok && len(asked.Rules) > 0
}

// profile is the profile that gives the peer's verdicts on the case. Pod Security's rules know no versions, its profiles do.
func (m *Mapping) profile(c Case) string {
	var config struct {
		Level   string
		Version string `json:"k8s.version"`
	}
	_ = json.Unmarshal(c.Config, &config) // without a level there is no such profile, which is an error
	if c.Peer != "pss" {
		return strings.Replace(m.profiles[c.Alias()], "<version>", minor(config.Version), 1)
	}
	return "pss-" + config.Level + "@" + c.Version
}

// minor is a version of Kubernetes as profiles have it: v1.32 for 1.32.2-gke.1182001.
func minor(version string) string {
	parts := strings.Split(version, ".")
	if len(parts) < 2 {
		return "latest"
	}
	return "v" + parts[0] + "." + parts[1]
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

// told turns the settings of the case's alias into parameters, with what they take from the config.
func (m *Mapping) told(c Case, config map[string]json.RawMessage) (rule.Parameters, bool) {
	used := map[string]bool{"build_args": true}
	parameters := rule.Parameters{}
	for id, values := range m.settings[c.Alias()] {
		for name, value := range values {
			filled, ok := fillIn(value, config, used)
			if ok {
				parameters = parameters.With(rule.Parameters{id: {name: filled}})
			}
		}
	}
	for key, value := range config {
		if !used[key] && !describes(c, key) && string(value) != "{}" {
			return nil, false
		}
	}
	return parameters, true
}

// selecting puts a selector's field before each of the patterns.
func selecting(field string, value json.RawMessage) json.RawMessage {
	var patterns []string
	if field == "" || json.Unmarshal(value, &patterns) != nil {
		return value
	}
	for i, pattern := range patterns {
		patterns[i] = field + pattern
	}
	selectors, err := json.Marshal(patterns)
	if err != nil {
		return value
	}
	return selectors
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
