package kubernetes

import (
	"encoding/base64"
	"path"
	"reflect"
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
		s.pod(p.reader.descend(object, p.podPaths[kind]), strings.Join(p.podPaths[kind], "/"))
	}
	if c.suspicious() {
		s.scan(object, "", title)
	}
	if reflect.ValueOf(s.found).IsZero() && kind != "ConfigMap" && kind != "Secret" {
		return nil, &s.mask
	}
	return &s.found, &s.mask
}

func looksLikeCredential(content string) bool {
	return secret.Find(content) != nil || secret.FindAddresses(content) != nil
}

// pairs returns the keys and values of a mapping that stand in it.
func (s *secrets) pairs(node *yaml.Node) []place {
	var found []place
	node = mapping(node)
	for i := 0; node != nil && i+1 < len(node.Content) && !s.reader.exhausted(); i += 2 {
		s.reader.left--
		if key := resolve(node.Content[i]); key.Kind == yaml.ScalarNode && !isMerge(node.Content[i]) {
			found = append(found, place{key, resolve(node.Content[i+1])})
		}
	}
	return found
}

// configMap notes the keys of a ConfigMap, and the lines that give a name a value in what they hold.
func (s *secrets) configMap(data *yaml.Node, title string) {
	for _, pair := range s.pairs(data) {
		if pair.value.Kind != yaml.ScalarNode {
			continue
		}
		at := "data/" + pair.key.Value
		if !strings.Contains(pair.value.Value, "\n") {
			s.named(input.NamedValue{
				Name: pair.key.Value, Title: "key " + pair.key.Value + " of " + title, Place: "configmap", At: at,
			}, pair.value.Value, pair.value)
		}
		for _, line := range secret.Assignments(pair.value.Value) {
			s.named(input.NamedValue{
				Name: line.Name, Title: line.Name + " in key " + pair.key.Value + " of " + title, Place: "configmap", At: at,
			}, line.Value, pair.value)
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
		for _, pair := range s.pairs(s.reader.value(object, field)) {
			if pair.value.Kind != yaml.ScalarNode {
				continue
			}
			value, readable := secretData(field, pair.value.Value)
			if secret.KindOf(value) != secret.Literal && secret.FindAddresses(value) == nil {
				continue
			}
			s.hide(pair.value, value)
			if !readable || secret.IsPlaceholder(value) && secret.FindAddresses(value) == nil {
				continue
			}
			if len(made.Keys) == 0 {
				made.At = field
			}
			made.Keys = append(made.Keys, pair.key.Value)
			held = held || secret.MayHold(pair.key.Value, value)
			s.named(input.NamedValue{
				Name: pair.key.Value, Title: "key " + pair.key.Value + " of " + title, Place: "secret", At: field + "/" + pair.key.Value,
			}, value, pair.value)
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
				s.container(declared, list.role, path.Join(at, list.field, strconv.Itoa(i)), i)
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
	var words []string
	for _, field := range []string{"command", "args"} {
		for _, element := range s.reader.elements(s.reader.value(declared, field)) {
			if word := resolve(element); word.Kind == yaml.ScalarNode {
				words = append(words, word.Value)
			}
		}
	}
	if service, option, open := secret.OpenArguments(words); open {
		s.found.OpenServices = append(s.found.OpenServices, input.OpenService{Service: service, Switch: option, At: at})
	}
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
	value := resolve(s.reader.value(element, "value"))
	if value == nil || value.Kind != yaml.ScalarNode {
		return
	}
	if service, option, open := secret.OpenVariable(name, value.Value); open {
		s.found.OpenServices = append(s.found.OpenServices, input.OpenService{Service: service, Switch: option, At: at + "/value"})
	}
	s.named(input.NamedValue{
		Name: name, Title: "variable " + name + " of " + container, Place: "pod_env", At: at + "/value",
	}, value.Value, value)
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
		for _, pair := range s.pairs(node) {
			s.scan(pair.value, path.Join(at, pair.key.Value), title)
		}
	case yaml.SequenceNode:
		for i, element := range s.reader.elements(node) {
			s.scan(element, path.Join(at, strconv.Itoa(i)), title)
		}
	case yaml.ScalarNode:
		s.scanText(node, at, "field "+path.Base(at)+" of "+title)
	}
}

func (s *secrets) scanText(node *yaml.Node, at, title string) {
	for _, match := range secret.Find(node.Value) {
		s.hide(node, node.Value[match.Start:match.End])
		s.found.Credentials = append(s.found.Credentials, input.Credential{Format: match.Format, Title: title, At: at})
	}
	for _, match := range secret.FindAddresses(node.Value) {
		s.hide(node, node.Value[match.Start:match.End])
		s.found.Addresses = append(s.found.Addresses, input.CredentialAddress{
			Scheme: match.Scheme, Host: match.Host, Title: title, At: at,
		})
	}
}
