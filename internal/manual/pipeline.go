package manual

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// stepKeys are what CI systems call a step's script: GitHub's run, GitLab's script, Azure's script and bash.
var stepKeys = []string{"run", "script", "bash"}

// steps returns the commands that a CI system would run of a file that configures it.
func steps(line int, language, content string) []Part {
	var file yaml.Node
	if language != "yaml" || yaml.Unmarshal([]byte(content), &file) != nil {
		return nil
	}
	return stepsOf(line-1, &file)
}

// stepsOf looks through a node whose file begins below the line before.
func stepsOf(before int, node *yaml.Node) []Part {
	var parts []Part
	for i, below := range node.Content {
		isValue := node.Kind == yaml.MappingNode && i%2 == 1
		if isValue && slices.Contains(stepKeys, node.Content[i-1].Value) {
			parts = append(parts, commandsOf(before, below)...)
		} else {
			parts = append(parts, stepsOf(before, below)...)
		}
	}
	return parts
}

// commandsOf reads a script that is a text, or a list of texts.
func commandsOf(before int, node *yaml.Node) []Part {
	if node.Kind != yaml.ScalarNode {
		var parts []Part
		for _, below := range node.Content {
			parts = append(parts, commandsOf(before, below)...)
		}
		return parts
	}
	first := before + node.Line
	if node.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		first++
	}
	return script(first, strings.Split(strings.TrimRight(node.Value, "\n"), "\n"))
}
