package report_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/report"
)

// results are those that every format must be able to say.
func results() map[string]finding.Result {
	return map[string]finding.Result{
		"everything": everything(), "a clean result": clean(), "nothing at all": {}, "hostile texts": hostile(),
	}
}

func write(t *testing.T, format report.Format, result finding.Result) []byte {
	var written bytes.Buffer
	require.NoError(t, report.Write(&written, format, result, report.Options{Catalogue: described(t), Version: "v1.2.3"}))
	return written.Bytes()
}

func compile(t *testing.T, name string) *jsonschema.Schema {
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft7)
	compiler.AssertFormat()
	schema, err := compiler.Compile("testdata/schema/" + name)
	require.NoError(t, err)
	return schema
}

func TestSARIFIsValid(t *testing.T) {
	schema := compile(t, "sarif-2.1.0-rtm.5.json")
	for name, result := range results() {
		t.Run(name, func(t *testing.T) {
			read, err := jsonschema.UnmarshalJSON(bytes.NewReader(write(t, report.SARIF, result)))
			require.NoError(t, err)
			require.NoError(t, schema.Validate(read))
		})
	}
	broken, err := jsonschema.UnmarshalJSON(strings.NewReader(`{"version": "2.1.0", "runs": [{"results": []}]}`))
	require.NoError(t, err)
	require.Error(t, schema.Validate(broken), "a run without a tool")
}

// What no schema can say: indices lead to what they name.
func TestSARIFIndicesHold(t *testing.T) {
	var log struct {
		Runs []struct {
			Tool struct {
				Driver struct{ Rules []struct{ ID string } }
			}
			Artifacts []struct{ Location struct{ URI string } }
			Results   []struct {
				RuleID    string
				RuleIndex int
				Locations []struct {
					PhysicalLocation struct {
						ArtifactLocation struct {
							URI   string
							Index *int
						}
					}
				}
			}
		}
	}
	require.NoError(t, json.Unmarshal(write(t, report.SARIF, everything()), &log))
	run := log.Runs[0]
	require.NotEmpty(t, run.Results)
	for _, result := range run.Results {
		require.Equal(t, result.RuleID, run.Tool.Driver.Rules[result.RuleIndex].ID)
		file := result.Locations[0].PhysicalLocation.ArtifactLocation
		if file.Index != nil {
			require.Equal(t, file.URI, run.Artifacts[*file.Index].Location.URI)
		}
	}
}

func TestGitLabIsValid(t *testing.T) {
	schema := compile(t, "gitlab-codequality.json")
	for name, result := range results() {
		t.Run(name, func(t *testing.T) {
			var elements []json.RawMessage
			require.NoError(t, json.Unmarshal(write(t, report.GitLab, result), &elements))
			seen := map[string]bool{}
			for _, element := range elements {
				read, err := jsonschema.UnmarshalJSON(bytes.NewReader(element))
				require.NoError(t, err)
				require.NoError(t, schema.Validate(read))
				var issue struct{ Severity, Fingerprint string }
				require.NoError(t, json.Unmarshal(element, &issue))
				require.Contains(t, []string{"info", "minor", "major", "critical", "blocker"}, issue.Severity)
				require.NotEmpty(t, issue.Fingerprint)
				seen[issue.Fingerprint] = true
			}
			require.NotNil(t, elements, "an empty report is an empty array")
			require.Equal(t, len(elements) > 0, len(seen) > 0)
		})
	}
}

func TestJUnitIsValid(t *testing.T) {
	file, err := os.ReadFile("testdata/schema/junit-10.xsd")
	require.NoError(t, err)
	schema := readXSD(t, file)
	for name, result := range results() {
		t.Run(name, func(t *testing.T) {
			require.Empty(t, schema.faults(t, write(t, report.JUnit, result)))
		})
	}
	require.Equal(t, []string{"testcase: lacks name", "testsuite holds verdict", "testsuite: has colour"}, schema.faults(t,
		[]byte(`<testsuite name="a" tests="1" failures="0" errors="0" colour="red"><testcase/><verdict/></testsuite>`)))
}

// An xsd is what a schema says of elements: which are in them, and which attributes they have. The only schema that it is
// for, that of JUnit, says no more but for the form of times, which we do not write.
type xsd map[string]xsdElement

type xsdElement struct {
	Name       string         `xml:"name,attr"`
	Children   []xsdReference `xml:"complexType>choice>element"`
	Listed     []xsdReference `xml:"complexType>sequence>element"`
	Chosen     []xsdReference `xml:"complexType>sequence>choice>element"`
	Attributes []struct {
		Name string `xml:"name,attr"`
		Use  string `xml:"use,attr"`
	} `xml:"complexType>attribute"`
}

type xsdReference struct {
	Ref string `xml:"ref,attr"`
}

func readXSD(t *testing.T, file []byte) xsd {
	var read struct {
		Elements []xsdElement `xml:"element"`
	}
	require.NoError(t, xml.Unmarshal(file, &read))
	schema := xsd{}
	for _, element := range read.Elements {
		schema[element.Name] = element
	}
	require.NotEmpty(t, schema["testsuite"].Attributes)
	require.NotEmpty(t, schema["testcase"].Chosen)
	return schema
}

func (x xsd) faults(t *testing.T, document []byte) []string {
	var found []string
	var path []string
	decoder := xml.NewDecoder(bytes.NewReader(document))
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			slices.Sort(found)
			return found
		}
		require.NoError(t, err)
		switch token := token.(type) {
		case xml.StartElement:
			found = append(found, x.check(path, token)...)
			path = append(path, token.Name.Local)
		case xml.EndElement:
			path = path[:len(path)-1]
		}
	}
}

func (x xsd) check(path []string, start xml.StartElement) []string {
	var found []string
	name := start.Name.Local
	if len(path) > 0 {
		parent := x[path[len(path)-1]]
		allowed := slices.Concat(parent.Children, parent.Listed, parent.Chosen)
		if !slices.Contains(allowed, xsdReference{name}) {
			return []string{parent.Name + " holds " + name}
		}
	}
	given := map[string]bool{}
	for _, attribute := range start.Attr {
		given[attribute.Name.Local] = true
	}
	for _, attribute := range x[name].Attributes {
		if attribute.Use == "required" && !given[attribute.Name] {
			found = append(found, name+": lacks "+attribute.Name)
		}
		delete(given, attribute.Name)
	}
	for unknown := range given {
		found = append(found, name+": has "+unknown)
	}
	return found
}
