package suppress

import (
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/input/yamlfile"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// An annotationForm is how one form of annotation reads.
type annotationForm struct {
	form Form
	// key matches the whole key; its group name, where it has one, is the rule's name.
	key *regexp.Regexp
	// value matches the value; its groups are names and reason.
	value *regexp.Regexp
	tools []string
}

var (
	reasonOnly    = regexp.MustCompile(`(?s)^(?P<reason>.*)$`)
	namesAndWhy   = regexp.MustCompile(`(?s)^\s*(?P<names>[^=]*?)\s*(?:=(?P<reason>.*))?$`)
	namesOnly     = regexp.MustCompile(`(?s)^(?P<names>.*)$`)
	annotationKey = []annotationForm{
		{Annotation, regexp.MustCompile(`^seaworthy\.io/ignore\.(?P<name>.+)$`), reasonOnly, nil},
		{KubeLinter, regexp.MustCompile(`^ignore-check\.kube-linter\.io/(?P<name>.+)$`), reasonOnly, []string{"kube-linter"}},
		{KubeLinterAll, regexp.MustCompile(`^kube-linter\.io/ignore-all$`), reasonOnly, []string{"kube-linter"}},
		{CheckovAnnotation, regexp.MustCompile(`^(?:checkov|bridgecrew)\.io/skip\d*$`), namesAndWhy, []string{"checkov"}},
		{KubeScore, regexp.MustCompile(`^kube-score/ignore$`), namesOnly, []string{"kube-score"}},
	}
)

// maxDepth bounds how deep objects are looked for in a manifest.
const maxDepth = 100

// annotations reads the annotations of the manifest's objects and of their pod templates.
func (r *reader) annotations(m *manifest) {
	for i, root := range m.roots {
		last, _ := m.lines.Position(max(m.end-1, m.start))
		if i+1 < len(m.roots) {
			last = m.line(m.roots[i+1]) - 1
		}
		r.object(m, root, Scope{First: m.line(root), Last: last}, maxDepth)
	}
}

// object reads an object, or the objects of a List, that stands on these lines.
func (r *reader) object(m *manifest, node *yaml.Node, lines Scope, depth int) {
	items := yamlfile.Child(node, "items")
	if items == nil || items.Kind != yaml.SequenceNode {
		r.annotated(m, node, lines, depth)
		return
	}
	for i, item := range items.Content {
		own := Scope{First: m.line(item), Last: lines.Last}
		if i+1 < len(items.Content) {
			own.Last = max(m.line(items.Content[i+1])-1, own.First)
		}
		if depth > 0 {
			r.object(m, item, own, depth-1)
		}
	}
}

// annotated reads the annotations of an object and of the templates in it, which are about the object too.
func (r *reader) annotated(m *manifest, node *yaml.Node, object Scope, depth int) {
	annotations := yamlfile.Child(yamlfile.Child(node, "metadata"), "annotations")
	if annotations != nil && annotations.Kind == yaml.AliasNode {
		annotations = annotations.Alias
	}
	for i := 0; annotations != nil && i+1 < len(annotations.Content); i += 2 {
		r.annotation(m, annotations.Content[i], annotations.Content[i+1], object)
	}
	for _, holder := range []string{"spec", "template", "jobTemplate"} {
		if below := yamlfile.Child(node, holder); below != nil && depth > 0 {
			r.annotated(m, below, object, depth-1)
		}
	}
}

func (r *reader) annotation(m *manifest, key, value *yaml.Node, object Scope) {
	for _, form := range annotationKey {
		match := form.key.FindStringSubmatch(key.Value)
		if match == nil || value.Kind != yaml.ScalarNode {
			continue
		}
		read := Suppression{Form: form.form, Span: m.keySpan(key), Scope: object}
		names := match[1:]
		said := form.value.FindStringSubmatch(value.Value)
		if i := form.value.SubexpIndex("reason"); i >= 0 && said != nil {
			read.Reason = strings.TrimSpace(said[i])
		}
		if i := form.value.SubexpIndex("names"); i >= 0 && said != nil {
			if names = split(said[i]); len(names) == 0 {
				return
			}
		}
		if form.form == Annotation {
			names = []string{strings.Replace(names[0], ".", "/", 1)}
		}
		r.add(read, form.tools, names)
	}
}

func (m *manifest) keySpan(key *yaml.Node) source.Span {
	start := m.offset(key)
	text := m.content[start:m.end]
	length := len(key.Value)
	if key.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
		length = quotedLength(text)
	}
	return m.lines.Span(start, start+min(length, len(text)))
}
