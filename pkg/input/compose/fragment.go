package compose

import (
	"path"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/input/yamlfile"
)

// isPartial reports whether only a part of a service is at hand: nothing says what it runs, or what it extends can't be
// read. Compose refuses it as it stands.
func (s service) isPartial() bool {
	runs := s.get("image") != nil || s.get("build") != nil || s.get("provider") != nil
	return !runs || s.get("extends") != nil
}

// unsaid are the fields that the rest of a partial service may set. Lists count even where the part has some of their
// elements: they are joined.
func (s service) unsaid() []string {
	fields := []string{"capabilities", "environment", "mounts", "ports", "privilege_escalation", "ulimits"}
	for key, field := range hideable {
		if s.get(key) == nil {
			fields = append(fields, field)
		}
	}
	for key, field := range map[string]string{"cpu_shares": "cpu_shares", "logging": "logging", "network_mode": "network"} {
		if s.get(key) == nil {
			fields = append(fields, field)
		}
	}
	return append(fields, "limits", "requests")
}

// isFragment reports whether the judged file is one that somebody lays over another, as in `docker compose -f compose.yaml
// -f compose.tracing.yaml` (https://docs.docker.com/compose/how-tos/multiple-compose-files/merge/): it says of a service
// too little to run it. Files of the names that compose takes by itself have to stand alone.
func (r *reader) isFragment(services []service) bool {
	return !r.standsAlone() && slices.ContainsFunc(services, service.isPartial)
}

func (r *reader) standsAlone() bool {
	return slices.Contains(baseNames, path.Base(r.file))
}

// definedBelow returns a test for whether a file that this one is likely to be laid over defines a name: the one that
// compose takes by itself, or the one whose name this one's begins with, as quickstart.yml for quickstart-mysql.yml. No
// file is read before the test is asked.
func (r *reader) definedBelow() func(section, name string) bool {
	roots := sync.OnceValue(r.rootsBelow)
	return func(section, name string) bool {
		return slices.ContainsFunc(roots(), func(root *yaml.Node) bool {
			return yamlfile.Child(yamlfile.Child(root, section), name) != nil
		})
	}
}

func (r *reader) rootsBelow() []*yaml.Node {
	var found []*yaml.Node
	if r.standsAlone() {
		return nil
	}
	for _, base := range below(r.file) {
		if content, err := r.open(base); err == nil {
			_, roots, _ := yamlfile.Parse(content)
			found = append(found, roots...)
		}
	}
	return found
}

// below returns the paths of the files that one of this path may be laid over.
func below(filePath string) []string {
	folder, name := path.Split(filePath)
	var found []string
	for _, base := range baseNames {
		found = append(found, folder+base)
	}
	extension := path.Ext(name)
	for stem := strings.TrimSuffix(name, extension); ; {
		end := strings.LastIndexAny(stem, "._-")
		if end <= 0 {
			return found
		}
		stem = stem[:end]
		found = append(found, folder+stem+extension)
	}
}
