package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"go.yaml.in/yaml/v3"
)

// podBearing are the kinds that hold a pod.
var podBearing = []string{
	"Pod", "PodTemplate", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job", "CronJob",
}

// parseAlone reads the YAML files of a folder as nodes and does nothing with them but count workloads: pods and services
// of compose. It is what any judge of these files has to do first.
func parseAlone(folder string) (workloads int, err error) {
	names, err := regularFiles(folder)
	if err != nil {
		return 0, fmt.Errorf("list files: %w", err)
	}
	for _, name := range names {
		if extension := filepath.Ext(name); extension != ".yaml" && extension != ".yml" {
			continue
		}
		content, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			return 0, fmt.Errorf("read %s: %w", name, err)
		}
		workloads += workloadsIn(content)
	}
	return workloads, nil
}

// workloadsIn counts the workloads of a file up to a mistake in it.
func workloadsIn(content []byte) int {
	decoder, found := yaml.NewDecoder(bytes.NewReader(content)), 0
	for {
		var document yaml.Node
		if err := decoder.Decode(&document); errors.Is(err, io.EOF) || err != nil {
			return found
		}
		for _, root := range document.Content {
			found += workloadsBelow(root)
		}
	}
}

func workloadsBelow(object *yaml.Node) int {
	if kind := field(object, "kind"); kind != nil && slices.Contains(podBearing, kind.Value) {
		return 1
	}
	found := 0
	if items := field(object, "items"); items != nil {
		for _, item := range items.Content {
			found += workloadsBelow(item)
		}
	}
	if services := field(object, "services"); services != nil && services.Kind == yaml.MappingNode {
		found += len(services.Content) / 2
	}
	return found
}

func field(object *yaml.Node, name string) *yaml.Node {
	for i := 0; object.Kind == yaml.MappingNode && i+1 < len(object.Content); i += 2 {
		if object.Content[i].Value == name {
			return object.Content[i+1]
		}
	}
	return nil
}
