package compiled

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

func (w *wire) rule(r *rule.Rule) {
	text(w, &r.ID)
	text(w, &r.Facet)
	text(w, &r.Name)
	text(w, &r.Title)
	text(w, &r.Description)
	text(w, &r.Severity)
	w.everThere(&r.Profiles)
	w.everThere(&r.Aliases)
	w.parameters(&r.Parameters)
	text(w, &r.Remediation)
	text(w, &r.Fixable)
	text(w, &r.Since)
	text(w, &r.Status)
	w.strings(&r.References)
	w.strings(&r.Hides)
	list(w, &r.Needs, w.strings)
}

// everThere carries strings that are never nil, as the catalogue has them.
func (w *wire) everThere(items *[]string) {
	if w.strings(items); *items == nil {
		*items = []string{}
	}
}

// parameters carries a map that is never nil, as the catalogue has it.
func (w *wire) parameters(parameters *map[string]rule.Parameter) {
	names := slices.Sorted(maps.Keys(*parameters))
	w.strings(&names)
	if !w.writing {
		*parameters = make(map[string]rule.Parameter, len(names))
	}
	for _, name := range names {
		parameter := (*parameters)[name]
		w.parameter(&parameter)
		(*parameters)[name] = parameter
	}
}

func (w *wire) parameter(p *rule.Parameter) {
	text(w, &p.Type)
	text(w, &p.Description)
	w.json(&p.Default)
	optional(w, &p.Items, w.parameter)
	w.strings(&p.Enum)
}

func (w *wire) json(value *json.RawMessage) {
	written := string(*value)
	if text(w, &written); !w.writing && written != "" {
		*value = json.RawMessage(written)
	}
}
