package artefact

import (
	"bytes"
	"fmt"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/secret"
)

// listHeads say in the lists' files what they are.
var listHeads = map[string]string{
	"credential_formats": `# The forms of issuers' credentials, generated from pkg/secret: a text that holds one of the hints and matches the pattern
# is one, if it has the entropy, in millionths of a bit for each character. information is n times the logarithm of n to
# base 2, in millionths, for n from 0.
`,
	"credential_words": `# What names and values say, generated from pkg/secret: regular expressions and words by which the Rego that reads
# Kubernetes objects tells credentials from what is none.
`,
	"credential_services": `# How services are told to let everybody in, generated from pkg/secret.
`,
}

// credentialWords are two parts of what is known in one list.
type credentialWords struct {
	secret.WordData  `yaml:",inline"`
	secret.ValueData `yaml:",inline"`
}

// credentialFormats are formats, and the table by which entropy is worked out.
type credentialFormats struct {
	Formats     []secret.FormatData `yaml:"formats"`
	Information []int               `yaml:"information,flow"`
}

// credentialLists returns what pkg/secret knows as lists that Rego reads.
func credentialLists() ([]File, error) {
	data := secret.AsData()
	var made []File
	for name, head := range listHeads {
		text := bytes.NewBufferString(head + "\n")
		if err := encodeList(text, name, data); err != nil {
			return nil, fmt.Errorf("write the list %s: %w", name, err)
		}
		made = append(made, File{Path: "seaworthy/data/" + name + "/data.yaml", Text: text.Bytes()})
	}
	return made, nil
}

func encodeList(text *bytes.Buffer, name string, data secret.Data) error {
	encoder := yaml.NewEncoder(text)
	encoder.SetIndent(2)
	switch name {
	case "credential_formats":
		return encoder.Encode(credentialFormats{data.Formats, data.Information})
	case "credential_words":
		return encoder.Encode(credentialWords{data.Words, data.Values})
	default:
		return encoder.Encode(data.Open)
	}
}
