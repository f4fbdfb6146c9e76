package agreement

import (
	"encoding/json"
	"regexp"
	"strings"
)

// hole is what a setting takes from a case's config.
var hole = regexp.MustCompile(`<([\w-]+)(?:\.([\w-]+))?>`)

// fillIn replaces `<key>` and `<key.key>` in a setting by what the config holds there: as JSON where that is the whole
// setting, else as text: `{"cpu": "-<parameters.cpu>"}`; with `image:` before it, patterns become selectors. It notes
// the keys in used; false if the config lacks one.
func fillIn(setting json.RawMessage, config map[string]json.RawMessage, used map[string]bool) (json.RawMessage, bool) {
	if field, key, ok := strings.Cut(string(setting), ":<"); ok && !json.Valid(setting) {
		patterns, found := fillIn(json.RawMessage("<"+key), config, used)
		return selecting(field+":", patterns), found
	}
	complete := true
	whole := hole.FindString(string(setting)) == string(setting)
	filled := hole.ReplaceAllStringFunc(string(setting), func(found string) string {
		keys := hole.FindStringSubmatch(found)
		used[keys[1]] = true
		value, ok := lookUp(config, keys[1], keys[2])
		complete = complete && ok
		if whole {
			return string(value)
		}
		return strings.Trim(string(value), `"`)
	})
	return json.RawMessage(filled), complete
}
