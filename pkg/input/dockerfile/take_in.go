package dockerfile

import (
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/command"
)

// takeIn notes what a COPY or ADD brings into the stage.
func (r *reader) takeIn(i instruction, c input.Copy) {
	r.current.supplies.copied(c, r.current.Effective.Workdir)
	if strings.Contains(c.Destination.Text, "/sudoers") && slices.ContainsFunc(contents(i.parsed), command.GrantsRoot) {
		grant := input.SudoGrant{Site: i.site, Program: strings.ToUpper(i.keyword)}
		grant.Comments = nil
		r.facet.Acts.SudoGrants = append(r.facet.Acts.SudoGrants, grant)
	}
}

// contents are the heredocs that a COPY or ADD writes.
func contents(parsed any) []string {
	var sources []instructions.SourceContent
	switch parsed := parsed.(type) {
	case *instructions.CopyCommand:
		sources = parsed.SourceContents
	case *instructions.AddCommand:
		sources = parsed.SourceContents
	}
	var texts []string
	for _, source := range sources {
		texts = append(texts, source.Data)
	}
	return texts
}
