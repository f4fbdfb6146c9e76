package dockerrun

import (
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// namingVerbs are the commands that give an image of this machine a name, with what they give the name by: the flag -t, or
// the operand of this number.
var namingVerbs = map[string]int{
	"build": 0, "buildx build": 0, "builder build": 0, "image build": 0, "bud": 0, "build-using-dockerfile": 0,
	"tag": 2, "image tag": 2, "commit": 2, "container commit": 2,
}

// built returns the images that commands build or name, as they are written. Who runs one of them pulls nothing.
func built(commands []shell.Command) map[string]bool {
	found := map[string]bool{}
	for _, command := range commands {
		isCompose, known := tools[command.Name]
		if isCompose || !known && command.Name != "buildah" || len(command.Words) < 2 {
			continue
		}
		rest := call{words: command.Words[1:]}
		rest.skip(globalFlags)
		for _, name := range rest.names() {
			found[imageName(name)] = true
		}
	}
	return found
}

// names returns the names that the command gives.
func (c call) names() []string {
	for _, length := range []int{2, 1} {
		if len(c.words) < length {
			continue
		}
		var verb []string
		for _, word := range c.words[:length] {
			verb = append(verb, word.Text)
		}
		if operand, ok := namingVerbs[strings.Join(verb, " ")]; ok && operand == 0 {
			return tags(c.words[length:])
		} else if ok {
			return operandAt(c.words[length:], operand)
		}
	}
	return nil
}

// tags returns the values of -t and --tag.
func tags(words []shell.Word) []string {
	var found []string
	for i, word := range words {
		name, value, glued := strings.Cut(word.Text, "=")
		switch isTag := name == "-t" || name == "--tag"; {
		case isTag && glued:
			found = append(found, value)
		case isTag && i+1 < len(words):
			found = append(found, words[i+1].Text)
		}
	}
	return found
}

// operandAt returns the operand of a number, counted from one, where no flag stands before it.
func operandAt(words []shell.Word, number int) []string {
	if len(words) < number || strings.HasPrefix(words[0].Text, "-") {
		return nil
	}
	return []string{words[number-1].Text}
}

// imageName is the name by which images are compared: the tag latest need not be written, nor podman's name for what is at
// home here.
func imageName(text string) string {
	return strings.TrimSuffix(strings.TrimPrefix(text, "localhost/"), ":latest")
}
