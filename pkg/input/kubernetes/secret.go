package kubernetes

import (
	"encoding/base64"
	"maps"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/yamlfile"
	"github.com/seaworthy-policy/seaworthy/pkg/secret"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// secrets collects what one object tells of credentials, and what of it must not be shown.
type secrets struct {
	reader *reader
	chunk  chunk
	found  input.Secrets
	mask   input.Mask
}

// secrets returns the facet secret of an object, and its mask. It is nil where there is nothing to judge, but for
// ConfigMaps and Secrets, which are judged by nothing else. Pods, ConfigMaps and
// Secrets are asked for what their fields mean; every object for what looks like a credential.
func (p *parser) secrets(c chunk, object *yaml.Node, kind string) (*input.Secrets, *input.Mask) {
	s := secrets{reader: p.reader, chunk: c}
	title := kind
	if name, ok := text(p.reader.value(p.reader.value(object, "metadata"), "name")); ok {
		title += ` "` + name + `"`
	}
	switch kind {
	case "ConfigMap":
		s.configMap(p.reader.value(object, "data"), title)
	case "Secret":
		s.manifest(object, title)
	default:
		if holder, holdsPod := p.kinds[kind]; holdsPod {
			s.pod(p.reader.descend(object, holder.Path), strings.Join(holder.Path, "/"))
		}
	}
	if c.suspicious() {
		s.scan(object, "", title)
	}
	if reflect.ValueOf(s.found).IsZero() && kind != "ConfigMap" && kind != "Secret" {
		return nil, &s.mask
	}
	return &s.found, &s.mask
}

// scalars returns all that stands in a document, a line each: one look at it spares looking at each.
func scalars(root *yaml.Node) string {
	var text strings.Builder
	var visit func(*yaml.Node)
	visit = func(node *yaml.Node) {
		if node.Kind == yaml.ScalarNode {
			text.WriteString(node.Value)
			text.WriteByte('\n')
		}
		for _, child := range node.Content {
			visit(child)
		}
	}
	visit(root)
	return text.String()
}

func looksLikeCredential(content string) bool {
	return secret.Find(content) != nil || secret.FindAddresses(content) != nil
}

// An entry is a key of a mapping with its value.
type entry struct {
	key   string
	value *yaml.Node
}

// entries returns what a mapping holds, merged keys too, by key.
func (s *secrets) entries(node *yaml.Node) []entry {
	values := s.reader.entries(node)
	found := make([]entry, 0, len(values))
	for _, key := range slices.Sorted(maps.Keys(values)) {
		found = append(found, entry{key, resolve(values[key])})
	}
	return found
}

// plain returns the text of a scalar as it comes out of JSON; "" for null and for what is no scalar.
func plain(node *yaml.Node) string {
	if value, ok := word(node); ok {
		return value
	}
	if value, ok := boolean(node); ok {
		return strconv.FormatBool(value)
	}
	value, _ := number(node)
	return value
}

// configMap notes the keys of a ConfigMap, and the lines that give a name a value in what they hold.
func (s *secrets) configMap(data *yaml.Node, title string) {
	for _, held := range s.entries(data) {
		at, value := "data/"+held.key, plain(held.value)
		if !strings.Contains(value, "\n") {
			s.named(input.NamedValue{
				Name: held.key, Title: "key " + held.key + " of " + title, Place: "configmap", At: at,
			}, value, held.value)
		}
		for _, line := range secret.Assignments(value) {
			s.named(input.NamedValue{
				Name: line.Name, Title: line.Name + " in key " + held.key + " of " + title, Place: "configmap", At: at,
			}, line.Value, held.value)
		}
	}
}

// manifest notes a Secret whose data can be read: data in base64, stringData as it is. What SOPS has encrypted can't be.
func (s *secrets) manifest(object *yaml.Node, title string) {
	if s.reader.value(object, "sops") != nil {
		return
	}
	made, held := input.SecretManifest{At: "kind"}, false
	made.Name, _ = text(s.reader.value(s.reader.value(object, "metadata"), "name"))
	made.Type, _ = text(s.reader.value(object, "type"))
	for _, field := range []string{"data", "stringData"} {
		for _, each := range s.entries(s.reader.value(object, field)) {
			value, readable := secretData(field, plain(each.value))
			if secret.KindOf(value) != secret.Literal && secret.FindAddresses(value) == nil {
				continue
			}
			s.hide(each.value, value)
			if !readable || secret.IsPlaceholder(value) && secret.FindAddresses(value) == nil {
				continue
			}
			if len(made.Keys) == 0 {
				made.At = field
			}
			made.Keys = append(made.Keys, each.key)
			held = held || secret.MayHold(each.key, value)
			s.named(input.NamedValue{
				Name: each.key, Title: "key " + each.key + " of " + title, Place: "secret", At: field + "/" + each.key,
			}, value, each.value)
		}
	}
	if held {
		s.found.Manifests = []input.SecretManifest{made}
	}
}

// secretData returns what a key of a Secret holds. In data, which no API server takes if it is not base64, prose is only a
// hint to whoever fills it in.
func secretData(field, text string) (value string, readable bool) {
	if field != "data" {
		return text, true
	}
	if decoded, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), "")); err == nil {
		return string(decoded), true
	}
	return text, !strings.Contains(strings.TrimSpace(text), " ")
}

// pod notes the variables of a pod's containers, and what they are told.
func (s *secrets) pod(pod *yaml.Node, at string) {
	for _, list := range containerLists {
		for i, element := range s.reader.elements(s.reader.value(pod, list.field)) {
			if declared := mapping(element); declared != nil {
				s.container(declared, roleOf(s.reader.object(declared), list.role), path.Join(at, list.field, strconv.Itoa(i)), i)
			}
		}
	}
}

func (s *secrets) container(declared *yaml.Node, role, at string, index int) {
	title := "container " + strconv.Itoa(index)
	if name, ok := text(s.reader.value(declared, "name")); ok {
		title = `container "` + name + `"`
	}
	for i, element := range s.reader.elements(s.reader.value(declared, "env")) {
		s.variable(element, title, role, at+"/env/"+strconv.Itoa(i))
	}
	for i, element := range s.reader.elements(s.reader.value(declared, "envFrom")) {
		reference := mapping(s.reader.value(element, "secretRef"))
		if reference == nil {
			continue
		}
		made := input.SecretReference{
			Via: "env_from", Container: title, Role: role, At: at + "/envFrom/" + strconv.Itoa(i) + "/secretRef",
		}
		made.Secret, _ = text(s.reader.value(reference, "name"))
		s.found.References = append(s.found.References, made)
	}
	image, _ := text(s.reader.value(declared, "image"))
	started := secret.StartedBy(image, s.words(declared, "command"), s.words(declared, "args"))
	if service, option, open := secret.OpenArguments(started); open {
		s.found.OpenServices = append(s.found.OpenServices, input.OpenService{Service: service, Switch: option, At: at})
	}
}

// words returns the scalars in a list of a container.
func (s *secrets) words(declared *yaml.Node, field string) []string {
	var found []string
	for _, element := range s.reader.elements(s.reader.value(declared, field)) {
		if word := resolve(element); word.Kind == yaml.ScalarNode && word.ShortTag() != "!!null" {
			found = append(found, plain(word))
		}
	}
	return found
}

func (s *secrets) variable(element *yaml.Node, container, role, at string) {
	name, ok := text(s.reader.value(element, "name"))
	if !ok {
		return
	}
	if reference := mapping(s.reader.value(s.reader.value(element, "valueFrom"), "secretKeyRef")); reference != nil {
		made := input.SecretReference{Via: "env", Container: container, Role: role, Name: name, At: at + "/valueFrom/secretKeyRef"}
		made.Secret, _ = text(s.reader.value(reference, "name"))
		s.found.References = append(s.found.References, made)
	}
	node := resolve(s.reader.value(element, "value"))
	value := plain(node)
	if service, option, open := secret.OpenVariable(name, value); open {
		s.found.OpenServices = append(s.found.OpenServices, input.OpenService{Service: service, Switch: option, At: at + "/value"})
	}
	s.named(input.NamedValue{
		Name: name, Title: "variable " + name + " of " + container, Place: "pod_env", At: at + "/value",
	}, value, node)
}

// named notes a value with a name, if it is one that could be a credential.
func (s *secrets) named(made input.NamedValue, value string, node *yaml.Node) {
	if secret.KindOf(value) != secret.Literal || secret.IsBlank(value) {
		return
	}
	made.Kind, made.Digest, made.Shipped, made.Mention = "literal", secret.Digest(value), true, secret.OnlyMentions(made.Name)
	if secret.NamesCredential(made.Name) && !made.Mention {
		s.hide(node, value)
		s.mask.HidePlace(strings.TrimSuffix(made.At, "/value"))
	}
	if s.found.Named == nil {
		s.found.Named = map[string][]input.NamedValue{}
	}
	for _, word := range secret.Words(made.Name) {
		s.found.Named[word] = append(s.found.Named[word], made)
	}
}

// hide hides the text of a scalar in the file.
func (s *secrets) hide(node *yaml.Node, value string) {
	span := s.chunk.span(node, node)
	if node.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		span = source.Span{
			Line: span.Line + 1, Column: 1, EndLine: yamlfile.BlockEnd(s.chunk.lines, span.Line) + 1, EndColumn: 1,
		}
	}
	s.mask.Hide(span)
	for _, text := range []string{value, node.Value} {
		if secret.Distinctive(text) {
			s.mask.HideText(text)
		}
	}
}

// lastApplied is an annotation in which kubectl keeps a copy of the object.
const lastApplied = "kubectl.kubernetes.io/last-applied-configuration"

// maxDepth bounds how deep credentials are looked for: an anchor may hold itself.
const maxDepth = 100

// scan looks for credentials and addresses with passwords in every text of the object.
func (s *secrets) scan(node *yaml.Node, at, title string) {
	node = resolve(node)
	s.reader.left--
	if node == nil || s.reader.exhausted() || strings.Count(at, "/") > maxDepth {
		return
	}
	switch node.Kind {
	case yaml.MappingNode:
		for _, held := range s.entries(node) {
			if held.key != lastApplied {
				s.scan(held.value, path.Join(at, held.key), title)
			}
		}
	case yaml.SequenceNode:
		for i, element := range s.reader.elements(node) {
			s.scan(element, path.Join(at, strconv.Itoa(i)), title)
		}
	case yaml.ScalarNode:
		s.found.Scan(node.Value, "field "+path.Base(at)+" of "+title, at, func(hidden string) { s.hide(node, hidden) })
	}
}
