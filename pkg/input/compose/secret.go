package compose

import (
	"reflect"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/secret"
)

// secrets collects what a project tells of credentials, and what of its files must not be shown.
type secrets struct {
	*reader
	found input.Secrets
	// seen are the scalars that were judged: one that an anchor hands to many services is one fault.
	seen map[*yaml.Node]bool
}

// secrets returns the facet secret of a project, nil where there is nothing to judge.
func (r *reader) secrets(services []service) *input.Secrets {
	s := secrets{reader: r, seen: map[*yaml.Node]bool{}}
	for _, each := range services {
		s.service(each)
	}
	for _, each := range r.model.get("configs").entries("configs") {
		s.config(each)
	}
	for _, each := range r.model.get("secrets").entries("secrets") {
		s.inlineSecret(each)
	}
	if r.suspicious() {
		s.scan(services)
	}
	if reflect.ValueOf(s.found).IsZero() {
		return nil
	}
	return &s.found
}

func (s *secrets) service(from service) {
	for _, each := range from.get("environment").entries(from.place("environment")) {
		if service, option, open := secret.OpenVariable(each.name, each.value.shown()); open && each.value.state.Known() {
			s.open(service, option, each.at)
		}
		s.named(input.NamedValue{
			Name: each.name, Title: "variable " + each.name + " of " + from.title(), Place: "service_env", At: each.at,
		}, each.value, each.value.text)
	}
	for _, each := range from.path("build", "args").entries(from.place("build", "args")) {
		title := "build argument " + each.name + " of " + from.title()
		s.named(input.NamedValue{Name: each.name, Title: title, Place: "build_arg", At: each.at}, each.value, each.value.text)
		s.passed(input.PassedValue{Name: each.name, Title: title, At: each.at}, each.value)
	}
	started := secret.StartedBy(from.get("image").shown(), words(from.get("entrypoint")), words(from.get("command")))
	if service, option, open := secret.OpenArguments(started); open {
		s.open(service, option, from.place("command"))
	}
}

// passed notes a build argument of which the file says only where its value comes from: ${NPM_TOKEN}, or the variable of that
// name where it says nothing.
func (s *secrets) passed(made input.PassedValue, in *value) {
	variable := in.isScalar() && len(in.uses) > 0
	if !variable && in.kind != nothing || s.judged(in) {
		return
	}
	made.Mention = secret.OnlyMentions(made.Name)
	if s.found.Passed == nil {
		s.found.Passed = map[string][]input.PassedValue{}
	}
	for _, word := range secret.Words(made.Name) {
		s.found.Passed[word] = append(s.found.Passed[word], made)
	}
}

func (s *secrets) open(service, option, at string) {
	s.found.OpenServices = append(s.found.OpenServices, input.OpenService{Service: service, Switch: option, At: at})
}

// config notes the lines that give a name a value in a config that the file itself holds.
func (s *secrets) config(from entry) {
	content, title := from.value.get("content"), "config "+from.name
	if !content.isScalar() {
		return
	}
	if !strings.Contains(content.text, "\n") {
		s.named(input.NamedValue{Name: from.name, Title: title, Place: "config", At: from.at + "/content"}, content, content.text)
	}
	for _, line := range secret.Assignments(content.text) {
		s.named(input.NamedValue{
			Name: line.Name, Title: line.Name + " in " + title, Place: "config", At: from.at + "/content",
		}, content, line.Value)
	}
}

// inlineSecret notes a secret that the file itself holds, whatever its name.
func (s *secrets) inlineSecret(from entry) {
	content := from.value.get("content")
	if !content.isScalar() || content.state != input.Literal || secret.KindOf(content.text) != secret.Literal {
		return
	}
	s.hide(content, content.text)
	s.mask.HidePlace(from.at + "/content")
	s.found.Manifests = append(s.found.Manifests, input.SecretManifest{
		Name: from.name, Keys: []string{"content"}, At: from.at + "/content",
	})
}

// named notes a value with a name, if it is one that could be a credential: a text that no variable stands in, and
// that nobody has to replace before it works.
func (s *secrets) named(made input.NamedValue, in *value, text string) {
	if !in.isScalar() || in.state != input.Literal || secret.KindOf(text) != secret.Literal || secret.IsBlank(text) {
		return
	}
	made.Kind, made.Digest, made.Shipped, made.Mention = "literal", secret.Digest(text), true, secret.OnlyMentions(made.Name)
	if secret.NamesCredential(made.Name) && !made.Mention {
		s.hide(in, text)
		s.mask.HidePlace(made.At)
	}
	if made.Place != "config" && s.judged(in) {
		return
	}
	if s.found.Named == nil {
		s.found.Named = map[string][]input.NamedValue{}
	}
	for _, word := range secret.Words(made.Name) {
		s.found.Named[word] = append(s.found.Named[word], made)
	}
}

// judged tells whether the scalar was asked for before, and remembers it.
func (s *secrets) judged(in *value) bool {
	node := in.place.source()
	before := s.seen[node]
	s.seen[node] = true
	return before
}

// suspicious tells whether anything in the project's files looks like a credential: most files need no second look.
func (r *reader) suspicious() bool {
	for _, each := range r.files {
		if content := each.text.Content(); secret.Find(content) != nil || secret.FindAddresses(content) != nil {
			return true
		}
	}
	return false
}

// scan looks for credentials and addresses with passwords in every text, those of services first: what an extension
// only holds for them is theirs.
func (s *secrets) scan(services []service) {
	s.seen = map[*yaml.Node]bool{}
	for _, each := range services {
		each.walk(each.at, func(v *value, at string) { s.scanText(v, at, " of "+each.title()) })
	}
	s.model.walk("", func(v *value, at string) { s.scanText(v, at, "") })
}

// scanText looks at a text as it is written: what variables are filled in with stands elsewhere.
func (s *secrets) scanText(v *value, at, owner string) {
	if !v.isScalar() || s.judged(v) {
		return
	}
	s.found.Scan(v.written, fieldTitle(v, at)+owner, at, func(hidden string) { s.hide(v, hidden) })
}

// fieldTitle is how messages call a scalar: by its key, or that of the list that it stands in.
func fieldTitle(v *value, at string) string {
	steps := strings.Split(at, "/")
	last := len(steps) - 1
	if v.place.key == nil && last > 0 {
		last--
	}
	return "field " + unescape(steps[last])
}

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
				r.mask.HidePlace(at)
				r.hide(v, each.fallback)
			}
		}
	})
	return found
}

// hide keeps a text in a scalar out of documents and reports.
func (r *reader) hide(v *value, hidden string) {
	if secret.Distinctive(hidden) {
		r.mask.HideText(hidden)
	}
	in := v.place.file
	if r.masks[in] == nil {
		r.masks[in] = &input.Mask{}
	}
	r.masks[in].Hide(in.text.Inside(v.place.source(), hidden))
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
