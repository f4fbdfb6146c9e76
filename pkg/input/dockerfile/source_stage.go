package dockerfile

import (
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// use records a place that names the stage in so many letters.
func (s *stage) use(text, at string) {
	if strings.EqualFold(text, s.Name) {
		s.Uses = append(s.Uses, input.StageUse{Text: text, At: at})
	}
}

// copyFrom reads --from of COPY.
func (r *reader) copyFrom(made *input.Copy, i instruction, from string) {
	if from == "" {
		return
	}
	at := i.site.At + "/from"
	r.markFlag(at, i, "--from")
	r.markFlagValue(at+"/from", i, "--from=")
	made.From, made.FromStage = r.usedStage(i, from, "copy", at)
}

// usedStage resolves what --from of COPY or of a mount names: an earlier stage, else an image. The stage itself and
// those below it can't be copied from, and the build fails.
func (r *reader) usedStage(i instruction, from, role, at string) (string, *int) {
	expanded := r.current.scope.expand(from, r.escape)
	found := r.findSource(expanded.text)
	if found != nil {
		found.use(from, at+"/from")
	} else {
		r.maybeUsed(expanded, r.current)
	}
	r.unknownSource(i, expanded, found, at)
	switch {
	case found == nil:
		r.image(expanded.text, expanded.state, role, at, r.current.Shipped)
	case found.Index < r.current.Index:
		found.UsedBy = appendOnce(found.UsedBy, r.current.Index)
		return expanded.text, &found.Index
	}
	return expanded.text, nil
}

// stageLimit bounds how many stages a name with unknown variables is compared with.
const stageLimit = 1000

// maybeUsed notes that stages may be used by a name of which a variable hides a part.
func (r *reader) maybeUsed(name value, by *stage) {
	if name.state != input.Unresolved {
		return
	}
	pattern := variablePattern(name.text)
	for _, s := range r.stages[:min(by.Index, stageLimit)] {
		if s.Name != "" && len(s.UsedBy) == 0 && matchesPieces(pattern, s.Name) {
			s.UsedBy = []int{by.Index}
		}
	}
}

// variablePattern returns the pieces of a lower-case name between its unknown variables.
func variablePattern(text string) []string {
	var pieces []string
	for rest := strings.ToLower(text); ; {
		before, after, found := strings.Cut(rest, "${")
		pieces = append(pieces, before)
		if !found {
			return pieces
		}
		_, rest, _ = strings.Cut(after, "}")
	}
}

// matchesPieces reports whether a name is the pieces in order with anything between them.
func matchesPieces(pieces []string, name string) bool {
	last := len(pieces) - 1
	rest, ok := strings.CutPrefix(name, pieces[0])
	if !ok || last == 0 {
		return ok && rest == ""
	}
	for _, piece := range pieces[1:last] {
		_, after, found := strings.Cut(rest, piece)
		if !found {
			return false
		}
		rest = after
	}
	return strings.HasSuffix(rest, pieces[last])
}

// unknownSource records a source that is no earlier stage and no image either.
func (r *reader) unknownSource(i instruction, name value, found *stage, at string) {
	if i.site.Trigger || !name.state.Known() {
		return
	}
	for _, kind := range r.sourceFaults(name.text, found) {
		site := i.site
		site.At, site.Comments = at, nil
		r.facet.UnknownSources = append(r.facet.UnknownSources, input.UnknownSource{Site: site, Text: name.text, Kind: kind})
	}
}

// sourceFaults tells what is wrong with a source. A stage that names itself by its number does two things wrong.
func (r *reader) sourceFaults(name string, found *stage) []string {
	_, err := strconv.Atoi(name)
	switch {
	case found == r.current && err == nil:
		return []string{"self", "number"}
	case found == r.current:
		return []string{"self"}
	case err == nil && (found == nil || found.Index > r.current.Index):
		return []string{"number"}
	case found != nil && found.Index > r.current.Index:
		return []string{"later"}
	case found == nil && isSingleWord(name):
		return []string{"name"}
	}
	return nil
}

// isSingleWord reports whether a name could be that of a stage: no registry, no folder, no tag, no digest. Scratch and
// context are the builder's own.
func isSingleWord(name string) bool {
	return name != "" && !strings.ContainsAny(name, "/:@") && name != "scratch" && name != "context"
}
