package kubernetes

import (
	"path"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/input/yamlfile"
)

// KustomizationNames are the names under which kustomize looks for what a folder builds
// (https://kubectl.docs.kubernetes.io/references/kustomize/glossary/#kustomization).
func KustomizationNames() []string {
	return []string{"kustomization.yaml", "kustomization.yml", "Kustomization"}
}

// Patches returns the paths of the files that a kustomization lays over other manifests, from its folder on. Such a file
// holds only what it changes (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/). What can't
// be read names none.
func Patches(kustomization []byte) []string {
	_, roots, _ := yamlfile.Parse(kustomization)
	var paths []string
	for _, root := range roots {
		for _, field := range []string{"patches", "patchesStrategicMerge"} {
			paths = append(paths, patchFiles(yamlfile.Child(root, field))...)
		}
	}
	return paths
}

// patchFiles returns the files among patches: each is a path, a mapping with one, or the text of a patch.
func patchFiles(list *yaml.Node) []string {
	if list == nil || list.Kind != yaml.SequenceNode {
		return nil
	}
	var paths []string
	for _, element := range list.Content {
		if element.Kind == yaml.MappingNode {
			element = yamlfile.Child(element, "path")
		}
		if element != nil && element.Kind == yaml.ScalarNode && Named(element.Value) {
			paths = append(paths, path.Clean(element.Value))
		}
	}
	return paths
}
