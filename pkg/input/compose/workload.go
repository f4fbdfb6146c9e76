package compose

import (
	"strings"
	"time"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// A service is one of the model's.
type service struct {
	located
	name string
}

// workload returns what a service runs.
func (r *reader) workload(s service) *input.Workload {
	made := &input.Workload{
		Platform: "compose", Kind: "service", Name: s.name, Title: s.title(), At: s.at,
		Labels:       s.texts("labels"),
		Annotations:  s.texts("annotations"),
		Replicas:     s.replicas(),
		Sysctls:      s.sysctls(),
		HostAliases:  s.hostAliases(),
		DNSOptions:   s.resolverOptions(),
		CgroupParent: s.get("cgroup_parent").shown(),
		Runtime:      s.get("runtime").shown(),
		Restart:      s.restart(),
		GracePeriod:  s.gracePeriod(),
		Containers:   []input.Container{r.container(s)},
	}
	s.namespaces(made)
	return made
}

// title is how messages call the service.
func (s service) title() string { return `service "` + s.name + `"` }

// place returns the place of a key.
func (s service) place(keys ...string) string {
	return s.at + "/" + strings.Join(keys, "/")
}

// texts returns the texts of a mapping or a list of key=value.
func (s service) texts(key string) map[string]string {
	var found map[string]string
	for _, each := range s.get(key).entries("") {
		if found == nil {
			found = map[string]string{}
		}
		found[each.name] = each.value.shown()
	}
	return found
}

// namespaces says which namespaces are shared with the host and with other containers.
func (s service) namespaces(made *input.Workload) {
	host := func(key string) *bool {
		if mode, ok := s.get(key).known(); ok {
			shared := mode == "host"
			return &shared
		}
		return nil
	}
	made.Host = input.Host{
		Network: host("network_mode"), PID: host("pid"), IPC: host("ipc"), UTS: host("uts"), Cgroup: host("cgroup"),
	}
	made.Network, _ = s.get("network_mode").known()
	if networks := s.get("networks").entries(""); made.Network == "" && len(networks) == 1 {
		made.Network = networks[0].name
	}
	if mode, ok := s.get("userns_mode").known(); ok && mode == "host" {
		made.UserNamespace = "host"
	}
	if mode, ok := s.get("pid").known(); ok {
		if _, other, found := strings.Cut(mode, ":"); found {
			made.SharesProcesses = other
		}
	}
}

func (s service) replicas() *int {
	for _, each := range []*value{s.get("scale"), s.path("deploy", "replicas")} {
		if count := each.integer(); count != nil {
			whole := int(*count)
			return &whole
		}
	}
	return nil
}

func (s service) sysctls() []input.Sysctl {
	var found []input.Sysctl
	for _, each := range s.get("sysctls").entries(s.place("sysctls")) {
		found = append(found, input.Sysctl{Name: each.name, Value: each.value.shown(), At: each.at})
	}
	return found
}

// hostAliases reads HOST=ADDRESS and HOST:ADDRESS.
func (s service) hostAliases() []input.HostAlias {
	var found []input.HostAlias
	for _, each := range s.get("extra_hosts").entries(s.place("extra_hosts")) {
		name, address := each.name, each.value.shown()
		if each.value.kind == nothing {
			name, address, _ = strings.Cut(name, ":")
		}
		found = append(found, input.HostAlias{Names: []string{name}, Address: address, At: each.at})
	}
	return found
}

func (s service) resolverOptions() map[string]string {
	var found map[string]string
	for _, each := range s.get("dns_opt").texts("") {
		if found == nil {
			found = map[string]string{}
		}
		name, text, _ := strings.Cut(each.text, ":")
		found[name] = text
	}
	return found
}

// restartPolicies are the words of restart and of deploy.restart_policy.condition.
var restartPolicies = map[string]string{
	"always": "always", "any": "always", "on-failure": "on_failure", "unless-stopped": "unless_stopped", "no": "never",
	"none": "never", "false": "never",
}

func (s service) restart() input.Restart {
	text, ok := s.get("restart").known()
	policy, retries, _ := strings.Cut(text, ":")
	if ok {
		return input.Restart{Policy: restartPolicies[policy], Retries: wholeNumber(retries)}
	}
	declared := s.path("deploy", "restart_policy")
	condition, _ := declared.get("condition").known()
	made := input.Restart{Policy: restartPolicies[condition]}
	if declared != nil && condition == "" && !declared.get("condition").hidden() {
		made.Policy = "always"
	}
	if attempts := declared.get("max_attempts").integer(); attempts != nil {
		count := int(*attempts)
		made.Retries = &count
	}
	return made
}

func wholeNumber(text string) *int {
	number := (&value{kind: scalar, text: text}).integer()
	if number == nil {
		return nil
	}
	whole := int(*number)
	return &whole
}

func (s service) gracePeriod() *int {
	text, ok := s.get("stop_grace_period").known()
	if !ok {
		return nil
	}
	period, err := time.ParseDuration(text)
	if err != nil {
		return nil
	}
	seconds := int(period / time.Second)
	return &seconds
}
