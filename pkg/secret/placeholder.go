package secret

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

var (
	// blank is what a form leaves open: <password>, XXX-XXX, ..., ____.
	blank = regexp.MustCompile(`<[A-Za-z][A-Za-z0-9 _-]*>|^[xX]{3,}(?:[-_. ]?[xX]{2,})*$|(?m:^\s*(?:\.{3}|…)\s*$)|^_+$`)
	// instruction is a word that tells the reader to put something else there.
	instruction = regexp.MustCompile(`(?i)(?:^|[^a-z])(?:your|replace|insert|placeholder|redacted|todo)(?:[^a-z]|$)`)
	// possessive begins a value that names what is to stand there: my-password, the_token.
	possessive = regexp.MustCompile(`(?i)^(?:my|the|some)[-_ ][a-z]+(?:[-_ ][a-z]+)*$`)
)

// IsBlank reports whether a value leaves open what is to stand in its place: your-api-token, <password>, XXX-XXX, a key with
// dots in its middle. A weak password does not: changeme lets people in.
func IsBlank(value string) bool {
	value = strings.TrimSpace(value)
	return blank.MatchString(value) || instruction.MatchString(value)
}

// IsPlaceholder reports whether a value is blank, or is named for what it is, as in my-password: that works as it is, but
// is no secret that anybody keeps.
func IsPlaceholder(value string) bool {
	value = strings.TrimSpace(value)
	if IsBlank(value) {
		return true
	}
	named := func(word string) bool {
		return slices.Contains(credentialWords, word) || word == "username" || word == "user"
	}
	return possessive.MatchString(value) && slices.ContainsFunc(Words(value), named)
}

// describing are names of keys that stand beside a credential in the same Secret, besides those that OnlyMentions knows.
var describing = []string{"project", "email", "region", "bucket", "database", "dbname", "enable", "insecure", "uuid", "id"}

// maxStructured bounds the texts whose structure is looked at, in bytes.
const maxStructured = 64 << 10

// MayHold reports whether what is kept under a key of a Secret may be a credential. A key that only describes holds none,
// nor does a file of settings without one, in YAML, JSON or as lines of NAME=value.
func MayHold(key, value string) bool {
	switch {
	case Find(value) != nil && !IsPlaceholder(value), FindAddresses(value) != nil:
		return true
	case KindOf(value) != Literal || IsPlaceholder(value):
		return false
	case NamesCredential(key) && !OnlyMentions(key):
		return true
	case strings.ContainsAny(value, "\n{"):
		return len(value) > maxStructured || structureHolds(value)
	}
	return !OnlyMentions(key) && !describes(key)
}

func describes(key string) bool {
	return slices.ContainsFunc(split(key), func(word string) bool { return slices.Contains(describing, word) })
}

// structureHolds reports whether a text names a credential and gives it a value; true for what has no structure.
func structureHolds(text string) bool {
	var document yaml.Node
	if yaml.Unmarshal([]byte(text), &document) == nil && len(document.Content) > 0 && document.Content[0].Kind != yaml.ScalarNode {
		return nodeHolds("", document.Content[0])
	}
	lines := Assignments(text)
	return len(lines) == 0 || slices.ContainsFunc(lines, func(line Assignment) bool { return isCredential(line.Name, line.Value) })
}

// nodeHolds looks below a node; aliases show nothing that does not stand elsewhere.
func nodeHolds(key string, node *yaml.Node) bool {
	if node.Kind == yaml.ScalarNode {
		return isCredential(key, node.Value)
	}
	for i, child := range node.Content {
		name := key
		if node.Kind == yaml.MappingNode {
			if i%2 == 0 {
				continue
			}
			name = node.Content[i-1].Value
		}
		if nodeHolds(name, child) {
			return true
		}
	}
	return false
}

func isCredential(name, value string) bool {
	return NamesCredential(name) && !OnlyMentions(name) && KindOf(value) == Literal && !IsPlaceholder(value)
}
