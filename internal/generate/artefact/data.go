package artefact

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// schemas returns the JSON Schema of a document for each facet that has one.
func schemas() ([]File, error) {
	var made []File
	for _, name := range input.FacetNames() {
		text, err := input.Schema(name)
		if err != nil {
			return nil, fmt.Errorf("make the schema of %s: %w", name, err)
		}
		made = append(made, File{Path: "schemas/" + name + ".json", Text: text})
	}
	return made, nil
}

// catalogueFile returns the facet's part of the catalogue: rules by name.
func catalogueFile(f facet) (File, error) {
	byName := map[string]rule.Rule{}
	for _, r := range f.rules {
		byName[r.Name] = r
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(byName); err != nil {
		return File{}, fmt.Errorf("write the catalogue of %s: %w", f.name, err)
	}
	return File{Path: "seaworthy/catalogue/" + f.name + "/data.json", Text: text.Bytes()}, nil
}
