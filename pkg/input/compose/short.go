package compose

import "strings"

// splitShort parts a short syntax at its colons, but not inside a variable that stays as it is written: ${TAG:-1}.
func splitShort(text string) []string {
	var parts []string
	start, open := 0, 0
	for i := range len(text) {
		switch {
		case text[i] == '{' && i > 0 && text[i-1] == '$':
			open++
		case text[i] == '}' && open > 0:
			open--
		case text[i] == ':' && open == 0:
			parts = append(parts, text[start:i])
			start = i + 1
		}
	}
	return append(parts, text[start:])
}

// hasVariable reports whether a variable is left in a part of a text whose state says whether it may be one.
func hasVariable(v *value, part string) bool {
	return v.hidden() && strings.Contains(part, "$")
}
