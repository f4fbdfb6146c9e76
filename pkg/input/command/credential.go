package command

import (
	"slices"
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/secret"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// accountPrograms set passwords of accounts, which is another defect.
var accountPrograms = []string{"useradd", "usermod", "adduser", "passwd", "chpasswd"}

// A credentialSearch finds the credentials among the words of a script's commands.
type credentialSearch struct {
	site  string
	place Placer
	// hide is told each credential that is written out.
	hide func(value string, in shell.Range)
	// provided reports a variable whose value the script's author answers for: set in the script, declared in the file
	// (where it is judged), or mounted.
	provided func(name string) bool
	found    []input.CredentialArgument
}

// CredentialArguments returns the credentials that a script's commands are given in their words or environment. Those in
// variables count where nobody says what the variable is.
func CredentialArguments(
	script *shell.Script, provided func(name string) bool, site string, place Placer, hide func(string, shell.Range),
) []input.CredentialArgument {
	s := credentialSearch{site: site, place: place, hide: hide}
	s.provided = func(name string) bool {
		return provided(name) || slices.ContainsFunc(script.Assignments, func(a shell.Assignment) bool { return a.Name == name })
	}
	for _, a := range script.Assignments {
		s.assignment("the shell", a)
	}
	for i, c := range script.Commands {
		for _, a := range c.Environment {
			s.assignment(title(c), a)
		}
		s.options(c)
		s.settings(c)
		if i > 0 && readsPassword(c) && script.Commands[i-1].Pipeline.ID == c.Pipeline.ID {
			s.piped(c, script.Commands[i-1])
		}
	}
	return s.found
}

func title(c shell.Command) string {
	if c.Verb == "" {
		return c.Name
	}
	return c.Name + " " + c.Verb
}

func (s *credentialSearch) assignment(command string, a shell.Assignment) {
	if secret.NamesCredential(a.Name) && !secret.OnlyMentions(a.Name) && a.Value.State == shell.Literal {
		s.add(command, a.Name, a.Value.Text, a.Value.Range)
	}
}

// options looks at each word that is an option, and at what hangs on a cluster: curl -fsSu user:password.
func (s *credentialSearch) options(c shell.Command) {
	if slices.Contains(accountPrograms, c.Name) {
		return
	}
	before := len(s.found)
	for _, option := range credentialOptions[c.Name] {
		for _, f := range c.Flags {
			if f.Value != nil && !option.attached && (option.verb == "" || option.verb == c.Verb) && slices.Contains(option.names, f.Name) {
				s.option(c, f.Name, *f.Value, option.form, true)
			}
		}
	}
	if len(s.found) > before {
		return
	}
	for i := 1; i < len(c.Words); i++ {
		var next shell.Word
		if i+1 < len(c.Words) {
			next = c.Words[i+1]
		}
		if name, value, form, known := lookUp(c, c.Words[i], next); name != "" {
			s.option(c, name, value, form, known)
		}
	}
}

// lookUp finds an option that takes a credential, by the table or by its name, and its value.
func lookUp(c shell.Command, word, next shell.Word) (name string, value shell.Word, form int, known bool) {
	for _, option := range credentialOptions[c.Name] {
		if option.verb != "" && option.verb != c.Verb {
			continue
		}
		for _, name := range option.names {
			if value, ok := option.value(name, word, next); ok {
				return name, value, option.form, true
			}
		}
	}
	name, _, joined := strings.Cut(word.Text, "=")
	dashed := strings.HasPrefix(name, "--") || strings.HasPrefix(name, "-D") || strings.HasPrefix(name, "-P")
	switch {
	case !dashed || !secret.NamesCredential(name) || secret.OnlyMentions(name):
		return "", value, whole, false
	case joined:
		return name, rest(word, name+"="), whole, false
	case slices.Contains(separateOptions, name):
		return name, next, whole, false
	}
	return "", value, whole, false
}

// value returns the value of the option, if the word is the option.
func (o credentialOption) value(name string, word, next shell.Word) (shell.Word, bool) {
	letter := len(name) == 2
	switch {
	case word.Text == name && !o.attached:
		return next, true
	case strings.HasPrefix(word.Text, name+"=") && !letter:
		return rest(word, name+"="), true
	case letter && strings.HasPrefix(word.Text, name) && len(word.Text) > len(name):
		return rest(word, name), true
	}
	return shell.Word{}, false
}

// rest returns a word without what it begins with; its range stays that of the word.
func rest(word shell.Word, prefix string) shell.Word {
	word.Text = strings.TrimPrefix(word.Text, prefix)
	word.Raw = strings.TrimPrefix(word.Raw, prefix)
	return word
}

// option judges the value of an option that takes a credential.
func (s *credentialSearch) option(c shell.Command, name string, value shell.Word, form int, known bool) {
	switch value.State {
	case shell.Unresolved:
		if known {
			s.variable(c, name, value)
		}
	case shell.Literal:
		credential, ok := credentialPart(value.Text, form)
		if ok && !strings.HasPrefix(credential, "-") && !(c.Name == "keytool" && credential == "changeit") {
			s.add(title(c), name, credential, value.Range) // changeit is what Java's own store of certificates has
		}
	}
}

// variable judges a value that is one variable, where nobody says what it holds.
func (s *credentialSearch) variable(c shell.Command, option string, value shell.Word) {
	raw := strings.Trim(value.Raw, `"'`)
	name := strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(raw, "$"), "{"), "}")
	if name != raw && secret.NamesCredential(name) && isName(name) && !s.provided(name) {
		s.mark(title(c), option, value.Range)
	}
}

func isName(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool {
		return r != '_' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	})
}

func credentialPart(text string, form int) (string, bool) {
	switch form {
	case afterColon:
		_, password, ok := strings.Cut(text, ":")
		return password, ok
	case afterPass:
		return strings.CutPrefix(text, "pass:")
	case header:
		name, value, ok := strings.Cut(text, ":")
		words := strings.Fields(value)
		named := strings.EqualFold(name, "Authorization") || strings.EqualFold(name, "Proxy-Authorization") ||
			secret.NamesCredential(name) && !secret.OnlyMentions(name)
		if !ok || !named || len(words) == 0 || len(words[len(words)-1]) < 8 {
			return "", false
		}
		return words[len(words)-1], true
	}
	return text, true
}

// settings looks at tools that are told a credential by the name of a setting: npm config set, aws configure set.
func (s *credentialSearch) settings(c shell.Command) {
	if c.Verb != "config" && c.Verb != "configure" && c.Verb != "set" {
		return
	}
	for i, word := range c.Operands {
		name, _, joined := strings.Cut(word.Text, "=")
		value := rest(word, name+"=")
		if !joined {
			value = c.Operands[len(c.Operands)-1]
		}
		if namesSetting(name) && value.State == shell.Literal && (joined || i+1 < len(c.Operands)) {
			s.add(title(c), name, value.Text, value.Range)
			return
		}
	}
}

// namesSetting reports the keys of package managers' settings: //registry.npmjs.org/:_authToken, http-basic.example.com.
func namesSetting(key string) bool {
	for _, part := range []string{"_authToken", "_password", ":_auth", "npmAuthToken", "pypi-token.", "http-basic.", "github-oauth.", "gitlab-token."} {
		if strings.Contains(key, part) {
			return true
		}
	}
	return key == "aws_secret_access_key" || key == "aws_session_token"
}

// readsPassword reports a command that takes a password from its standard input.
func readsPassword(c shell.Command) bool {
	return slices.ContainsFunc(c.Words, func(w shell.Word) bool {
		return w.Text == "--password-stdin" || w.Text == "--with-token" || w.Text == "--api-key-stdin"
	})
}

// piped judges what is piped into a command that reads a password: echo with the password written out is no better.
func (s *credentialSearch) piped(c, from shell.Command) {
	if from.Name != "echo" && from.Name != "printf" || len(from.Operands) == 0 {
		return
	}
	last := from.Operands[len(from.Operands)-1]
	if last.State == shell.Literal {
		s.add(title(c), "its standard input", last.Text, last.Range)
	}
}

func (s *credentialSearch) add(command, option, value string, in shell.Range) {
	if secret.KindOf(value) != secret.Literal || standsIn(value) {
		return
	}
	s.hide(value, in)
	s.mark(command, option, in)
}

// standsIn reports a value that a build needs and that is none: SECRET_KEY_BASE=dummy rake assets:precompile.
func standsIn(value string) bool {
	value = strings.ToLower(value)
	return slices.ContainsFunc([]string{"dummy", "placeholder", "fake", "unused"}, func(word string) bool { return strings.Contains(value, word) })
}

func (s *credentialSearch) mark(command, option string, in shell.Range) {
	at := s.site + "/credentials/" + strconv.Itoa(len(s.found))
	s.place(at, in, nil)
	s.found = append(s.found, input.CredentialArgument{Command: command, Option: option, At: at})
}
