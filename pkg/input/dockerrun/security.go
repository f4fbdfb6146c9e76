package dockerrun

import (
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/engineoption"
)

// user reads USER[:GROUP].
func (b *builder) user(o option) {
	text, ok := b.told("user", o)
	if !ok {
		return
	}
	user, group, _ := strings.Cut(text, ":")
	if user != "" {
		b.container.User = engineoption.Account(user, b.place("user", o.at))
	}
	if group != "" {
		b.container.Group = engineoption.Account(group, b.place("group", o.at))
	}
}

func (b *builder) group(o option) {
	if text, ok := o.known(); ok && text != "" {
		groups := b.container.SupplementaryGroups
		at := b.element("supplementary_groups", len(groups), o)
		b.container.SupplementaryGroups = append(groups, *engineoption.Account(text, at))
	}
}

func (b *builder) addCapability(o option)  { b.capability(o, "add", &b.container.Capabilities.Add) }
func (b *builder) dropCapability(o option) { b.capability(o, "drop", &b.container.Capabilities.Drop) }

// capability reads one name, or several with commas between them as podman takes them.
func (b *builder) capability(o option, verb string, list *[]input.Capability) {
	b.mark("capabilities/"+verb, o.at)
	text, ok := b.told("capabilities", o)
	if !ok {
		return
	}
	for written := range strings.SplitSeq(text, ",") {
		if written == "" {
			continue
		}
		*list = append(*list, input.Capability{
			Name: strings.TrimPrefix(strings.ToUpper(written), "CAP_"),
			Text: written,
			At:   b.element("capabilities/"+verb, len(*list), o),
		})
	}
}

// securityFields are what a security option sets.
var securityFields = map[string]string{
	"no-new-privileges": "privilege_escalation", "seccomp": "seccomp", "apparmor": "apparmor", "label": "selinux",
	"systempaths": "unmasked_proc", "unmask": "unmasked_proc",
}

// securityOption reads NAME=VALUE, with a colon in place of the equals sign in old scripts
// (https://docs.docker.com/reference/cli/docker/container/run/#security-opt). Podman has unmask.
func (b *builder) securityOption(o option) {
	name, text, _ := engineoption.Cut(o.value.Text, "=:")
	field, known := securityFields[name]
	if !known {
		b.hideSecurity(o)
		return
	}
	at := b.place(field, o.at)
	if hasVariable(o.value, text) {
		b.unknown(field)
		return
	}
	switch name {
	case "no-new-privileges":
		allowed := text != "" && text != "true" && text != "1"
		b.container.PrivilegeEscalation = &allowed
	case "seccomp":
		b.container.Seccomp = engineoption.Seccomp(text, at)
	case "apparmor":
		b.container.AppArmor = engineoption.AppArmor(text, at)
	case "label":
		b.container.SELinux = engineoption.Label(b.container.SELinux, text, at)
	default:
		unmasked := text == "unconfined" || text == "ALL" || strings.HasPrefix(text, "/proc")
		b.container.UnmaskedProc = &unmasked
	}
}

// hideSecurity takes every security option for hidden where a variable hides which one it is.
func (b *builder) hideSecurity(o option) {
	if _, ok := o.known(); ok {
		return
	}
	for _, field := range securityFields {
		b.unknown(field)
	}
}

// network reads a mode, a name, or name=NETWORK,... of which the last counts.
func (b *builder) network(o option) {
	mode, ok := b.told("network", o)
	if !ok {
		return
	}
	for part := range strings.SplitSeq(mode, ",") {
		if name, found := strings.CutPrefix(part, "name="); found {
			mode = name
		}
	}
	b.workload.Network = mode
	shared := mode == "host"
	b.workload.Host.Network = &shared
	b.mark("host/network", o.at)
}

// processes reads host and container:NAME.
func (b *builder) processes(o option) {
	namespace("host/pid", func(b *builder) **bool { return &b.workload.Host.PID })(b, o)
	if mode, ok := o.known(); ok {
		if name, found := strings.CutPrefix(mode, "container:"); found {
			b.workload.SharesProcesses = name
			b.mark("shares_processes", o.at)
		}
	}
}

// userNamespaces are the modes of docker and podman.
var userNamespaces = map[string]string{"host": "host", "private": "private", "auto": "private", "keep-id": "private", "nomap": "private"}

func (b *builder) userNamespace(o option) {
	mode, ok := b.told("user_namespace", o)
	if !ok {
		return
	}
	mode, _, _ = strings.Cut(mode, ":")
	b.workload.UserNamespace = userNamespaces[mode]
}
