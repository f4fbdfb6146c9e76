package dockerfile

import (
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// linesOf are the lines of an instruction with their endings.
func (r *reader) linesOf(node *parser.Node) source.Span {
	end := len(r.file.Content)
	if node.EndLine < r.lines.Count() {
		end = r.lines.Offset(node.EndLine+1, 1)
	}
	return r.lines.Span(r.lines.Offset(node.StartLine, 1), end)
}

// keywordPlace is the place of an instruction's keyword, or of the one behind ONBUILD.
func (i instruction) keywordPlace() string {
	if i.site.Trigger {
		return i.site.At + "/trigger/keyword"
	}
	return i.site.At + "/keyword"
}

// markKeyword records the place of an instruction's keyword for rules that replace it, and tells whether it is written
// in lower case.
func (r *reader) markKeyword(i instruction) (lower bool) {
	end := min(len(i.node.Value), len(i.text.string))
	r.mark(i.keywordPlace(), i, 0, end, nil)
	written := i.text.string[:end]
	return written == strings.ToLower(written)
}
