package compose

import (
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// A locator finds the places of a project in its files.
type locator struct {
	model *value
	main  *file
	files []projectFile
	// readings are the values that name other files.
	readings []reading
	masks    map[*file]*input.Mask
}

// aliases are the keys of a service in which the workload facet's fields stand, the first that is there.
var aliases = map[string][]string{
	"arguments": {"command"}, "capabilities/add": {"cap_add"}, "capabilities/drop": {"cap_drop"}, "capabilities": {"cap_add", "cap_drop"},
	"apparmor": {"security_opt"}, "seccomp": {"security_opt"}, "selinux": {"security_opt"}, "unmasked_proc": {"security_opt"},
	"privilege_escalation": {"security_opt"}, "device_rules": {"device_cgroup_rules"}, "dns_options": {"dns_opt"},
	"grace_period": {"stop_grace_period"}, "group": {"user"}, "health_check": {"healthcheck"}, "host/network": {"network_mode"},
	"host/pid": {"pid"}, "host/ipc": {"ipc"}, "host/uts": {"uts"}, "host/cgroup": {"cgroup"}, "host_aliases": {"extra_hosts"},
	"inherited_volumes": {"volumes_from"}, "limits/cpu": {"cpus", "deploy/resources/limits/cpus", "cpu_quota"},
	"limits/memory": {"mem_limit", "deploy/resources/limits/memory"}, "limits/pids": {"pids_limit", "deploy/resources/limits/pids"},
	"limits": {"deploy/resources/limits"}, "mounts": {"volumes"}, "network": {"network_mode", "networks"}, "oom_disabled": {"oom_kill_disable"},
	"oom_score": {"oom_score_adj"}, "read_only_root": {"read_only"}, "replicas": {"scale", "deploy/replicas"},
	"requests/cpu": {"deploy/resources/reservations/cpus"}, "requests/memory": {"mem_reservation", "deploy/resources/reservations/memory"},
	"requests": {"deploy/resources/reservations"}, "restart": {"restart", "deploy/restart_policy"}, "shares_processes": {"pid"},
	"stdin": {"stdin_open"}, "supplementary_groups": {"group_add"}, "user_namespace": {"userns_mode"}, "working_directory": {"working_dir"},
}

// Locate implements input.Locator. Nodes are named by the keys on the way and by what elements of lists say.
func (l *locator) Locate(at string) input.Location {
	steps := strings.Split(at, "/")
	if location, ok := l.special(steps); ok {
		return location
	}
	if len(steps) > 2 && steps[0] == "services" {
		steps = slices.Concat(steps[:2], l.declared(steps))
	}
	reached, names := l.model, []string{}
	valueOnly, lost := false, at == ""
	for i, step := range steps {
		next, name := reached.step(step)
		names = append(names, name)
		if lost = lost || next == nil; !lost {
			reached = next
		}
		valueOnly = step == "value" && i == len(steps)-1 && (next == nil || lost) && len(names) > 1
	}
	return l.location(reached, strings.Join(names, "/"), valueOnly, !lost || valueOnly)
}

// declared returns the steps below a service as its keys have them.
func (l *locator) declared(steps []string) []string {
	service, inner := l.model.path("services", unescape(steps[1])), steps[2:]
	if service.raw(unescape(inner[0])) != nil {
		return inner
	}
	for length := min(2, len(inner)); length > 0; length-- {
		for _, keys := range aliases[strings.Join(inner[:length], "/")] {
			if found := strings.Split(keys, "/"); service.path(found...) != nil {
				return slices.Concat(found, inner[length:])
			}
		}
	}
	return inner
}

// step goes one step down; nil where there is nothing.
func (v *value) step(segment string) (next *value, name string) {
	if v == nil {
		return nil, segment
	}
	if next = v.raw(unescape(segment)); next != nil {
		return next, segment
	}
	if index, err := strconv.ParseUint(segment, 10, 31); err == nil && int(index) < len(v.items) {
		next = v.items[index]
		return next, next.title(segment)
	}
	return nil, segment
}

// title is what tells an element of a list from others, its number where nothing does.
func (v *value) title(segment string) string {
	for _, candidate := range []*value{v, v.get("target"), v.get("source"), v.get("path")} {
		if candidate.isScalar() {
			return candidate.written
		}
	}
	return segment
}

func (l *locator) location(v *value, node string, valueOnly, exact bool) input.Location {
	in := v.place.file
	made := input.Location{Node: strings.TrimSuffix(node, "/")}
	switch {
	case v == l.model || v.place.node == nil:
		made.Span = l.main.text.Start()
		if keys := l.files[0].keys(); len(keys) > 0 {
			made.Span = l.main.text.Text(keys[0])
		}
		return made
	case valueOnly:
		made.Span = in.text.Text(v.place.node)
	default:
		made.Span = v.span()
		if v.place.key != nil && v.onOneLine() {
			made.Lines = in.text.Lines(made.Span)
		}
	}
	if in != l.main {
		made.File, made.Line = in.path, l.line(in, made.Span.Line)
	}
	made.Because = v.because()
	made.Exact = exact && made.File == "" && v.onOneLine()
	return made
}

// line returns a line of a file as it may be shown.
func (l *locator) line(in *file, number int) string {
	return l.masks[in].Line(number, in.text.Line(number))
}

// onOneLine reports whether the value is a scalar whose text is known to end where its span does.
func (v *value) onOneLine() bool {
	node := v.place.node
	return node.Kind == yaml.ScalarNode && node.Style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0 && !strings.Contains(node.Value, "\n")
}

// because are the places that set the variables of a value.
func (v *value) because() []input.Origin {
	var origins []input.Origin
	for _, each := range v.uses {
		if each.origin != nil && !slices.Contains(origins, *each.origin) {
			origins = append(origins, *each.origin)
		}
	}
	return origins
}

// special finds the keys of files, and what names other files.
func (l *locator) special(steps []string) (input.Location, bool) {
	if len(steps) < 2 {
		return input.Location{}, false
	}
	index, err := strconv.ParseUint(steps[1], 10, 31)
	if err != nil {
		return input.Location{}, false
	}
	switch {
	case steps[0] == "files" && int(index) < len(l.files):
		return l.inFile(l.files[index], steps[2:]), true
	case steps[0] == "readings" && int(index) < len(l.readings):
		named := l.readings[index]
		return l.location(named.value, "readings/"+named.value.written, false, true), true
	}
	return input.Location{}, false
}

// inFile finds a key at the top of a file: keys/NUMBER. For the file as a whole it is the first.
func (l *locator) inFile(in projectFile, steps []string) input.Location {
	made := input.Location{Span: in.text.Start(), Node: in.path}
	if len(steps) == 1 && steps[0] == "parse_error" && !in.mistake.IsZero() {
		made.Span, made.Node = in.mistake, in.path+"/"+steps[0]
	} else if keys := in.keys(); len(keys) > 0 {
		index := 0
		if len(steps) > 1 {
			index, _ = strconv.Atoi(steps[1])
		}
		if index >= 0 && index < len(keys) {
			key := keys[index]
			made.Span = in.text.Pair(key, in.valueOf(key))
			made.Node += "/" + key.Value
			made.Exact = in.file == l.main
			made.Lines = in.text.Lines(made.Span)
		}
	}
	if in.file != l.main {
		made.File, made.Line = in.path, l.line(in.file, made.Span.Line)
	}
	return made
}
