package kubernetes

import (
	"bytes"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// podPaths says where each kind keeps the specification of its pods.
var podPaths = map[string][]string{
	"Pod":                   {"spec"},
	"PodTemplate":           {"template", "spec"},
	"Deployment":            {"spec", "template", "spec"},
	"StatefulSet":           {"spec", "template", "spec"},
	"DaemonSet":             {"spec", "template", "spec"},
	"ReplicaSet":            {"spec", "template", "spec"},
	"ReplicationController": {"spec", "template", "spec"},
	"Job":                   {"spec", "template", "spec"},
	"CronJob":               {"spec", "jobTemplate", "spec", "template", "spec"},
}

// maxLists bounds how deep a List may lie in a List: an anchor may hold itself.
const maxLists = 8

// Parse reads a manifest: the documents of its objects that hold a pod, in order, and what of the file can't be read. An
// object with a duplicate key is a problem and judged all the same. A place is a path in the object itself, also
// for an object of a List.
//
// A file that holds {{ and is not YAML is a template that is yet to be rendered; it gives the one problem that has
// Template set, and no document.
func Parse(file source.File) ([]*input.Document, []input.Problem) {
	parser := parser{file: file, reader: newReader(len(file.Content))}
	for _, chunk := range split(file.Content) {
		roots, problem := chunk.parse()
		if problem != nil && bytes.Contains(chunk.bytes(), []byte("{{")) {
			return nil, []input.Problem{{Message: templateReason, Span: problem.Span, Template: true}}
		}
		for _, root := range roots {
			parser.problems = append(parser.problems, chunk.duplicates(root)...)
			parser.add(chunk, root, maxLists)
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

type parser struct {
	file      source.File
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

// add appends the document of an object, or those of the objects in a List.
func (p *parser) add(c chunk, node *yaml.Node, depth int) {
	object := mapping(node)
	if object == nil || depth == 0 {
		return
	}
	kind, _ := text(p.reader.value(object, "kind"))
	if kind == "List" {
		for _, item := range p.reader.elements(p.reader.value(object, "items")) {
			p.add(c, item, depth-1)
		}
		return
	}
	document := &input.Document{Kind: "kubernetes", File: p.file.Path}
	document.Secret, document.Mask = p.secrets(c, object, kind)
	path, holdsPod := podPaths[kind]
	switch {
	case holdsPod && p.reader.descend(object, path) != nil:
		document.Workload = p.workload(object, kind, slices.Clone(path))
		document.Reference = references(document.Workload)
		document.Locator = newLocator(c, object, document.Workload)
	case document.Secret != nil:
		document.Locator = newLocator(c, object, p.identity(object, kind))
	default:
		return
	}
	p.documents = append(p.documents, document)
}
