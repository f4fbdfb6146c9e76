package compose

import (
	"bytes"
	"path"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/input/yamlfile"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// Contexts returns the folders that a file has images built in, by the path of the Dockerfile: both as the file's own path
// is given. Of what a variable hides, what is fetched and what other files say nothing is told
// (https://docs.docker.com/reference/compose-file/build/#context).
func Contexts(file source.File) map[string]string {
	if !bytes.Contains(file.Content, []byte("build")) {
		return nil
	}
	found := map[string]string{}
	_, roots, _ := yamlfile.Parse(file.Content)
	for _, root := range roots {
		services := yamlfile.Child(root, "services")
		if services == nil || services.Kind != yaml.MappingNode {
			continue
		}
		for i := 1; i < len(services.Content); i += 2 {
			context, dockerfile, ok := buildOf(yamlfile.Child(services.Content[i], "build"))
			if ok {
				folder := resolve(path.Dir(file.Path), context)
				found[resolve(folder, dockerfile)] = folder
			}
		}
	}
	return found
}

// buildOf reads a value of build: a folder, or a mapping with the folder and the Dockerfile in it.
func buildOf(build *yaml.Node) (context, dockerfile string, ok bool) {
	if build == nil {
		return "", "", false
	}
	context, dockerfile = build.Value, "Dockerfile"
	if build.Kind == yaml.MappingNode {
		context = "."
		if given := yamlfile.Child(build, "context"); given != nil {
			context = given.Value
		}
		if given := yamlfile.Child(build, "dockerfile"); given != nil {
			dockerfile = given.Value
		}
	}
	told := context != "" && dockerfile != "" && !strings.Contains(context+dockerfile, "$")
	return context, dockerfile, told && !remote(context) && yamlfile.Child(build, "dockerfile_inline") == nil
}
