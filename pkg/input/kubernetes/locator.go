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
	identity string
}

func newLocator(c chunk, object *yaml.Node, workload *input.Workload) input.Locator {
	return &locator{
		chunk:    c,
		object:   object,
		identity: strings.Join([]string{workload.Kind, workload.Namespace, workload.Name}, "/"),
	}
}

// A place is a node on the way down from the object, and the key that it stands under; the key is absent for an
// element of a list.
type place struct {
	key, value *yaml.Node
}

// Locate implements input.Locator. The node is named by kind, namespace and name of the object and by the names of list
// elements, with their numbers where they have none.
func (l *locator) Locate(at string) input.Location {
	steps := strings.Split(at, "/")
	reader := newReader(len(l.chunk.bytes()))
	reached, names, lost := l.top(reader), []string{l.identity}, at == ""
	current := place{value: l.object}
	for i, step := range steps {
		name := step
		for _, key := range sourcePath(steps[:i+1]) {
			next, ok := current.child(reader, key)
			if lost = lost || !ok; !lost {
				reached, current = next, next
			}
		}
		if !lost {
			name = current.name(reader, step)
		}
		names = append(names, name)
	}
	return input.Location{Span: l.chunk.of(reached), Node: strings.TrimSuffix(strings.Join(names, "/"), "/")}
}

// top is what is shown for the object as a whole: its kind.
func (l *locator) top(reader *reader) place {
	key, value := reader.pair(l.object, "kind")
	return place{key, value}
}

// sourcePath returns the keys that the last step of a path stands for: one, unless it is a field of a container that
// its declaration keeps elsewhere.
func sourcePath(steps []string) []string {
	last := len(steps) - 1
	if last >= 2 && holdsContainers(steps[last-2]) && isIndex(steps[last-1]) {
		if keys, ok := containerFields[steps[last]]; ok {
			return keys
		}
	}
	return steps[last:]
}

func holdsContainers(field string) bool {
	for _, list := range containerLists {
		if list.field == field {
			return true
		}
	}
	return false
}

func isIndex(step string) bool {
	_, err := strconv.ParseUint(step, 10, 31)
	return err == nil
}

func (p place) child(reader *reader, step string) (place, bool) {
	if index, err := strconv.ParseUint(step, 10, 31); err == nil {
		if list := reader.elements(p.value); int(index) < len(list) {
			return place{value: list[index]}, true
		}
	}
	key, value := reader.pair(p.value, step)
	return place{key, value}, value != nil
}

func (p place) name(reader *reader, step string) string {
	if name, ok := text(reader.value(p.value, "name")); ok && p.key == nil {
		return name
	}
	return step
}
