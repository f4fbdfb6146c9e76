package config

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// SchemaURL is where the schema of the file is published, for the comment that editors look for.
const SchemaURL = "https://raw.githubusercontent.com/seaworthy-policy/seaworthy/main/pkg/config/schema.json"

// A schema is the part of JSON Schema draft 7 that the file needs: the newest draft that editors of YAML all know.
type schema struct {
	Schema               string             `json:"$schema,omitzero"`
	ID                   string             `json:"$id,omitzero"`
	Title                string             `json:"title,omitzero"`
	Description          string             `json:"description,omitzero"`
	Type                 []string           `json:"type,omitzero"`
	Ref                  string             `json:"$ref,omitzero"`
	Enum                 []string           `json:"enum,omitzero"`
	Pattern              string             `json:"pattern,omitzero"`
	AnyOf                []*schema          `json:"anyOf,omitzero"`
	Default              json.RawMessage    `json:"default,omitzero"`
	Items                *schema            `json:"items,omitzero"`
	MinItems             int                `json:"minItems,omitzero"`
	Required             []string           `json:"required,omitzero"`
	Properties           map[string]*schema `json:"properties,omitzero"`
	PropertyNames        *schema            `json:"propertyNames,omitzero"`
	AdditionalProperties json.RawMessage    `json:"additionalProperties,omitzero"`
	Definitions          map[string]*schema `json:"definitions,omitzero"`
}

var nothingElse = json.RawMessage("false")

// Schema returns the JSON Schema of the file for these rules and profiles. It refuses what Parse and Validate refuse, but
// for names that only a reader of the whole file can judge: other tools' names for rules, and versions of profiles.
func Schema(catalogue *rule.Catalogue, profiles []string) ([]byte, error) {
	top := choiceSchema()
	maps.Copy(top.Properties, map[string]*schema{
		"exclude":   patternsSchema("Files that are not judged, as lines of .gitignore that count from the folder of this file. They hold for files named on the command line too."),
		"inline":    {Type: []string{"boolean"}, Description: "Whether comments and annotations of files may except findings.", Default: json.RawMessage("true")},
		"overrides": {Type: []string{"array", "null"}, Description: "What is different for some files. Of several that match, the last one wins.", Items: &schema{Ref: "#/definitions/override"}},
	})
	override := choiceSchema()
	override.Properties["paths"] = patternsSchema("The files, as lines of .gitignore that count from the folder of this file.")
	override.Properties["paths"].Type, override.Properties["paths"].MinItems = []string{"array"}, 1
	override.Required = []string{"paths"}
	top.Schema, top.ID, top.Title = "http://json-schema.org/draft-07/schema#", SchemaURL, Name
	top.Description = "How seaworthy judges the files below this folder."
	top.Type = []string{"object", "null"}
	top.Definitions = map[string]*schema{
		"override": override, "profile": profileSchema(profiles), "rule": ruleNames(catalogue), "parameters": parametersSchema(catalogue),
		"severity": {Enum: severityNames()},
	}
	text, err := json.MarshalIndent(top, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write the schema of the configuration: %w", err)
	}
	return append(text, '\n'), nil
}

func choiceSchema() *schema {
	return &schema{Type: []string{"object"}, AdditionalProperties: nothingElse, Properties: map[string]*schema{
		"profile":    {Ref: "#/definitions/profile"},
		"parameters": {Ref: "#/definitions/parameters"},
		"severities": {
			Type: []string{"object", "null"}, Description: "What defects are worth here, by rule.",
			PropertyNames: &schema{Ref: "#/definitions/rule"}, AdditionalProperties: json.RawMessage(`{"$ref": "#/definitions/severity"}`),
		},
		"also": {Type: []string{"array", "null"}, Description: "Rules that are asked besides those of the profile.", Items: &schema{Ref: "#/definitions/rule"}},
		"skip": {Type: []string{"array", "null"}, Description: "Rules that are not asked.", Items: &schema{Ref: "#/definitions/rule"}},
	}}
}

func patternsSchema(description string) *schema {
	return &schema{Type: []string{"array", "null"}, Description: description, Items: &schema{Type: []string{"string"}, Pattern: `^[^#.\s]|^\.[^./]|^\.\.[^/]|^\\`}}
}

func severityNames() []string {
	var names []string
	for _, severity := range rule.Severities() {
		names = append(names, string(severity))
	}
	return names
}

func profileSchema(profiles []string) *schema {
	return &schema{Description: "The choice of rules, or NAME@VERSION.", AnyOf: []*schema{
		{Enum: profiles}, {Type: []string{"string"}, Pattern: "^(" + strings.Join(profiles, "|") + ")@.+$"},
	}}
}

// ruleNames offers ids, and takes any text: other tools' names for rules are legion.
func ruleNames(catalogue *rule.Catalogue) *schema {
	var ids []string
	for _, r := range catalogue.Rules() {
		ids = append(ids, r.ID)
	}
	return &schema{Description: "A rule by its id, or by another tool's name for it.", AnyOf: []*schema{{Enum: ids}, {Type: []string{"string"}}}}
}

func parametersSchema(catalogue *rule.Catalogue) *schema {
	made := &schema{
		Type: []string{"object", "null"}, Description: "What rules are told, by rule and parameter.", Properties: map[string]*schema{},
		PropertyNames: &schema{Ref: "#/definitions/rule"}, AdditionalProperties: json.RawMessage(`{"type": ["object", "null"]}`),
	}
	for _, r := range catalogue.Rules() {
		parameters := map[string]*schema{}
		for _, name := range slices.Sorted(maps.Keys(r.Parameters)) {
			parameters[name] = parameterSchema(r.Parameters[name])
		}
		if len(parameters) > 0 {
			made.Properties[r.ID] = &schema{Type: []string{"object", "null"}, Description: r.Title, Properties: parameters, AdditionalProperties: nothingElse}
		}
	}
	return made
}

func parameterSchema(p rule.Parameter) *schema {
	made := &schema{Type: []string{p.Type}, Description: strings.Join(strings.Fields(p.Description), " "), Default: p.Default, Enum: p.Enum}
	if p.Items != nil {
		made.Items = parameterSchema(*p.Items)
	}
	return made
}
