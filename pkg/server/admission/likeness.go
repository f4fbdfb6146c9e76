package admission

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// A likeness is an object without what tells it from its twins: its name, and the names that the cluster gave to it.
type likeness struct {
	// text is the object with stand-ins for names.
	text json.RawMessage
	// digest is that of the text.
	digest digest
	// names are what stand-ins stand for, one behind the other, as strings.NewReplacer takes them.
	names []string
}

// Stand-ins are names that no object has: the API server lets a name end in a letter or digit only.
const (
	standInName   = "seaworthy-stand-in-"
	standInVolume = "kube-api-access-seaworthy-"
)

// tokenVolume is the volume with the pod's token. The API server names it anew for each pod.
var tokenVolume = regexp.MustCompile(`kube-api-access-[a-z0-9]{5}\b`)

// identifying are fields of the metadata that no rule asks for: the cluster writes them.
var identifying = []string{"generateName", "uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "selfLink"}

// likenessOf returns an object's likeness. Of what it leaves out the names alone may stand in messages.
func likenessOf(text json.RawMessage) (likeness, error) {
	var object, metadata map[string]json.RawMessage
	if err := json.Unmarshal(text, &object); err != nil {
		return likeness{}, fmt.Errorf("read object: %w", err)
	}
	if err := json.Unmarshal(object["metadata"], &metadata); err != nil {
		return likeness{}, fmt.Errorf("read metadata: %w", err)
	}
	var made likeness
	var name string
	if err := json.Unmarshal(metadata["name"], &name); err == nil && name != "" {
		metadata["name"] = json.RawMessage(`"` + standInName + `"`)
		made.names = append(made.names, standInName, name)
	}
	for _, field := range identifying {
		delete(metadata, field)
	}
	delete(object, "status")
	object["metadata"] = assemble(metadata)
	if volume := tokenVolume.Find(object["spec"]); volume != nil {
		object["spec"] = json.RawMessage(strings.ReplaceAll(string(object["spec"]), string(volume), standInVolume))
		made.names = append(made.names, standInVolume, string(volume))
	}
	made.text = assemble(object)
	made.digest = digestOf(made.text)
	return made, nil
}

// assemble writes an object, its keys in order. The values have been read as JSON already: checking them again would take as
// long as all else that is done for a twin.
func assemble(object map[string]json.RawMessage) json.RawMessage {
	text := []byte{'{'}
	for _, key := range slices.Sorted(maps.Keys(object)) {
		if len(text) > 1 {
			text = append(text, ',')
		}
		quoted, _ := json.Marshal(key) // a text has JSON
		text = append(append(append(text, quoted...), ':'), object[key]...)
	}
	return append(text, '}')
}

// restore puts the object's own names into what is said of its likeness.
func (l likeness) restore(found []finding) []finding {
	if len(found) == 0 || len(l.names) == 0 {
		return found
	}
	own := strings.NewReplacer(l.names...)
	restored := make([]finding, len(found))
	for i, f := range found {
		f.Message = own.Replace(f.Message)
		restored[i] = f
	}
	return restored
}
