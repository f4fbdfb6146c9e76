package compose

import (
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// securityOptions reads security_opt: https://docs.docker.com/reference/cli/docker/container/run/#security-opt. The
// sign between name and value is = or, as it was once, a colon.
func (s service) securityOptions(made *input.Container) {
	for _, each := range s.get("security_opt").texts(s.place("security_opt")) {
		name, text, _ := cutAny(each.text, "=:")
		switch {
		case name == "no-new-privileges":
			made.PrivilegeEscalation = escalation(text, each.hidden())
		case each.hidden():
		case name == "seccomp":
			made.Seccomp = seccomp(text, each.at)
		case name == "apparmor":
			made.AppArmor = appArmor(text, each.at)
		case name == "label":
			made.SELinux = label(made.SELinux, text, each.at)
		case name == "systempaths":
			unmasked := text == "unconfined"
			made.UnmaskedProc = &unmasked
		}
	}
}

func cutAny(text, separators string) (before, after string, found bool) {
	if i := strings.IndexAny(text, separators); i >= 0 {
		return text[:i], text[i+1:], true
	}
	return text, "", false
}

// escalation is what no-new-privileges leaves: the option alone is true, as the engine reads booleans.
func escalation(text string, hidden bool) *bool {
	if hidden {
		return nil
	}
	allowed := text != "" && text != "true" && text != "1"
	return &allowed
}

func seccomp(text, at string) *input.Seccomp {
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

func appArmor(text, at string) *input.AppArmor {
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

// label reads disable and user:, role:, type: and level:.
func label(before *input.SELinux, text, at string) *input.SELinux {
	made := before
	if made == nil {
		made = &input.SELinux{At: at}
	}
	field, content, _ := cutAny(text, ":=")
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
