// Package engineoption reads what options of a container engine say, whoever writes them: `docker run` on a command line
// and compose in a file spell them alike (https://docs.docker.com/reference/cli/docker/container/run/#security-opt).
//
//	name, text, _ := engineoption.Cut("seccomp=unconfined", "=:")
//	profile := engineoption.Seccomp(text, at)
package engineoption

import (
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// Cut splits a text at the first of the separators: older spellings of `name=value` have a colon.
func Cut(text, separators string) (before, after string, found bool) {
	if i := strings.IndexAny(text, separators); i >= 0 {
		return text[:i], text[i+1:], true
	}
	return text, "", false
}

// Account reads a user or a group: a number that fits in 64 bits is an id, anything else a name.
func Account(text, at string) *input.Account {
	made := &input.Account{Text: text, At: at}
	if id, err := strconv.ParseInt(text, 10, 64); err == nil {
		made.ID = &id
		return made
	}
	made.Name = text
	return made
}

// Seccomp reads a system call filter: unconfined, builtin, or the profile's file.
func Seccomp(text, at string) *input.Seccomp {
	made := &input.Seccomp{Type: "localhost", Text: text, Source: "field", At: at}
	switch text {
	case "unconfined":
		made.Type = "unconfined"
	case "builtin", "":
		made.Type = "runtime_default"
	default:
		made.File = text
	}
	return made
}

// AppArmor reads a profile: unconfined, docker-default, or the profile's name.
func AppArmor(text, at string) *input.AppArmor {
	made := &input.AppArmor{Type: "localhost", Text: text, Source: "field", At: at}
	switch text {
	case "unconfined":
		made.Type = "unconfined"
	case "docker-default", "":
		made.Type = "runtime_default"
	default:
		made.Profile = text
	}
	return made
}

// Label adds what a label option says, disable or user:, role:, type: and level:, to those before it; nil for the first.
func Label(made *input.SELinux, text, at string) *input.SELinux {
	if made == nil {
		made = &input.SELinux{At: at}
	}
	field, content, _ := Cut(text, ":=")
	switch field {
	case "disable":
		disabled := true
		made.Disabled = &disabled
	case "user":
		made.User = content
	case "role":
		made.Role = content
	case "type":
		made.Type = content
	case "level":
		made.Level = content
	}
	return made
}
