package compose

import (
	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/engineoption"
)

// securityOptions reads security_opt: https://docs.docker.com/reference/cli/docker/container/run/#security-opt. The
// sign between name and value is = or, as it was once, a colon.
func (s service) securityOptions(made *input.Container) {
	for _, each := range s.get("security_opt").texts(s.place("security_opt")) {
		name, text, _ := engineoption.Cut(each.text, "=:")
		switch {
		case name == "no-new-privileges":
			made.PrivilegeEscalation = escalation(text, each.hidden())
		case each.hidden():
		case name == "seccomp":
			made.Seccomp = engineoption.Seccomp(text, each.at)
		case name == "apparmor":
			made.AppArmor = engineoption.AppArmor(text, each.at)
		case name == "label":
			made.SELinux = engineoption.Label(made.SELinux, text, each.at)
		case name == "systempaths":
			unmasked := text == "unconfined"
			made.UnmaskedProc = &unmasked
		}
	}
}

// escalation is what no-new-privileges leaves: the option alone is true, as the engine reads booleans.
func escalation(text string, hidden bool) *bool {
	if hidden {
		return nil
	}
	allowed := text != "" && text != "true" && text != "1"
	return &allowed
}
