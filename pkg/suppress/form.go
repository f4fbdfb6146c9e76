package suppress

import (
	"regexp"
	"strings"
)

// A commentForm is how one form of comment reads.
type commentForm struct {
	form Form
	// pattern matches at the start of a comment. Its groups are names, until and reason; without names the form means all
	// rules of the tool.
	pattern *regexp.Regexp
	// tools are those whose names for rules the form uses; our own form uses any.
	tools []string
	// only is the syntax that the form belongs to, any where it is absent.
	only syntax
	// wholeFile makes the form be about the file in the syntax, in any where it is "*".
	wholeFile syntax
	// line makes the form be about the next line alone rather than the node that begins there.
	line bool
}

const anySyntax syntax = "*"

const hadolintList = `(?P<names>[A-Za-z]+\d+(?:\s*,\s*[A-Za-z]+\d+)*)(?:\s+(?P<reason>.*))?$`

var commentForms = []commentForm{
	{form: Comment, pattern: regexp.MustCompile(`^seaworthy:ignore(?:$|\s+(?P<own>.*))`)},
	{form: Hadolint, pattern: regexp.MustCompile(`^hadolint\s+ignore\s*=\s*` + hadolintList),
		tools: []string{"hadolint", "shellcheck"}, only: dockerfileSyntax},
	{form: HadolintStage, pattern: regexp.MustCompile(`^hadolint\s+stage\s+ignore\s*=\s*` + hadolintList),
		tools: []string{"hadolint", "shellcheck"}, only: dockerfileSyntax},
	{form: HadolintGlobal, pattern: regexp.MustCompile(`^hadolint\s+global\s+ignore\s*=\s*` + hadolintList),
		tools: []string{"hadolint", "shellcheck"}, only: dockerfileSyntax, wholeFile: anySyntax},
	{form: BuildCheck, pattern: regexp.MustCompile(`^(?i:check)\s*=\s*(?P<options>\S+)(?:\s+(?P<reason>.*))?$`),
		tools: []string{"buildkit"}, only: dockerfileSyntax},
	{form: Trivy, pattern: regexp.MustCompile(`^trivy:ignore:(?P<names>[\w-]+|\*)(?:(?::|\s+)exp:(?P<until>[\d-]+))?(?:\s+(?P<reason>.*))?$`),
		tools: []string{"trivy"}},
	{form: Checkov, pattern: regexp.MustCompile(`^(?:checkov|bridgecrew):\s*skip\s*=\s*(?P<names>\w+(?:\s*,\s*\w+)*)\s*(?::(?P<reason>.*))?$`),
		tools: []string{"checkov"}, wholeFile: dockerfileSyntax},
	{form: KICSLine, pattern: regexp.MustCompile(`^kics-scan\s+ignore-line(?:\s+(?P<reason>.*))?$`), tools: []string{"kics"}, line: true},
	{form: KICSBlock, pattern: regexp.MustCompile(`^kics-scan\s+ignore-block(?:\s+(?P<reason>.*))?$`), tools: []string{"kics"}},
	{form: KICSFile, pattern: regexp.MustCompile(`^kics-scan\s+ignore(?:\s+(?P<reason>.*))?$`), tools: []string{"kics"}, wholeFile: anySyntax},
	{form: KICSDisable, pattern: regexp.MustCompile(`^kics-scan\s+disable\s*=\s*(?P<names>[\w-]+(?:\s*,\s*[\w-]+)*)(?:\s+(?P<reason>.*))?$`),
		tools: []string{"kics"}, wholeFile: anySyntax},
	{form: Zizmor, pattern: regexp.MustCompile(`^zizmor:\s*ignore\[(?P<names>[^\]]+)\](?:\s*(?P<reason>.*))?$`),
		tools: []string{"zizmor"}, only: yamlSyntax},
}

// match returns the texts of the pattern's groups by name; nil where a comment is not of the form.
func (f commentForm) match(text string, in syntax) map[string]string {
	if f.only != "" && f.only != in {
		return nil
	}
	found := f.pattern.FindStringSubmatch(text)
	if found == nil {
		return nil
	}
	groups := map[string]string{}
	for i, name := range f.pattern.SubexpNames() {
		if name != "" {
			groups[name] = found[i]
		}
	}
	return groups
}

// scope returns where a comment of the form holds.
func (f commentForm) scope(c comment, in syntax) Scope {
	switch {
	case f.wholeFile == anySyntax, f.wholeFile == in, f.form == BuildCheck && c.directive:
		return Scope{WholeFile: true}
	case f.form == HadolintStage:
		return c.stage
	case f.line && in == yamlSyntax:
		return Scope{First: c.scope.First, Last: min(c.scope.First, c.scope.Last)}
	}
	return c.scope
}

// formOf returns the form that a comment begins with.
func formOf(text string, in syntax) (commentForm, map[string]string) {
	for _, f := range commentForms {
		if groups := f.match(text, in); groups != nil {
			return f, groups
		}
	}
	return commentForm{}, nil
}

// parts cuts a comment where another tool's form begins: `trivy:ignore:DS-0002 # hadolint ignore=DL3002`. What our own
// form has behind it is its reason, whatever that holds.
func parts(text string, in syntax) []string {
	var found []string
	for at := 1; at < len(text) && !strings.HasPrefix(text, string(Comment)); at++ {
		rest := strings.TrimLeft(text[at:], "# \t")
		if text[at] != '#' || text[at-1] == '#' {
			continue
		}
		if _, groups := formOf(rest, in); groups != nil {
			found = append(found, strings.TrimRight(text[:at], " \t"))
			text, at = rest, 0
		}
	}
	return append(found, text)
}

// reasonOf takes off what stands between a form and the words behind it.
func reasonOf(text string) string {
	return strings.TrimSpace(strings.TrimLeft(text, "#-:/ \t"))
}
