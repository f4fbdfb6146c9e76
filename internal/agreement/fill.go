package agreement

import (
	"encoding/json"
	"regexp"
	"strings"
)

// hole is what a setting takes from a case's config.
var hole = regexp.MustCompile(`<([\w.-]+)>`)

// selector is a hole with a selector's field before it.
var selector = regexp.MustCompile(`^(\w+:)(<[^>]+>)$`)

// fillIn replaces `<key>` and `<key.key>` in a setting by what the config holds there: as JSON where that is the whole
// setting, else as text: `{"cpu": "-<parameters.cpu>"}`; with `image:` before it, patterns become selectors. It notes
// the keys in used; false if the config lacks one.
func fillIn(setting json.RawMessage, config map[string]json.RawMessage, used map[string]bool) (json.RawMessage, bool) {
	if parts := selector.FindStringSubmatch(string(setting)); parts != nil {
		patterns, found := fillIn(json.RawMessage(parts[2]), config, used)
		return selecting(parts[1], patterns), found
	}
	complete := true
	whole := hole.FindString(string(setting)) == string(setting)
	filled := hole.ReplaceAllStringFunc(string(setting), func(found string) string {
		key, inner := hole.FindStringSubmatch(found)[1], ""
		if _, ok := config[key]; !ok {
			key, inner, _ = strings.Cut(key, ".")
		}
		used[key] = true
		value, ok := lookUp(config, key, inner)
		complete = complete && ok
		if whole {
			return string(value)
		}
		return strings.Trim(string(value), `"`)
	})
	return json.RawMessage(filled), complete
}
