package dockerfile

import "strings"

// lineEnd is the offset behind a line and its ending.
func (r *reader) lineEnd(line int) int {
	if line >= r.lines.Count() {
		return len(r.file.Content)
	}
	return r.lines.Offset(line+1, 1)
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
