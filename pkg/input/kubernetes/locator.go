package kubernetes

import (
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// A locator finds the places of one object in its file. It goes through the YAML only when it is asked.
type locator struct {
	chunk    chunk
	object   *yaml.Node
	podAt    string
	identity string
}

func newLocator(c chunk, object *yaml.Node, workload *input.Workload) input.Locator {
	return &locator{
		chunk:    c,
		object:   object,
		podAt:    workload.At,
		identity: strings.Join([]string{workload.Kind, workload.Namespace, workload.Name}, "/"),
	}
}

// A place is a node on the way down from the object, and the key that it stands under; the key is absent for an
// element of a list.
type place struct {
	key, value *yaml.Node
}

// Locate implements input.Locator. A place is a path in the object, or one in the model: a container's `privileged` and
// `securityContext/privileged` are the same. With "/value" behind it, it is a scalar without its key or dash. The node is named by kind, namespace and name of the object and by the
// names of list elements, with their numbers where they have none.
func (l *locator) Locate(at string) input.Location {
	reader := newReader(len(l.chunk.bytes()))
	reached, names := l.top(reader), []string{l.identity}
	current := place{value: l.object}
	for steps := strings.Split(sourcePath(at, l.podAt), "/"); len(steps) > 0; {
		next, taken := current.descend(reader, steps)
		if next.value == nil && len(steps) == 1 && steps[0] == "value" && current.value.Kind == yaml.ScalarNode {
			return input.Location{
				Span: l.chunk.text(current.value), Node: strings.Join(names, "/"), Exact: onOneLine(current.value),
			}
		}
		if next.value == nil {
			names = append(names, steps...)
			break
		}
		names = append(names, next.name(reader, strings.Join(steps[:taken], "/")))
		reached, current, steps = next, next, steps[taken:]
	}
	return input.Location{Span: l.chunk.of(reached), Node: strings.TrimSuffix(strings.Join(names, "/"), "/")}
}

// onOneLine reports whether the text of a scalar is known to end where its span does.
func onOneLine(node *yaml.Node) bool {
	return node.Style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0 && !strings.Contains(node.Value, "\n")
}

// top is what is shown for the object as a whole: its kind, where it says one.
func (l *locator) top(reader *reader) place {
	if key, value := reader.pair(l.object, "kind"); value != nil {
		return place{key, value}
	}
	return place{value: l.object}
}

func isIndex(step string) bool {
	_, err := strconv.ParseUint(step, 10, 31)
	return err == nil
}

// descend goes down by one step, or by two where they are one key: those of labels and annotations hold a slash.
func (p place) descend(reader *reader, steps []string) (next place, taken int) {
	if next = p.child(reader, steps[0]); next.value != nil || len(steps) == 1 {
		return next, 1
	}
	return p.child(reader, steps[0]+"/"+steps[1]), 2
}

func (p place) child(reader *reader, step string) place {
	if index, err := strconv.ParseUint(step, 10, 31); err == nil {
		if list := reader.elements(p.value); int(index) < len(list) {
			return place{value: list[index]}
		}
	}
	key, value := reader.pair(p.value, step)
	return place{key, value}
}

// name is that of a list's element, or else the step.
func (p place) name(reader *reader, step string) string {
	if p.key != nil {
		return step
	}
	for _, named := range []*yaml.Node{reader.value(p.value, "name"), p.value} {
		if name, ok := text(named); ok {
			return name
		}
	}
	return step
}
