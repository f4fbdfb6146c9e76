package compose

import (
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/secret"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// secretDefaults returns the defaults that may be credentials, and sees to it that nobody is shown one.
func (r *reader) secretDefaults() map[string][]input.ComposeSecretDefault {
	var found map[string][]input.ComposeSecretDefault
	r.model.walk("", func(v *value, at string) {
		for _, each := range v.uses {
			if secret.KindOf(each.fallback) != secret.Literal || secret.OnlyMentions(each.name) || strings.Contains(each.fallback, "$") {
				continue
			}
			if found == nil {
				found = map[string][]input.ComposeSecretDefault{}
			}
			for _, word := range secret.Words(each.name) {
				found[word] = append(found[word], input.ComposeSecretDefault{Name: each.name, At: at})
			}
			if secret.NamesCredential(each.name) {
				r.hide(v, each.fallback, at)
			}
		}
	})
	return found
}

// hide keeps the default of a variable out of documents and reports.
func (r *reader) hide(v *value, fallback, at string) {
	r.mask.HidePlace(at)
	if secret.Distinctive(fallback) {
		r.mask.HideText(fallback)
	}
	if v.place.file != r.main {
		return
	}
	span := v.place.file.text.Text(v.place.node)
	for number := span.Line; number <= span.EndLine; number++ {
		before, _, found := strings.Cut(v.place.file.text.Line(number), "-"+fallback)
		if column := len([]rune(before)) + 2; found {
			r.mask.Hide(source.Span{Line: number, Column: column, EndLine: number, EndColumn: column + len([]rune(fallback))})
		}
	}
}

// walk calls the function with each value below this one and its place.
func (v *value) walk(at string, see func(*value, string)) {
	if v == nil {
		return
	}
	see(v, at)
	for _, each := range v.pairs {
		each.value.walk(strings.TrimPrefix(at+"/"+escape(each.name), "/"), see)
	}
	for _, each := range v.elements(at) {
		each.walk(each.at, see)
	}
}
