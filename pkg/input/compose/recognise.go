package compose

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/input/yamlfile"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// baseNames are the files that compose takes where none is named, in its order.
var baseNames = []string{"compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"}

// overrideNames are the files that it merges over such a one, the first that there is.
var overrideNames = []string{
	"compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml",
}

// Named reports whether files of this path are compose files going by their name: compose.yaml, docker-compose.prod.yml,
// web.compose.yml.
func Named(filePath string) bool {
	name := strings.ToLower(path.Base(filePath))
	stem, isYAML := strings.CutSuffix(strings.Replace(name, ".yaml", ".yml", 1), ".yml")
	if !isYAML {
		return false
	}
	rest, begins := strings.CutPrefix(strings.TrimPrefix(stem, "docker-"), "compose")
	return begins && (rest == "" || strings.ContainsAny(rest[:1], "._-")) ||
		strings.HasSuffix(stem, ".compose") || strings.HasSuffix(stem, ".docker-compose")
}

// Base returns the path of the file that compose merges the file of this path over, given a test for whether a file is
// there. It is empty for a file that is no override, or none of anything.
func Base(filePath string, exists func(path string) bool) string {
	folder, name := path.Split(filePath)
	if !slices.Contains(overrideNames, name) {
		return ""
	}
	for _, base := range baseNames {
		if exists(folder + base) {
			if override := overrideOf(folder+base, exists); override == filePath {
				return folder + base
			}
			return ""
		}
	}
	return ""
}

// overrideOf returns the override of a file that compose takes by itself, empty where there is none.
func overrideOf(filePath string, exists func(path string) bool) string {
	folder, name := path.Split(filePath)
	rank := slices.Index(baseNames, name)
	if rank < 0 || slices.ContainsFunc(baseNames[:rank], func(better string) bool { return exists(folder + better) }) {
		return ""
	}
	for _, override := range overrideNames {
		if exists(folder + override) {
			return folder + override
		}
	}
	return ""
}

// expression compiles when it is asked for first: most runs see no compose file, and pay nothing for one.
func expression(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}

var (
	servicesKey = expression(`(?m)^["']?services["']?[ \t]*:[ \t]*(?:[&#{].*)?\r?$`)
	includeKey  = expression(`(?m)^["']?include["']?[ \t]*:`)
	runKey      = expression(`["']?(?:image|build|extends|provider)["']?[ \t]*:`)
)

// Recognise reports whether the content is a compose file by what it holds: services at its top, one of which says what it
// runs. Others have a key of that name too, such as the configuration of Symfony and of GitLab CI.
func Recognise(filePath string, content []byte) bool {
	if !slices.Contains([]string{".yaml", ".yml"}, strings.ToLower(path.Ext(filePath))) {
		return false
	}
	if !servicesKey().Match(content) || !runKey().Match(content) {
		return false
	}
	_, roots, problem := yamlfile.Parse(content)
	for _, root := range roots {
		if runsSomething(yamlfile.Child(root, "services")) && yamlfile.Child(root, "apiVersion") == nil {
			return true
		}
	}
	return problem != nil && len(roots) == 0
}

func runsSomething(services *yaml.Node) bool {
	if services == nil || services.Kind != yaml.MappingNode {
		return false
	}
	for i := 1; i < len(services.Content); i += 2 {
		for _, key := range []string{"image", "build", "extends", "provider"} {
			if yamlfile.Child(services.Content[i], key) != nil {
				return true
			}
		}
	}
	return false
}

// Includes returns the paths of the files that a file includes, as far as no variable hides them, counted from where its own
// path is. It does not look into those.
func Includes(judged source.File) []string {
	if !includeKey().Match(judged.Content) {
		return nil
	}
	_, roots, _ := yamlfile.Parse(judged.Content)
	var found []string
	for _, root := range roots {
		for _, text := range includedTexts(yamlfile.Child(root, "include")) {
			if !strings.Contains(text, "$") && !remote(text) {
				found = append(found, resolve(path.Dir(judged.Path), text))
			}
		}
	}
	return found
}

// includedTexts returns the paths in a value of include.
func includedTexts(node *yaml.Node) []string {
	if node == nil {
		return nil
	}
	switch node.Kind {
	case yaml.ScalarNode:
		return []string{node.Value}
	case yaml.MappingNode:
		return includedTexts(yamlfile.Child(node, "path"))
	case yaml.SequenceNode:
		var found []string
		for _, element := range node.Content {
			found = append(found, includedTexts(element)...)
		}
		return found
	}
	return nil
}
