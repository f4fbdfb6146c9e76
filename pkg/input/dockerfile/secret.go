package dockerfile

import (
	"path"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/command"
	"github.com/seaworthy-policy/seaworthy/pkg/secret"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// secrets collects what a file tells of credentials, and what of it must not be shown.
type secrets struct {
	found input.Secrets
	mask  input.Mask
	// assigned are the stretches of the file that give a name its value, by the place of the assignment.
	assigned []stretch
	// files are the variables that say in which file a credential is.
	files []fileVariable
}

// A stretch is a part of the file that is a node of the document.
type stretch struct {
	at, title  string
	start, end int
}

type fileVariable struct {
	name, path string
	stage      int
}

// facet is absent where there is nothing to judge.
func (s *secrets) facet() *input.Secrets {
	if reflect.ValueOf(s.found).IsZero() {
		return nil
	}
	return &s.found
}

// onlyVariable is a value that is one variable nobody knows, as scope.expand leaves it.
var onlyVariable = regexp.MustCompile(`^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$`)

// noteNamed notes an ENV or ARG that gives a value to a name, or asks the build for one.
func (r *reader) noteNamed(place string, a input.Assignment, variables *scope) {
	title := strings.ToUpper(place) + " " + a.Name
	kind := r.valueKind(a, variables)
	r.noteOpen(place, a)
	switch {
	case a.Value == nil && place == "arg":
		kind = "asked"
	case kind == "literal":
		start, end := r.valueStretch(a)
		r.secrets.assigned = append(r.secrets.assigned, stretch{a.At, title, start, end})
		if secret.NamesCredential(a.Name) && !secret.OnlyMentions(a.Name) {
			r.hideValue(a, start, end)
		}
	}
	if kind == "" {
		return
	}
	named := input.NamedValue{
		Name: a.Name, Title: title, Place: place, Kind: kind, Mention: secret.OnlyMentions(a.Name),
		Shipped: a.Shipped || a.Stage < 0, At: a.At,
	}
	if kind == "literal" {
		named.Digest = secret.Digest(*a.Value)
	}
	if r.secrets.found.Named == nil {
		r.secrets.found.Named = map[string][]input.NamedValue{}
	}
	for _, word := range secret.Words(a.Name) {
		r.secrets.found.Named[word] = append(r.secrets.found.Named[word], named)
	}
}

// valueKind returns literal, argument, or nothing for a value that can't be a credential.
func (r *reader) valueKind(a input.Assignment, variables *scope) string {
	if a.Value == nil {
		return ""
	}
	if a.State == input.Unresolved {
		if parts := onlyVariable.FindStringSubmatch(*a.Value); parts != nil {
			if known, ok := variables.variables[parts[1]]; ok && !known.environment {
				return "argument"
			}
		}
		return ""
	}
	switch secret.KindOf(*a.Value) {
	case secret.Literal:
		return "literal"
	case secret.Path:
		if secret.NamesFile(a.Name) {
			r.secrets.files = append(r.secrets.files, fileVariable{a.Name, *a.Value, a.Stage})
		}
	}
	return ""
}

// valueStretch returns where in the file the value of an assignment stands.
func (r *reader) valueStretch(a input.Assignment) (start, end int) {
	span := r.places.Locate(a.At).Span
	start, end = r.lines.Offset(span.Line, span.Column), r.lines.Offset(span.EndLine, span.EndColumn)
	text := string(r.file.Content[start:end])
	if i := strings.Index(text, a.Name); i >= 0 {
		start = min(start+i+len(a.Name)+1, end)
	}
	return start, end
}

func (r *reader) hideValue(a input.Assignment, start, end int) {
	r.secrets.mask.Hide(r.lines.Span(start, end))
	r.secrets.mask.HidePlace(a.At)
	if secret.Distinctive(*a.Value) {
		r.secrets.mask.HideText(*a.Value)
	}
}

// noteOpen notes an ENV that lets everybody into the service that is shipped.
func (r *reader) noteOpen(place string, a input.Assignment) {
	if place != "env" || !a.Shipped || a.Value == nil {
		return
	}
	if service, text, open := secret.OpenVariable(a.Name, *a.Value); open {
		r.secrets.found.OpenServices = append(r.secrets.found.OpenServices, input.OpenService{Service: service, Switch: text, At: a.At})
	}
}

// secretMount adds what only a secret mount has: https://docs.docker.com/reference/dockerfile/#run---mounttypesecret.
func secretMount(mount *input.Mount, m *instructions.Mount) {
	mount.ID = m.CacheID
	if mount.ID == "" {
		mount.ID = path.Base(m.Target)
	}
	if m.Env != nil {
		mount.Environment = *m.Env
		if mount.Environment == "" {
			mount.Environment = mount.ID
		}
	} else if mount.Target == "" {
		mount.Target = "/run/secrets/" + mount.ID
	}
}

// noteScript notes the credentials among a script's words, and mounted secrets that it writes down.
func (r *reader) noteScript(script *shell.Script, mounts []input.Mount, i instruction, written text) {
	place := r.placer(written)
	provided := func(name string) bool {
		for _, m := range mounts {
			if m.Environment == name {
				return true
			}
		}
		_, declared := r.current.scope.variables[name]
		return declared
	}
	hide := func(value string, in shell.Range) {
		r.hideWord(written, value, in)
	}
	found := &r.secrets.found
	found.Arguments = append(found.Arguments, command.CredentialArguments(script, provided, i.site.At, place, hide)...)
	found.Persisted = append(found.Persisted, command.PersistedSecrets(script, mounts, i.site.At, place)...)
}

// hideWord hides a credential in a word of a script: where it stands as it is written, that stretch alone.
func (r *reader) hideWord(written text, value string, in shell.Range) {
	start, end := min(in.Start, len(written.string)), min(in.End, len(written.string))
	if at := strings.LastIndex(written.string[start:end], value); at >= 0 {
		start, end = start+at, start+at+len(value)
	}
	r.secrets.mask.Hide(written.span(r.lines, start, end))
	if secret.Distinctive(value) {
		r.secrets.mask.HideText(value)
	}
}

// noteRest notes what is known only when the whole file was read.
func (r *reader) noteRest() {
	for _, c := range r.facet.Instructions.Copy {
		r.noteCopy("COPY", c)
	}
	for _, c := range r.facet.Instructions.Add {
		r.noteCopy("ADD", c)
	}
	for _, s := range append(append([]input.Start{}, r.facet.Instructions.Entrypoint...), r.facet.Instructions.Cmd...) {
		if service, text, open := secret.OpenArguments(s.Words); open && s.Shipped && !s.Superseded {
			r.secrets.found.OpenServices = append(r.secrets.found.OpenServices, input.OpenService{Service: service, Switch: text, At: s.At})
		}
	}
	r.scan(string(r.file.Content))
}

// scan looks for what has the form of a credential anywhere in the file, comments included.
func (r *reader) scan(content string) {
	for n, match := range secret.Find(content) {
		node := r.stretchAt(match.Start, "credentials/"+strconv.Itoa(n))
		r.place(node, match.Start, match.End, match.Format)
		r.secrets.mask.Hide(r.lines.Span(match.Start, match.End))
		r.secrets.mask.HideText(content[match.Start:match.End])
		r.secrets.found.Credentials = append(r.secrets.found.Credentials, input.Credential{
			Format: match.Format, Title: node.title, At: node.at,
		})
	}
	for n, match := range secret.FindAddresses(content) {
		node := r.stretchAt(match.URLStart, "addresses/"+strconv.Itoa(n))
		if node.title == comment {
			continue
		}
		r.place(node, match.URLStart, match.End+1+len(match.Host), match.Scheme+"://"+match.Host)
		r.secrets.mask.Hide(r.lines.Span(match.Start, match.End))
		if password := content[match.Start:match.End]; secret.Distinctive(password) {
			r.secrets.mask.HideText(password)
		}
		r.secrets.found.Addresses = append(r.secrets.found.Addresses, input.CredentialAddress{
			Scheme: match.Scheme, Host: match.Host, Title: node.title, At: node.at,
		})
	}
}

// place records the place of something that was found in the file, unless it is one that is known. Its node is named
// without the text that stands there.
func (r *reader) place(node stretch, start, end int, name string) {
	if _, known := r.places[node.at]; !known {
		r.places[node.at] = input.Location{Span: r.lines.Span(start, end), Node: node.title + ": " + name}
	}
}

// comment is how what stands outside of all instructions is called.
const comment = "a comment"

// stretchAt returns the assignment that an offset of the file lies in; else a new node of the instruction around it.
func (r *reader) stretchAt(offset int, name string) stretch {
	for _, assigned := range r.secrets.assigned {
		if assigned.start <= offset && offset < assigned.end {
			return assigned
		}
	}
	line, column := r.lines.Position(offset)
	here := source.Span{Line: line, Column: column, EndLine: line, EndColumn: column}
	for step := range r.steps {
		at := "steps/" + strconv.Itoa(step)
		if known := r.places[at]; known.Span.Contains(here) {
			keyword, _, _ := strings.Cut(known.Node, " ")
			return stretch{at: at + "/" + name, title: strings.ToUpper(keyword)}
		}
	}
	return stretch{at: name, title: comment}
}
