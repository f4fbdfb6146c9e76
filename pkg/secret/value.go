package secret

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"
)

// A Kind tells what a value can be, whatever its name says.
type Kind string

// The kinds of a value. Only a Literal can be a credential.
const (
	Literal Kind = "literal"
	Empty   Kind = "empty"
	// Reference values say where the value comes from: ${NAME}, $(NAME), {{ .Values.name }}, <name>.
	Reference Kind = "reference"
	// Path values name a file that holds it.
	Path Kind = "path"
	// Address values are URLs without a password.
	Address Kind = "address"
	// Setting values switch something: true, none.
	Setting Kind = "setting"
)

var (
	reference = regexp.MustCompile(`^(?:\$[A-Za-z_]|\$\{|\$\(|\$\$|%[A-Za-z_]+%$|<[^>]*>$|\*+$|ENC\[|vault:|ref\+|secretref:)`)
	template  = regexp.MustCompile(`\{\{|<%|\$\{`)
	filePath  = regexp.MustCompile(`^(?:/|\.{1,2}/|~/|[A-Za-z]:[\\/])[^\s]*$`)
	address   = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*://`)
)

// settings are values that switch something on or off, or choose a way.
var settings = map[string]bool{
	"true": true, "false": true, "yes": true, "no": true, "on": true, "off": true, "0": true, "1": true, "none": true,
	"null": true, "nil": true, "enabled": true, "disabled": true, "required": true, "optional": true, "basic": true,
	"bearer": true, "oauth": true, "oauth2": true, "oidc": true, "ldap": true, "jwt": true, "md5": true, "trust": true,
	"scram-sha-256": true, "plain": true, "anonymous": true, "auto": true, "always": true, "never": true,
	"requested": true, "want": true, "need": true, "htpasswd": true, "digest": true, "kerberos": true, "gssapi": true,
	"negotiate": true, "ntlm": true, "saml": true,
}

// KindOf tells what a value can be. Quotes around it do not count.
func KindOf(value string) Kind {
	value = strings.TrimSpace(value)
	if len(value) > 1 && (value[0] == '"' || value[0] == '\'') && value[len(value)-1] == value[0] {
		value = strings.TrimSpace(value[1 : len(value)-1])
	}
	switch {
	case value == "":
		return Empty
	case settings[strings.ToLower(value)]:
		return Setting
	case reference.MatchString(value) || template.MatchString(value):
		return Reference
	case address.MatchString(value):
		return Address
	case filePath.MatchString(value):
		return Path
	}
	return Literal
}

// Digest returns the first 8 hexadecimal digits of the SHA-256 of a value in lower case: enough to tell whether it is one
// of a list of known values, and too little to tell it to anybody else.
func Digest(value string) string {
	sum := sha256.Sum256([]byte(strings.ToLower(value)))
	return hex.EncodeToString(sum[:4])
}

// Distinctive reports whether a credential can be told from ordinary words, so that it may be looked for in a text.
func Distinctive(value string) bool {
	digit := strings.ContainsAny(value, "0123456789")
	letter := strings.ContainsFunc(value, func(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' })
	return len(value) >= 6 && digit && letter || len(value) >= 16
}

// An Assignment is a line that gives a name a value, in a text of many such lines.
type Assignment struct{ Name, Value string }

// assignment is NAME=value as shells and properties have it, and name: value as YAML has it.
var assignment = regexp.MustCompile(`(?m)^[ \t-]*(?:export[ \t]+)?["']?([A-Za-z_][A-Za-z0-9_.-]*)["']?[ \t]*(?:=|:[ \t])[ \t]*([^\s#][^\r\n]*?),?[ \t]*\r?$`)

// Assignments returns the lines of a text that give a name a value of one word. What looks like code, a nested structure
// or a reference is left out.
func Assignments(text string) []Assignment {
	if !strings.ContainsAny(text, "=:") {
		return nil
	}
	var found []Assignment
	for _, parts := range assignment.FindAllStringSubmatch(text, -1) {
		value := strings.TrimSuffix(strings.TrimSpace(parts[2]), ";")
		if len(value) > 1 && (value[0] == '"' || value[0] == '\'') && value[len(value)-1] == value[0] {
			value = value[1 : len(value)-1]
		}
		if KindOf(value) == Literal && !strings.ContainsAny(value, " \t()[]{}|<>`\"'") && !strings.ContainsAny(value[:1], "&*!@") {
			found = append(found, Assignment{Name: parts[1], Value: value})
		}
	}
	return found
}
