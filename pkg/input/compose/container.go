package compose

import (
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/engineoption"
)

// container returns the container of a service.
func (r *reader) container(s service) input.Container {
	made := input.Container{
		Name: s.name, Title: s.title(), Role: "main", At: s.at,
		Image:            s.get("image").shown(),
		Built:            r.isBuilt(s),
		PullPolicy:       s.get("pull_policy").shown(),
		Privileged:       s.get("privileged").boolean(),
		ReadOnlyRoot:     s.get("read_only").boolean(),
		TTY:              s.get("tty").boolean(),
		Stdin:            s.get("stdin_open").boolean(),
		WorkingDirectory: s.get("working_dir").shown(),
		Command:          words(s.get("entrypoint")),
		Arguments:        words(s.get("command")),
		Environment:      s.environment(),
		Mounts:           r.mounts(s),
		Devices:          s.devices(),
		DeviceRules:      s.lines("device_cgroup_rules"),
		InheritedVolumes: s.lines("volumes_from"),
		Ports:            r.ports(s),
		CPUShares:        s.get("cpu_shares").integer(),
		Ulimits:          s.ulimits(),
		OOMDisabled:      s.get("oom_kill_disable").boolean(),
		OOMScore:         wholeNumber(s.get("oom_score_adj").shown()),
		HealthCheck:      s.healthCheck(),
		Logging:          s.logging(),
		Unknown:          s.unknown(),
		Capabilities: input.Capabilities{
			Add: s.capabilities("cap_add"), Drop: s.capabilities("cap_drop"),
		},
	}
	s.accounts(&made)
	s.resources(&made)
	s.securityOptions(&made)
	return made
}

// hideable are the fields whose absence says something, by the keys that set them.
var hideable = map[string]string{
	"privileged": "privileged", "read_only": "read_only_root", "tty": "tty", "stdin_open": "stdin", "user": "user",
	"healthcheck": "health_check", "restart": "restart",
}

// unknown returns the fields that a variable hides, or that another file may set.
func (s service) unknown() []string {
	var fields []string
	if s.isPartial() {
		fields = s.unsaid()
	}
	for key, field := range hideable {
		if s.get(key).hidden() {
			fields = append(fields, field)
		}
	}
	slices.Sort(fields)
	return fields
}

// words returns a command as words: those of a list, or one text.
func words(v *value) []string {
	var found []string
	for _, each := range v.texts("") {
		found = append(found, each.text)
	}
	return found
}

func (s service) lines(key string) []input.Line {
	var found []input.Line
	for _, each := range s.get(key).texts(s.place(key)) {
		found = append(found, input.Line{Text: each.text, At: each.at})
	}
	return found
}

// environment returns the variables and the files of variables.
func (s service) environment() []input.Environment {
	var found []input.Environment
	for _, each := range s.get("environment").entries(s.place("environment")) {
		made := input.Environment{Name: each.name, Text: each.value.shown(), Source: "literal", At: each.at}
		switch {
		case each.value.kind == nothing:
			made.Source = "passed"
		case each.value.state != input.Literal:
			made.Source, made.Text = "interpolated", each.value.written
		}
		found = append(found, made)
	}
	for _, each := range filePaths(s.get("env_file"), s.place("env_file")) {
		found = append(found, input.Environment{Source: "env_file", Object: each.text, At: each.at})
	}
	return found
}

// filePaths returns the paths of env_file or label_file in any of their syntaxes.
func filePaths(v *value, at string) []located {
	found := v.texts(at)
	for _, each := range v.elements(at) {
		if name := each.get("path"); each.isMapping() && name.isScalar() {
			found = append(found, located{name, each.at})
		}
	}
	return found
}

func (r *reader) mounts(s service) []input.VolumeMount {
	var made []input.VolumeMount
	for _, each := range mounts(s.get("volumes").elements(s.place("volumes"))) {
		made = append(made, r.mountFact(each))
	}
	made = append(made, temporary(s.get("tmpfs").texts(s.place("tmpfs")))...)
	made = append(made, granted(s.get("secrets").elements(s.place("secrets")), "secret", "/run/secrets")...)
	return append(made, granted(s.get("configs").elements(s.place("configs")), "config", "/")...)
}

// devices reads HOST[:CONTAINER[:PERMISSIONS]] and the long syntax.
func (s service) devices() []input.Device {
	var made []input.Device
	for _, each := range s.get("devices").elements(s.place("devices")) {
		parts := splitShort(each.shown())
		device := input.Device{Path: parts[0], At: each.at}
		if len(parts) > 2 {
			device.Permissions = parts[2]
		}
		if each.isMapping() {
			device.Path, device.Permissions = each.get("source").shown(), each.get("permissions").shown()
		}
		made = append(made, device)
	}
	return made
}

func (r *reader) ports(s service) []input.ContainerPort {
	var made []input.ContainerPort
	for _, each := range publications(s.get("ports").elements(s.place("ports"))) {
		for _, pair := range r.portPairs(each) {
			made = append(made, input.ContainerPort{
				Target: pair.target, HostPort: pair.host, Address: each.address, Protocol: each.protocol, Published: true,
				Name: each.get("name").shown(), Text: each.shown(), At: each.at,
			})
		}
	}
	return made
}

func (s service) capabilities(key string) []input.Capability {
	var made []input.Capability
	for _, each := range s.get(key).texts(s.place(key)) {
		if each.state.Known() {
			name := strings.TrimPrefix(strings.ToUpper(each.text), "CAP_")
			made = append(made, input.Capability{Name: name, Text: each.text, At: each.at})
		}
	}
	return made
}

// accounts reads USER[:GROUP] and the groups besides.
func (s service) accounts(made *input.Container) {
	if text, ok := s.get("user").known(); ok && text != "" {
		user, group, hasGroup := strings.Cut(text, ":")
		made.User = engineoption.Account(user, s.place("user"))
		if hasGroup && group != "" {
			made.Group = engineoption.Account(group, s.place("user"))
		}
	}
	for _, each := range s.get("group_add").texts(s.place("group_add")) {
		if each.state.Known() {
			made.SupplementaryGroups = append(made.SupplementaryGroups, *engineoption.Account(each.text, each.at))
		}
	}
}

// resources reads limits and requests where they stand for a service alone and where they stand for a deployment.
func (s service) resources(made *input.Container) {
	limits, reservations := s.path("deploy", "resources", "limits"), s.path("deploy", "resources", "reservations")
	made.Limits = input.Resources{
		CPU:    firstShown(s.get("cpus"), limits.get("cpus"), s.get("cpu_quota")),
		Memory: firstShown(s.get("mem_limit"), limits.get("memory")),
		PIDs:   firstShown(s.get("pids_limit"), limits.get("pids")),
	}
	made.Requests = input.Resources{
		CPU: firstShown(reservations.get("cpus")), Memory: firstShown(s.get("mem_reservation"), reservations.get("memory")),
	}
}

func firstShown(values ...*value) string {
	for _, each := range values {
		if each.isScalar() {
			return each.text
		}
	}
	return ""
}

func (s service) ulimits() []input.Line {
	var made []input.Line
	for _, each := range s.get("ulimits").entries(s.place("ulimits")) {
		text := each.name + "=" + each.value.shown()
		if each.value.isMapping() {
			text = each.name + "=" + each.value.get("soft").shown() + ":" + each.value.get("hard").shown()
		}
		made = append(made, input.Line{Text: text, At: each.at})
	}
	return made
}

func (s service) healthCheck() *input.HealthCheck {
	declared := s.get("healthcheck")
	if !declared.isMapping() {
		return nil
	}
	made := &input.HealthCheck{Command: words(declared.get("test")), At: s.place("healthcheck")}
	made.Disabled = declared.get("disable").isTrue() || len(made.Command) > 0 && made.Command[0] == "NONE"
	return made
}

func (s service) logging() *input.Logging {
	declared := s.get("logging")
	if !declared.isMapping() {
		return nil
	}
	made := &input.Logging{Driver: declared.get("driver").shown(), At: s.place("logging")}
	for _, each := range declared.get("options").entries("") {
		if made.Options == nil {
			made.Options = map[string]string{}
		}
		made.Options[each.name] = each.value.shown()
	}
	return made
}
