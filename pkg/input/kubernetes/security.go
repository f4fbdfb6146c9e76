package kubernetes

import (
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// podSettings are what the pod declares for all its containers.
func podSettings(pod object, podAt string, around scope) input.PodSettings {
	context, at := pod.object("securityContext"), podAt+"/securityContext"
	made := input.PodSettings{
		User:            account(context, "runAsUser", at),
		Group:           account(context, "runAsGroup", at),
		FilesystemGroup: account(context, "fsGroup", at),
		ChangePolicy:    context.text("fsGroupChangePolicy"),
		NonRoot:         context.boolean("runAsNonRoot"),
		Seccomp:         seccomp(context, at, around, "seccomp.security.alpha.kubernetes.io/pod"),
		AppArmor:        appArmor(context, at, around, ""),
		SELinux:         seLinux(context, at),
		Windows:         windows(context, at),
		Limits:          resources(pod.object("resources").object("limits")),
		Requests:        resources(pod.object("resources").object("requests")),
	}
	for i, element := range context.reader.elements(context.field("supplementalGroups")) {
		if id, ok := integer(element); ok {
			made.SupplementaryGroups = append(made.SupplementaryGroups, numbered(id, at+"/supplementalGroups/"+strconv.Itoa(i)))
		}
	}
	return made
}

// setSecurity sets what a container declares for itself
// (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#security-context-1).
func setSecurity(made *input.Container, context object, around scope) {
	at := made.At + "/securityContext"
	made.Privileged = context.boolean("privileged")
	made.PrivilegeEscalation = context.boolean("allowPrivilegeEscalation")
	made.ReadOnlyRoot = context.boolean("readOnlyRootFilesystem")
	made.NonRoot = context.boolean("runAsNonRoot")
	if made.ProcMount = context.text("procMount"); made.ProcMount == "Unmasked" {
		unmasked := true
		made.UnmaskedProc = &unmasked
	}
	made.User, made.Group = account(context, "runAsUser", at), account(context, "runAsGroup", at)
	added := context.object("capabilities")
	made.Capabilities = input.Capabilities{
		Add: capabilities(added, "add", at+"/capabilities"), Drop: capabilities(added, "drop", at+"/capabilities"),
	}
	made.Seccomp = seccomp(context, at, around, "container.seccomp.security.alpha.kubernetes.io/"+made.Name)
	made.AppArmor = appArmor(context, at, around, "container.apparmor.security.beta.kubernetes.io/"+made.Name)
	made.SELinux, made.Windows = seLinux(context, at), windows(context, at)
}

func account(context object, field, at string) *input.Account {
	if id, ok := integer(context.field(field)); ok {
		made := numbered(id, at+"/"+field)
		return &made
	}
	return nil
}

func numbered(id int64, at string) input.Account {
	return input.Account{Text: strconv.FormatInt(id, 10), ID: &id, At: at}
}

func capabilities(declared object, field, at string) []input.Capability {
	var made []input.Capability
	for i, element := range declared.reader.elements(declared.field(field)) {
		if written, ok := text(element); ok {
			made = append(made, input.Capability{
				Name: strings.TrimPrefix(strings.ToUpper(written), "CAP_"),
				Text: written,
				At:   at + "/" + field + "/" + strconv.Itoa(i),
			})
		}
	}
	return made
}

// A profile is what seccomp and AppArmor have in common.
type profile struct{ kind, text, name, source, at string }

// profileTypes are the types of a profile's field.
var profileTypes = map[string]string{
	"RuntimeDefault": "runtime_default", "Unconfined": "unconfined", "Localhost": "localhost",
}

// annotatedTypes are what an annotation says, where it names no profile of the node.
var annotatedTypes = map[string]string{
	"runtime/default": "runtime_default", "docker/default": "runtime_default", "unconfined": "unconfined",
}

// declaredProfile prefers the field; the annotations are what was before it. Not ok where neither stands.
func declaredProfile(context object, field, at string, around scope, annotation string) (found profile, ok bool) {
	if declared := context.object(field); declared.exists() {
		written := declared.text("type")
		return profile{
			kind: known(profileTypes, written), text: written, name: declared.text("localhostProfile"), source: "field",
			at: at + "/" + field,
		}, true
	}
	written := around.annotations[annotation]
	if written == "" {
		return profile{}, false
	}
	found = profile{
		kind: known(annotatedTypes, written), text: written, source: "annotation", at: around.annotationsAt + "/" + annotation,
	}
	if name, isLocal := strings.CutPrefix(written, "localhost/"); isLocal {
		found.kind, found.name = "localhost", name
	}
	return found, true
}

func known(names map[string]string, written string) string {
	if name, ok := names[written]; ok {
		return name
	}
	return "other"
}

func seccomp(context object, at string, around scope, annotation string) *input.Seccomp {
	found, ok := declaredProfile(context, "seccompProfile", at, around, annotation)
	if !ok {
		return nil
	}
	return &input.Seccomp{Type: found.kind, Text: found.text, File: found.name, Source: found.source, At: found.at}
}

func appArmor(context object, at string, around scope, annotation string) *input.AppArmor {
	found, ok := declaredProfile(context, "appArmorProfile", at, around, annotation)
	if !ok {
		return nil
	}
	return &input.AppArmor{Type: found.kind, Text: found.text, Profile: found.name, Source: found.source, At: found.at}
}

func seLinux(context object, at string) *input.SELinux {
	declared := context.object("seLinuxOptions")
	if !declared.exists() {
		return nil
	}
	return &input.SELinux{
		Type: declared.text("type"), User: declared.text("user"), Role: declared.text("role"), Level: declared.text("level"),
		At: at + "/seLinuxOptions",
	}
}

func windows(context object, at string) *input.WindowsOption {
	declared := context.object("windowsOptions")
	if !declared.exists() {
		return nil
	}
	return &input.WindowsOption{
		HostProcess: declared.boolean("hostProcess"), UserName: declared.text("runAsUserName"), At: at + "/windowsOptions",
	}
}
