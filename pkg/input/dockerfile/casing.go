package dockerfile

import (
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// A keyword is the first word of an instruction, and of the one behind ONBUILD.
type keyword struct {
	instruction
	start, end int
	at         string
}

func (k keyword) String() string { return k.text.string[k.start:k.end] }

// keep remembers an instruction's keyword until the case of most is known.
func (r *reader) keep(i instruction) {
	end := min(len(i.node.Value), len(i.text.string))
	r.keywords = append(r.keywords, keyword{i, 0, end, i.site.At + "/keyword"})
	if i.keyword == "onbuild" && i.node.Next != nil && len(i.node.Next.Children) > 0 {
		inner := i.node.Next.Children[0].Value
		behind := min(i.arguments+len(inner), len(i.text.string))
		r.keywords = append(r.keywords, keyword{i, i.arguments, behind, i.site.At + "/trigger/keyword"})
	}
}

// casing finds the keywords that are not in the case of most others; upper case wins a draw, as it is the custom:
// https://docs.docker.com/reference/build-checks/consistent-instruction-casing/.
func (r *reader) casing() {
	upper, lower := 0, 0
	for _, k := range r.keywords {
		switch k.String() {
		case strings.ToUpper(k.String()):
			upper++
		case strings.ToLower(k.String()):
			lower++
		}
	}
	most := strings.ToUpper
	if lower > upper {
		most = strings.ToLower
	}
	for _, k := range r.keywords {
		if found, ok := r.miscased(k, most); ok {
			r.facet.Style.MiscasedKeywords = append(r.facet.Style.MiscasedKeywords, found)
		}
	}
}

func (r *reader) miscased(k keyword, wanted func(string) string) (input.Miscased, bool) {
	text := k.String()
	if text == wanted(text) {
		return input.Miscased{}, false
	}
	r.mark(k.at, k.instruction, k.start, k.end, nil)
	return input.Miscased{Text: text, Wanted: wanted(text), At: k.at}, true
}

// asCasing compares the AS of a FROM with the FROM. A FROM that mixes cases sets no example.
func (r *reader) asCasing(i instruction, words []word) {
	if len(words) != 3 {
		return
	}
	wanted := strings.ToUpper
	switch i.node.Value {
	case strings.ToUpper(i.node.Value):
	case strings.ToLower(i.node.Value):
		wanted = strings.ToLower
	default:
		return
	}
	as := keyword{i, words[1].start, words[1].end, i.site.At + "/as"}
	if found, ok := r.miscased(as, wanted); ok {
		r.facet.Style.MiscasedAs = append(r.facet.Style.MiscasedAs, found)
	}
}
