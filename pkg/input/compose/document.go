package compose

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/yamlfile"
	"github.com/seaworthy-policy/seaworthy/pkg/reference"
)

// A reader turns the merged model of a project into documents.
type reader struct {
	*loader
	file, folder string
	model        *value
	// mask hides what may be a credential; masks are the parts of it that are places in one file.
	mask  *input.Mask
	masks map[*file]*input.Mask
	// built are the names that services give the images that they build.
	built map[string]bool
}

func (r *reader) documents() []*input.Document {
	services := r.services()
	r.mask = &input.Mask{}
	r.masks = map[*file]*input.Mask{r.main: r.mask}
	locator := &locator{model: r.model, main: r.main, files: r.files, readings: r.readings, masks: r.masks}
	whole := &input.Document{
		Kind: "compose", File: r.file, Compose: r.compose(services), Reference: r.references(services), Secret: r.secrets(services),
		Locator: locator, Mask: r.mask,
	}
	documents := []*input.Document{whole}
	for _, each := range services {
		if each.get("provider") != nil {
			continue
		}
		documents = append(documents, &input.Document{
			Kind: "compose", File: r.file, Workload: r.workload(each), Locator: locator, Mask: r.mask,
		})
	}
	return documents
}

// services are those that are mappings; what else stands there is against the schema. One that a provider runs on the
// host is a service without a container, and so without a document of its own.
func (r *reader) services() []service {
	var found []service
	for _, each := range r.model.get("services").entries("services") {
		if each.value.isMapping() && !strings.HasPrefix(each.name, "x-") {
			found = append(found, service{located{each.value, each.at}, each.name})
		}
	}
	return found
}

// references returns the images that services pull. One that is built here is only named.
func (r *reader) references(services []service) *input.References {
	var images []input.ImageReference
	for _, each := range services {
		image := each.get("image")
		if !image.isScalar() || image.text == "" || r.isBuilt(each) {
			continue
		}
		// The error says why no registry would take the text; what can be told stands in the reference all the same.
		parsed, _ := reference.Parse(image.text)
		images = append(images, input.ImageReference{
			Reference: parsed, Role: "compose", State: image.state, Shipped: true, At: each.place("image"),
		})
	}
	if len(images) == 0 {
		return nil
	}
	return &input.References{Images: images}
}

// isBuilt reports whether the project builds what a service runs: the service itself, or one beside it that gives its
// image the same name.
func (r *reader) isBuilt(s service) bool {
	if s.get("build") != nil {
		return true
	}
	image := s.get("image")
	if !image.isScalar() || image.text == "" {
		return false
	}
	if r.built == nil {
		r.built = map[string]bool{}
		for _, each := range r.services() {
			if each.get("build") != nil && each.get("image").isScalar() {
				r.built[builtName(each.get("image").text)] = true
			}
		}
	}
	return r.built[builtName(image.text)]
}

// builtName is an image's name without the tag that need not be written.
func builtName(text string) string { return strings.TrimSuffix(text, ":latest") }

// projectName is what the variable COMPOSE_PROJECT_NAME holds where the file names the project.
func projectName(main *file, roots []*yaml.Node, variables environment) environment {
	for _, root := range roots {
		if name := yamlfile.Child(root, "name"); name != nil && name.Value != "" {
			if filled := variables.expand(name.Value); filled.state.Known() {
				origin := input.Origin{Text: "name: " + filled.text, Span: main.text.Text(name)}
				return environment{"COMPOSE_PROJECT_NAME": {text: filled.text, origin: &origin}}
			}
		}
	}
	return nil
}

// compose returns what only a compose project has.
func (r *reader) compose(services []service) *input.Compose {
	made := &input.Compose{
		Name: fact(r.model.get("name"), "name"), Files: r.fileFacts(), Readings: r.readingFacts(services),
		Dangling: r.dangling(services), PortClashes: r.portClashes(services), NameClashes: nameClashes(services),
		SharedVolumes: r.sharedVolumes(services), Disorders: r.disorders(services),
	}
	for _, each := range services {
		made.Services = append(made.Services, r.serviceFact(each))
	}
	made.Variables, made.SecretDefaults = r.variables(), r.secretDefaults()
	made.Violations, made.Extensions = r.judgeSchema()
	return made
}

// fact returns a scalar as a value with its state, nil for anything else.
func fact(v *value, at string) *input.ComposeValue {
	if !v.isScalar() {
		return nil
	}
	return &input.ComposeValue{Text: v.text, State: v.state, At: at}
}

func (r *reader) fileFacts() []input.ComposeFile {
	var facts []input.ComposeFile
	for _, each := range r.files {
		facts = append(facts, each.facts)
	}
	return facts
}

// markKeys notes the keys at the top of each file.
func (l *loader) markKeys() {
	for i := range l.files {
		facts := &l.files[i].facts
		for _, key := range l.files[i].keys() {
			made := input.ComposeKey{Name: key.Value, At: fmt.Sprintf("%s/keys/%d", facts.At, len(facts.Keys))}
			facts.Keys = append(facts.Keys, made)
			if key.Value == "version" {
				facts.Version = &made
			}
		}
	}
}

// keys are the keys at the top of the file.
func (f projectFile) keys() []*yaml.Node {
	var keys []*yaml.Node
	for _, root := range f.roots {
		for i := 0; root.Kind == yaml.MappingNode && i+1 < len(root.Content); i += 2 {
			if !isMerge(root.Content[i]) {
				keys = append(keys, root.Content[i])
			}
		}
	}
	return keys
}

// variables returns the uses of variables.
func (r *reader) variables() []input.ComposeVariable {
	var found []input.ComposeVariable
	r.model.walk("", func(v *value, at string) {
		for _, each := range v.uses {
			found = append(found, input.ComposeVariable{
				Name: each.name, Defaulted: each.defaulted, Required: each.required, Resolved: each.origin != nil, At: at,
			})
		}
	})
	return found
}

// disorders returns the lists that are not sorted.
func (r *reader) disorders(services []service) []input.ComposeDisorder {
	var found []input.ComposeDisorder
	note := func(kind, service string, names []located) {
		before, after := firstDisorder(names)
		if after.value != nil {
			found = append(found, input.ComposeDisorder{
				Kind: kind, Service: service, Name: before.text, Before: after.text, At: before.at,
			})
		}
	}
	note("services", "", r.ownKeys("services"))
	for _, each := range services {
		note("dependencies", each.title(), names(each.get("depends_on"), each.place("depends_on")))
		if before, after := firstPortDisorder(each); after != nil {
			found = append(found, input.ComposeDisorder{
				Kind: "ports", Service: each.title(), Name: before.title(), Before: after.title(), At: before.at,
			})
		}
	}
	return found
}

// ownKeys returns the names in a mapping of the model that stand in the judged file.
func (r *reader) ownKeys(key string) []located {
	var found []located
	for _, each := range names(r.model.get(key), key) {
		if each.place.file == r.main {
			found = append(found, each)
		}
	}
	return found
}

// names returns the keys of a mapping, or the texts of a list, as scalars.
func names(v *value, at string) []located {
	found := v.texts(at)
	if v.isMapping() {
		for _, each := range v.pairs {
			name := &value{kind: scalar, text: each.name, state: input.Literal, place: each.value.place}
			found = append(found, located{name, at + "/" + escape(each.name)})
		}
	}
	return found
}

// firstDisorder returns the first name that belongs before one that stands before it.
func firstDisorder(names []located) (late, belongsBefore located) {
	for i := 1; i < len(names); i++ {
		if compareNames(names[i].text, names[i-1].text) < 0 {
			at := slices.IndexFunc(names[:i], func(n located) bool { return compareNames(names[i].text, n.text) < 0 })
			return names[i], names[at]
		}
	}
	return located{}, located{}
}

func compareNames(a, b string) int {
	return strings.Compare(strings.ToLower(a), strings.ToLower(b))
}

// firstPortDisorder returns the first port that is lower than one before it: the host's, else the container's.
func firstPortDisorder(s service) (late, belongsBefore *publication) {
	var before *publication
	for _, each := range s.get("ports").elements(s.place("ports")) {
		port, ok := readPort(each)
		if !ok || !port.leading().known() {
			continue
		}
		if before != nil && port.leading().first < before.leading().first {
			return &port, before
		}
		before = &port
	}
	return nil, nil
}

// leading is the port that a person sorts by.
func (p publication) leading() portRange {
	if p.host.absent() {
		return p.target
	}
	return p.host
}

// title is how messages call a publication.
func (p publication) title() string {
	if p.isScalar() {
		return p.text
	}
	if p.host.absent() {
		return p.target.text
	}
	return p.host.text + ":" + p.target.text
}

// valueOf returns the value of a key at the top of the file.
func (f projectFile) valueOf(key *yaml.Node) *yaml.Node {
	for _, root := range f.roots {
		if i := slices.Index(root.Content, key); i >= 0 {
			return root.Content[i+1]
		}
	}
	return key
}
