package bundle

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// A ConfigMap carries modules to an OPA that kube-mgmt looks after (https://github.com/open-policy-agent/kube-mgmt#policies-configmap).
type ConfigMap struct {
	Name string
	// Labels are those by which kube-mgmt knows it.
	Labels map[string]string
	// Data are Rego modules by file name, which has dots for slashes.
	Data map[string]string
}

// configMapSize is how much text a ConfigMap gets. What kubectl applies must fit into an annotation of 256 KiB once more.
const configMapSize = 100_000

// ConfigMaps returns the bundle as ConfigMaps, in order. kube-mgmt puts the data of a ConfigMap where no rule looks for it, so data
// become Rego as well.
func (b *Bundle) ConfigMaps() ([]ConfigMap, error) {
	modules, err := b.dataModules()
	if err != nil {
		return nil, err
	}
	for _, f := range b.policies() {
		modules[strings.ReplaceAll(strings.TrimPrefix(f.name, "/"), "/", ".")] = string(f.content)
	}
	var made []ConfigMap
	size := configMapSize
	for _, name := range slices.Sorted(maps.Keys(modules)) {
		if size += len(modules[name]); size > configMapSize {
			made = append(made, newConfigMap(len(made)+1))
			size = len(modules[name])
		}
		made[len(made)-1].Data[name] = modules[name]
	}
	return made, nil
}

func newConfigMap(number int) ConfigMap {
	return ConfigMap{
		Name:   "seaworthy-" + strconv.Itoa(number),
		Labels: map[string]string{"app.kubernetes.io/part-of": "seaworthy", "openpolicyagent.org/policy": "rego"},
		Data:   map[string]string{},
	}
}

// dataModules returns what data.seaworthy holds as modules, one a package.
func (b *Bundle) dataModules() (map[string]string, error) {
	modules := map[string]string{}
	for facet, rules := range b.content.Catalogue {
		asked := map[string]rule.Rule{}
		for name, r := range rules {
			r.Description, r.Remediation, r.References, r.Aliases = "", "", nil, nil
			asked[name] = r
		}
		text, err := dataModule("catalogue", facet, asked)
		if err != nil {
			return nil, err
		}
		modules["seaworthy.catalogue."+facet+".rego"] = text
	}
	for name, list := range b.content.Lists {
		text, err := dataModule("data", name, list)
		if err != nil {
			return nil, err
		}
		modules["seaworthy.data."+name+".rego"] = text
	}
	if len(b.content.Parameters) > 0 {
		text, err := dataModule("", "parameters", b.content.Parameters)
		if err != nil {
			return nil, err
		}
		modules["seaworthy.parameters.rego"] = text
	}
	if failOn := b.content.Admission.FailOn; failOn != "" {
		modules["seaworthy.admission.fail_on.rego"] = fmt.Sprintf("package seaworthy.admission\n\nfail_on := %q\n", failOn)
	}
	return modules, nil
}

// dataModule writes `NAME := VALUE`: JSON is Rego.
func dataModule[T map[string]rule.Rule | json.RawMessage | rule.Parameters](home, name string, value T) (string, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		return "", fmt.Errorf("write data: %w", err)
	}
	return fmt.Sprintf("package %s\n\n%s := %s", strings.TrimSuffix("seaworthy."+home, "."), name, text.String()), nil
}
