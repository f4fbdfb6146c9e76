package dockerfile

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	lexer "github.com/moby/buildkit/frontend/dockerfile/shell"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// undeclared finds the variables of an instruction that nothing in the file sets before it. Instructions behind ONBUILD
// are expanded in another build, and scripts by their shell: https://docs.docker.com/reference/dockerfile/#environment-replacement.
func (r *reader) undeclared(i instruction) {
	if !strings.Contains(i.text.string, "$") && len(i.heredocs) == 0 {
		return
	}
	var earlier []string
	for _, w := range r.expandable(i) {
		r.addUndeclared(i, w, r.missing(r.current.scope, w.text, earlier))
		if i.keyword == "arg" {
			name, _, _ := strings.Cut(w.text, "=")
			earlier = append(earlier, name)
		}
	}
	r.undeclaredInHeredocs(i)
}

// expandable are the words of an instruction in which BuildKit substitutes variables.
func (r *reader) expandable(i instruction) []word {
	switch i.keyword {
	case "add", "copy":
		flags := r.flagWords(i, "--chown=", "--chmod=", "--checksum=")
		return append(flags, splitWords(i.text.string, i.arguments, r.escape)...)
	case "run":
		return r.flagWords(i, "--mount=")
	case "arg", "env", "expose", "label", "stopsignal", "user", "volume", "workdir":
		return splitWords(i.text.string, i.arguments, r.escape)
	}
	return nil
}

func (r *reader) flagWords(i instruction, names ...string) []word {
	return slices.DeleteFunc(splitWords(i.text.string[:i.arguments], 0, r.escape), func(w word) bool {
		return !slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(w.text, name) })
	})
}

func (r *reader) addUndeclared(i instruction, w word, names []string) {
	uses := variableUses(w.text, names)
	for _, name := range names {
		start, end := uses[name].start, uses[name].end
		at := i.site.At + "/variables/" + strconv.Itoa(len(r.facet.UndeclaredVariables))
		r.mark(at, i, w.start+start, w.start+end, nil)
		found := r.newUndeclared(i, name, r.current.scope)
		found.At, found.Origin, found.Elsewhere = at, r.origin(r.current), r.elsewhere(name, i, w)
		r.facet.UndeclaredVariables = append(r.facet.UndeclaredVariables, found)
	}
}

func (r *reader) newUndeclared(i instruction, name string, variables *scope) input.UndeclaredVariable {
	site := i.site
	site.Comments = nil
	found := input.UndeclaredVariable{Site: site, Name: name}
	if len(r.facet.UndeclaredVariables) < namesLimit {
		found.Similar = variables.similar(name)
	}
	return found
}

// undeclaredInHeredocs finds the variables of files that a COPY or ADD writes from heredocs without quotes.
func (r *reader) undeclaredInHeredocs(i instruction) {
	if i.keyword != "copy" && i.keyword != "add" {
		return
	}
	for _, heredoc := range i.heredocs {
		if !heredoc.Expand {
			continue
		}
		end := min(r.lines.Offset(i.last, 1), len(r.file.Content))
		body := text{}
		body.append(r.file.Content, min(i.body, end), end)
		written := i
		written.text = body
		r.addUndeclared(written, word{text: body.string}, r.missingIn(r.current.scope, heredoc.Content, nil, true))
	}
}

// undeclaredBase finds the variables of a FROM that no ARG above the first FROM declares.
func (r *reader) undeclaredBase(i instruction, s *stage, words ...word) {
	for _, w := range words {
		names := r.missing(r.global, w.text, platformArguments)
		uses := variableUses(w.text, names)
		for _, name := range names {
			start, end := uses[name].start, uses[name].end
			found := r.newUndeclared(i, name, r.global)
			found.At = i.site.At + "/variables/" + strconv.Itoa(len(r.facet.UndeclaredVariables))
			found.Stage, found.Origin, found.Base = s.Index, s.Index, true
			r.mark(found.At, i, w.start+start, w.start+end, nil)
			r.facet.UndeclaredVariables = append(r.facet.UndeclaredVariables, found)
		}
	}
}

// origin returns the index of the stage at the start of a stage's FROM chain.
func (r *reader) origin(s *stage) int {
	for s.Parent != nil {
		s = r.stages[*s.Parent]
	}
	return s.Index
}

// elsewhere says where a name is declared that is not declared here. A variable that is part of its own value,
// `ENV LIBRARIES=/opt:$LIBRARIES`, is meant to come from the base image.
func (r *reader) elsewhere(name string, i instruction, w word) string {
	_, global := r.global.variables[name]
	declared := r.declares(i)
	switch {
	case slices.Contains(platformArguments, name):
		return "platform"
	case global:
		return "global"
	case strings.HasPrefix(w.text, name+"="), len(declared) == 1 && declared[0] == name:
		return ""
	case slices.Contains(declared, name):
		return "same"
	}
	return r.inStages(name, i.stage)
}

// inStages says where the stages declare a name that is not declared before an instruction of one of them.
func (r *reader) inStages(name string, stage int) string {
	if r.declarations == nil {
		r.declarations = map[string][]instruction{}
		for _, i := range r.waiting {
			for _, declared := range r.declares(i) {
				r.declarations[declared] = append(r.declarations[declared], i)
			}
		}
	}
	found := ""
	for _, i := range r.declarations[name] {
		switch {
		case i.stage == stage:
			return "later"
		case i.keyword == "arg":
			found = "stage_argument"
		case found == "":
			found = "stage_variable"
		}
	}
	return found
}

// declares returns the names that an ARG or ENV sets.
func (r *reader) declares(i instruction) []string {
	if i.keyword != "arg" && i.keyword != "env" {
		return nil
	}
	var names []string
	for _, w := range splitWords(i.text.string, i.arguments, r.escape) {
		name, _, given := strings.Cut(w.text, "=")
		names = append(names, name)
		if i.keyword == "env" && !given {
			break
		}
	}
	return names
}

// variableUses returns where in a text each variable is used first.
func variableUses(text string, names []string) map[string]word {
	uses := map[string]word{}
	if len(names) == 0 {
		return uses
	}
	for _, found := range variableUse.FindAllStringSubmatchIndex(text, -1) {
		name, end := text[found[2]:found[3]], found[1]
		if _, known := uses[name]; known {
			continue
		}
		if text[found[0]+1] == '{' && end < len(text) && text[end] == '}' {
			end++
		}
		uses[name] = word{start: found[0], end: end}
	}
	return uses
}

var variableUse = regexp.MustCompile(`\$\{?([A-Za-z_][A-Za-z0-9_]*)`)

// missing returns the names that a text uses, without a default of its own, and that no scope and no builder sets.
func (r *reader) missing(variables *scope, raw string, declared []string) []string {
	return r.missingIn(variables, raw, declared, false)
}

func (r *reader) missingIn(variables *scope, raw string, declared []string, heredoc bool) []string {
	if !strings.Contains(raw, "$") {
		return nil
	}
	asked := &asked{}
	lex := lexer.NewLex(r.escape)
	if heredoc {
		lex = lexer.NewLex('\\')
		lex.SkipProcessQuotes = true
	}
	// What the lexer can't read, the build refuses; what it asked for until then counts.
	_, _, _ = lex.ProcessWord(scannable(raw), asked)
	names := slices.DeleteFunc(asked.names, func(name string) bool {
		_, known := variables.variables[name]
		return known || slices.Contains(declared, name) || isPredefined(name)
	})
	if len(names) == 0 {
		return nil
	}
	for _, found := range withDefault.FindAllStringSubmatch(raw, -1) {
		names = slices.DeleteFunc(names, func(name string) bool { return name == found[1] })
	}
	return names
}

// isPredefined tells whether a name is set in every build: the builder's own path, and the ARGs for proxies that need no
// declaration, https://docs.docker.com/reference/dockerfile/#predefined-args.
func isPredefined(name string) bool {
	switch strings.ToUpper(name) {
	case "PATH", "HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY", "SOURCE_DATE_EPOCH":
		return true
	}
	return strings.HasPrefix(name, "BUILDKIT_")
}

// namesLimit bounds how many variables of one word, and how many of a file, are looked into.
const namesLimit = 100

// asked remembers the names that the lexer asks for, but not a shell's own parameters: $1, $@.
type asked struct{ names []string }

// Get implements BuildKit's EnvGetter.
func (a *asked) Get(name string) (string, bool) {
	if len(a.names) < namesLimit && !slices.Contains(a.names, name) && variableName.MatchString(name) {
		a.names = append(a.names, name)
	}
	return "", false
}

// Keys implements BuildKit's EnvGetter; the lexer does not use it.
func (a *asked) Keys() []string { return nil }
