package bundles

import (
	"slices"
	"strings"
)

// A condition is what an If-None-Match says (RFC 9110, section 13.1.2): entity tags that the client has, the one that it
// has activated first. OPA lists those that it has replaced lately after it.
type condition struct {
	any  bool
	tags []string
}

// parseCondition reads the values of the header. Tags are kept without W/, since they are compared weakly. What is no tag
// ends a value: a client that has nothing gets a snapshot, which is never wrong.
func parseCondition(values []string) condition {
	if len(values) == 1 && isTag(values[0]) {
		return condition{tags: values} // which is nearly all there are
	}
	var c condition
	for _, value := range values {
		for rest := strings.TrimLeft(value, " \t,"); rest != ""; rest = strings.TrimLeft(rest, " \t,") {
			if rest[0] == '*' {
				c.any = true
				break
			}
			tag, after, found := cutTag(strings.TrimPrefix(rest, "W/"))
			if !found {
				break
			}
			c.tags, rest = append(c.tags, tag), after
		}
	}
	return c
}

// isTag reports whether a text is one strong tag and nothing else.
func isTag(text string) bool {
	tag, rest, found := cutTag(text)
	return found && rest == "" && len(tag) == len(text)
}

// cutTag takes a quoted tag from the beginning. A tag may hold commas.
func cutTag(text string) (tag, rest string, found bool) {
	if !strings.HasPrefix(text, `"`) {
		return "", "", false
	}
	end := strings.IndexByte(text[1:], '"')
	if end < 0 {
		return "", "", false
	}
	return text[:end+2], text[end+2:], true
}

// holds reports whether the client has what the tag names.
func (c condition) holds(tag string) bool {
	return c.any || slices.Contains(c.tags, tag)
}

// base returns the tag of what the client has activated, empty where it has nothing.
func (c condition) base() string {
	if len(c.tags) == 0 {
		return ""
	}
	return c.tags[0]
}
