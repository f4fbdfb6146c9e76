package dockerfile

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	lexer "github.com/moby/buildkit/frontend/dockerfile/shell"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// A variable is what is known of an ENV or ARG.
type variable struct {
	value string
	state input.State
	// environment tells an ENV from an ARG: an ARG never replaces an ENV of the same name.
	environment bool
	// at is the place that gives the value.
	at string
}

// A scope is the variables at one point of the file.
type scope struct {
	variables map[string]variable
	// closed scopes hold all there is, as before the first FROM: any other name is empty. In a stage it may come from
	// the base image.
	closed bool
}

func newScope() *scope {
	return &scope{variables: map[string]variable{}}
}

func (s *scope) clone() *scope {
	return &scope{variables: maps.Clone(s.variables), closed: s.closed}
}

// withEmptyArguments returns the scope of a build that gives no value to the ARGs that have none.
func (s *scope) withEmptyArguments() *scope {
	plain := s.clone()
	for name, known := range plain.variables {
		if known.state == input.Unresolved && !known.environment && known.value == "" {
			known.state = input.Overridable
			plain.variables[name] = known
		}
	}
	return plain
}

// withUnknownNames returns the scope in which names that nobody declares may have a value all the same.
func (s *scope) withUnknownNames() *scope {
	open := s.clone()
	open.closed = false
	return open
}

// platformArguments are set by the builder: https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope.
var platformArguments = []string{
	"TARGETPLATFORM", "TARGETOS", "TARGETARCH", "TARGETVARIANT", "TARGETSTAGE",
	"BUILDPLATFORM", "BUILDOS", "BUILDARCH", "BUILDVARIANT",
}

// look returns what is known of a name.
func (s *scope) look(name string) (variable, bool) {
	if known, ok := s.variables[name]; ok {
		return known, true
	}
	if s.closed && !slices.Contains(platformArguments, name) {
		return variable{state: input.Resolved}, true
	}
	return variable{state: input.Unresolved}, false
}

// shell answers a script's questions.
func (s *scope) shell(name string) (shell.Variable, bool) {
	known, ok := s.variables[name]
	if !ok {
		return shell.Variable{}, false
	}
	state := known.state
	if state == input.Literal {
		state = input.Resolved
	}
	return shell.Variable{Value: known.value, State: shell.State(state), Origin: known.at}, true
}

// A value is a text after the substitution of variables.
type value struct {
	text  string
	state input.State
	// origins are the places of the variables in it, names the variables.
	origins, names []string
}

// withDefault finds the variables for which a text has a value of its own: ${NAME:-default}, ${NAME+word}.
var withDefault = regexp.MustCompile(`\$\{([A-Za-z_][A-Za-z0-9_]*):?[-+]`)

// valueLimit bounds the length of a value, in bytes: variables made of variables may double forty times.
const valueLimit = 1 << 16

// expand substitutes variables and removes quotes as BuildKit does. A variable that nobody knows stays as ${NAME}.
func (s *scope) expand(raw string, escape rune) value {
	lookup := &lookup{scope: s, defaults: map[string]bool{}}
	for _, found := range withDefault.FindAllStringSubmatch(raw, -1) {
		lookup.defaults[found[1]] = true
	}
	lookup.result.state = input.Literal
	expanded, _, err := lexer.NewLex(escape).ProcessWord(scannable(raw), lookup)
	if err != nil || len(expanded) > valueLimit {
		return value{text: raw, state: input.Unresolved}
	}
	lookup.result.text = expanded
	return lookup.result
}

// scannable puts U+FFFD for what BuildKit's scanner complains of on standard error: NUL, and bytes that are no UTF-8.
func scannable(raw string) string {
	if utf8.ValidString(raw) && !strings.Contains(raw, "\x00") {
		return raw
	}
	return strings.Map(func(r rune) rune {
		if r == 0 {
			return utf8.RuneError
		}
		return r
	}, raw)
}

// lookup answers BuildKit's questions for variables, and remembers how certain the answers were.
type lookup struct {
	scope    *scope
	defaults map[string]bool
	result   value
}

// Get implements BuildKit's EnvGetter.
func (l *lookup) Get(name string) (string, bool) {
	known, ok := l.scope.look(name)
	l.result.names = append(l.result.names, name)
	if ok && known.state != input.Unresolved {
		l.result.state = l.result.state.Weaker(known.state.Weaker(input.Resolved))
		if known.at != "" && !slices.Contains(l.result.origins, known.at) {
			l.result.origins = append(l.result.origins, known.at)
		}
		return known.value, true
	}
	if l.defaults[name] {
		l.result.state = l.result.state.Weaker(input.Overridable)
		return "", false
	}
	l.result.state = input.Unresolved
	return "${" + name + "}", true
}

// Keys implements BuildKit's EnvGetter; the lexer does not use it.
func (l *lookup) Keys() []string { return nil }
