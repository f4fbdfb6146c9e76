package dockerrun

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/secret"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// secrets collects what a command line tells of credentials, and what of it must not be shown.
type secrets struct {
	*builder
	found input.Secrets
	mask  input.Mask
}

// secrets returns the facet secret of a command line, nil where there is nothing to judge, and what is not to be shown.
func (b *builder) secrets(line commandLine) (*input.Secrets, *input.Mask) {
	s := secrets{builder: b}
	for i, each := range b.container.Environment {
		s.variable(each, b.environmentWords[i])
	}
	for _, each := range line.options {
		s.scan(each.value, each.name, "option --"+each.name, each.at)
	}
	for _, each := range line.operands {
		s.scan(each, "command", "command", each.Range)
	}
	started := secret.StartedBy(b.container.Image, b.container.Command, b.container.Arguments)
	if service, option, open := secret.OpenArguments(started); open {
		s.found.OpenServices = append(s.found.OpenServices, input.OpenService{Service: service, Switch: option, At: s.argument(option)})
	}
	if reflect.ValueOf(s.found).IsZero() {
		return nil, &s.mask
	}
	return &s.found, &s.mask
}

// argument is the place of the argument that holds an option.
func (s *secrets) argument(option string) string {
	name, _, _ := strings.Cut(strings.Fields(option)[0], "=")
	for i, each := range s.container.Arguments {
		if strings.Contains(each, name) {
			return s.at + "/arguments/" + strconv.Itoa(i)
		}
	}
	return s.at
}

// variable notes a variable of the container that the line itself gives a value. What a variable of the script holds is
// not in the clear here.
func (s *secrets) variable(set input.Environment, word shell.Word) {
	if set.Source != "literal" {
		return
	}
	if service, option, open := secret.OpenVariable(set.Name, set.Text); open {
		s.found.OpenServices = append(s.found.OpenServices, input.OpenService{Service: service, Switch: option, At: set.At})
	}
	if secret.KindOf(set.Text) != secret.Literal || secret.IsBlank(set.Text) {
		return
	}
	made := input.NamedValue{
		Name: set.Name, Title: "variable " + set.Name + " of " + s.container.Title, Place: "run_env", Kind: "literal",
		Mention: secret.OnlyMentions(set.Name), Digest: secret.Digest(set.Text), Shipped: true, At: set.At,
	}
	if secret.NamesCredential(set.Name) && !made.Mention {
		s.mask.HidePlace(set.At)
		s.hide(set.Text, word)
	}
	if s.found.Named == nil {
		s.found.Named = map[string][]input.NamedValue{}
	}
	for _, word := range secret.Words(set.Name) {
		s.found.Named[word] = append(s.found.Named[word], made)
	}
}

// scan looks for credentials and addresses with passwords in a word, as far as the file itself holds it.
func (s *secrets) scan(word shell.Word, name, title string, at shell.Range) {
	if word.State != shell.Literal || word.Text == "" {
		return
	}
	where := s.at + "/words/" + name
	s.found.Scan(word.Text, title+" of "+s.container.Title, where, func(hidden string) {
		s.mark("words/"+name, at)
		s.hide(hidden, word)
	})
}

// hide keeps a text in a word out of reports, and all of the word where the text can't be found in what is written.
func (s *secrets) hide(text string, word shell.Word) {
	at := word.Range
	if start := strings.LastIndex(word.Raw, text); start >= 0 && at.End-at.Start == len(word.Raw) {
		at = shell.Range{Start: at.Start + start, End: at.Start + start + len(text)}
	}
	s.mask.Hide(s.span(at))
	if secret.Distinctive(text) {
		s.mask.HideText(text)
	}
}
