package kubernetes

import (
	"bytes"
	"cmp"
	"maps"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// maxLists bounds how deep a List may lie in a List: an anchor may hold itself.
const maxLists = 8

// Parse reads a manifest: the documents of its objects that hold a pod, in order, and what of the file can't be read. An
// object with a duplicate key is a problem and judged all the same. A place is a path in the object itself, also
// for an object of a List.
//
// A file that holds {{ and is not YAML is a template that is yet to be rendered; it gives the one problem that has
// Template set, and no document.
func Parse(file source.File) ([]*input.Document, []input.Problem) {
	return Options{}.Parse(file)
}

// Options say how manifests are read. The zero value knows the kinds of PodGroups.
type Options struct {
	// PodTemplates names custom kinds that hold a pod, and the path in the object to the pod's specification:
	// {"Runner": "spec/template/spec"}.
	PodTemplates map[string]string
}

// Parse reads a manifest as the function of that name does.
func (o Options) Parse(file source.File) ([]*input.Document, []input.Problem) {
	parser := parser{file: file, reader: newReader(len(file.Content)), kinds: o.kinds()}
	for _, chunk := range split(file.Content) {
		roots, problem := chunk.parse()
		if problem != nil && bytes.Contains(chunk.bytes(), []byte("{{")) {
			return nil, []input.Problem{{Message: templateReason, Span: problem.Span, Template: true}}
		}
		for _, root := range roots {
			parser.problems = append(parser.problems, chunk.duplicates(root)...)
			chunk.suspicious = sync.OnceValue(func() bool { return looksLikeCredential(scalars(root)) })
			parser.add(chunk, root, "", maxLists)
		}
		if problem != nil {
			parser.problems = append(parser.problems, *problem)
		}
	}
	if parser.reader.exhausted() {
		parser.problems = append(parser.problems, input.Problem{
			Message: "aliases make the manifest too large to be read in full",
			Span:    source.NewLines(file.Content).Span(0, 0),
		})
	}
	return parser.documents, parser.problems
}

const templateReason = "a template that is not YAML yet: render it and test what comes out"

func (o Options) kinds() map[string]Kind {
	if len(o.PodTemplates) == 0 {
		return podKinds
	}
	kinds := maps.Clone(podKinds)
	for name, path := range o.PodTemplates {
		kind := kinds[name]
		kind.Name, kind.Path = name, strings.Split(path, "/")
		kinds[name] = kind
	}
	return kinds
}

type parser struct {
	file      source.File
	kinds     map[string]Kind
	reader    *reader
	documents []*input.Document
	problems  []input.Problem
}

// identity is what names an object without a pod.
func (p *parser) identity(object *yaml.Node, kind string) *input.Workload {
	metadata := p.reader.value(object, "metadata")
	named := &input.Workload{Kind: kind}
	named.Name, _ = text(p.reader.value(metadata, "name"))
	named.Namespace, _ = text(p.reader.value(metadata, "namespace"))
	return named
}

// add appends the document of an object, or those of the objects in a list. What an API server lists need not say its
// kind, since a PodList holds nothing but Pods.
func (p *parser) add(c chunk, node *yaml.Node, listed string, depth int) {
	object := mapping(node)
	if object == nil || depth == 0 {
		return
	}
	kind := cmp.Or(p.reader.object(object).text("kind"), listed)
	if items := p.reader.elements(p.reader.value(object, "items")); strings.HasSuffix(kind, "List") && items != nil {
		for _, item := range items {
			p.add(c, item, strings.TrimSuffix(kind, "List"), depth-1)
		}
		return
	}
	document := &input.Document{Kind: "kubernetes", File: p.file.Path}
	document.Secret, document.Mask = p.secrets(c, object, kind)
	holder, holdsPod := p.kinds[kind]
	switch {
	case holdsPod && p.reader.descend(object, holder.Path) != nil:
		document.Workload = p.workload(object, holder)
		document.Reference = references(document.Workload)
		document.Locator = newLocator(c, object, document.Workload)
	case document.Secret != nil:
		document.Locator = newLocator(c, object, p.identity(object, kind))
	default:
		return
	}
	p.documents = append(p.documents, document)
}
