package kubernetes

import (
	"fmt"
	"path"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// containerLists are the lists of a pod that hold containers, and what those containers are for.
var containerLists = []struct{ field, role string }{
	{"containers", "main"},
	{"initContainers", "init"},
	{"ephemeralContainers", "ephemeral"},
}

// containerFields says where a container's declaration keeps what the model has under another name.
var containerFields = map[string][]string{
	"privileged": {"securityContext", "privileged"},
}

func (p *parser) workload(object *yaml.Node, kind string, podPath []string) *input.Workload {
	metadata := p.reader.value(object, "metadata")
	made := &input.Workload{Platform: "kubernetes", Kind: kind, At: strings.Join(podPath, "/")}
	made.Name, _ = text(p.reader.value(metadata, "name"))
	made.Namespace, _ = text(p.reader.value(metadata, "namespace"))
	pod := p.reader.descend(object, podPath)
	for _, list := range containerLists {
		for index, element := range p.reader.elements(p.reader.value(pod, list.field)) {
			if declared := mapping(element); declared != nil {
				at := path.Join(made.At, list.field, strconv.Itoa(index))
				made.Containers = append(made.Containers, p.container(declared, list.role, index, at))
			}
		}
	}
	return made
}

func (p *parser) container(declared *yaml.Node, role string, index int, at string) input.Container {
	made := input.Container{Title: fmt.Sprintf("container %d", index), Role: role, At: at}
	if name, ok := text(p.reader.value(declared, "name")); ok {
		made.Name, made.Title = name, `container "`+name+`"`
	}
	made.Image, _ = text(p.reader.value(declared, "image"))
	security := p.reader.value(declared, "securityContext")
	if privileged, ok := boolean(p.reader.value(security, "privileged")); ok {
		made.Privileged = &privileged
	}
	return made
}
