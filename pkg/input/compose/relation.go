package compose

import (
	"net"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// A nameUse is a name that a service uses for something that has to be defined.
type nameUse struct {
	kind, section, name, at string
}

// dangling returns the names that services use and that nothing defines, neither in the project nor in a file that the
// judged one is laid over.
func (r *reader) dangling(services []service) []input.ComposeDangling {
	if r.isFragment(services) {
		return nil
	}
	definedBelow := r.definedBelow()
	var found []input.ComposeDangling
	for _, s := range services {
		for _, each := range slices.Concat(s.usedServices(), s.usedNetworks(), s.usedVolumes(), s.usedGrants()) {
			defined := each.section == "networks" && each.name == "default" || r.model.get(each.section).raw(each.name) != nil
			if each.name != "" && !defined && !definedBelow(each.section, each.name) {
				found = append(found, input.ComposeDangling{Service: s.title(), Kind: each.kind, Name: each.name, At: each.at})
			}
		}
	}
	return found
}

func (s service) usedServices() []nameUse {
	var used []nameUse
	for _, each := range names(s.get("depends_on"), s.place("depends_on")) {
		if required := s.path("depends_on", each.text, "required").boolean(); !each.hidden() && (required == nil || *required) {
			used = append(used, nameUse{"service", "services", each.text, each.at})
		}
	}
	for _, key := range []string{"network_mode", "ipc", "pid"} {
		text, _ := s.get(key).known()
		if name, ok := strings.CutPrefix(text, "service:"); ok {
			used = append(used, nameUse{"service", "services", name, s.place(key)})
		}
	}
	for _, each := range s.get("links").texts(s.place("links")) {
		if name, _, _ := strings.Cut(each.text, ":"); !each.hidden() {
			used = append(used, nameUse{"service", "services", name, each.at})
		}
	}
	return used
}

func (s service) usedNetworks() []nameUse {
	var used []nameUse
	for _, section := range []string{"networks", "models"} {
		for _, each := range names(s.get(section), s.place(section)) {
			if !each.hidden() {
				used = append(used, nameUse{strings.TrimSuffix(section, "s"), section, each.text, each.at})
			}
		}
	}
	return used
}

func (s service) usedVolumes() []nameUse {
	var used []nameUse
	for _, each := range mounts(s.get("volumes").elements(s.place("volumes"))) {
		if each.kind == "volume" && !each.hidden {
			used = append(used, nameUse{"volume", "volumes", each.source, each.at})
		}
	}
	return used
}

// usedGrants are the secrets and configs of a service.
func (s service) usedGrants() []nameUse {
	var used []nameUse
	for _, key := range []string{"secrets", "configs"} {
		for _, each := range s.get(key).elements(s.place(key)) {
			source := each.value
			if each.isMapping() {
				source = each.get("source")
			}
			if name, ok := source.known(); ok {
				used = append(used, nameUse{strings.TrimSuffix(key, "s"), key, name, each.at})
			}
		}
	}
	return used
}

// A claim is a port of the host that a service takes.
type claim struct {
	service  service
	address  net.IP
	protocol string
	port     int
}

// portClashes returns the ports of the host that are taken twice. Services that no profile brings together may take the
// same.
func (r *reader) portClashes(services []service) []input.ComposeClash {
	var found []input.ComposeClash
	taken := map[int][]claim{}
	for _, s := range services {
		if mode, _ := s.get("network_mode").known(); mode == "host" {
			continue
		}
		for _, each := range publications(s.get("ports").elements(s.place("ports"))) {
			if clash, ok := r.takePorts(taken, s, each); ok {
				found = append(found, input.ComposeClash{Service: s.title(), Text: clash.text, First: clash.first, At: each.at})
			}
		}
	}
	return found
}

type clash struct{ text, first string }

// takePorts notes the ports that a publication takes, and returns the first that is taken already.
func (r *reader) takePorts(taken map[int][]claim, s service, p publication) (clash, bool) {
	var found clash
	if p.address != "" && net.ParseIP(p.address) == nil || p.host.size() != p.target.size() {
		return found, false
	}
	for _, each := range r.portPairs(p) {
		if each.host == nil {
			continue
		}
		own := claim{s, net.ParseIP(p.address), p.protocol, *each.host}
		for _, other := range taken[own.port] {
			if found.first == "" && own.excludes(other) {
				found = clash{p.hostText(), other.service.title()}
			}
		}
		if len(taken[own.port]) < maxClaims {
			taken[own.port] = append(taken[own.port], own)
		}
	}
	return found, found.first != ""
}

// maxClaims bounds the services that are compared for one port.
const maxClaims = 50

// hostText is the port of the host with the address that is bound.
func (p publication) hostText() string {
	if p.address == "" {
		return p.host.text
	}
	return net.JoinHostPort(p.address, p.host.text)
}

// excludes reports whether two claims can't both be met.
func (c claim) excludes(other claim) bool {
	everywhere := func(address net.IP) bool { return address == nil || address.IsUnspecified() }
	meets := everywhere(c.address) || everywhere(other.address) || c.address.Equal(other.address)
	return meets && c.protocol == other.protocol && together(c.service, other.service)
}

// together reports whether two services may run at one time: one of them always does, or they share a profile.
func together(a, b service) bool {
	left, right := words(a.get("profiles")), words(b.get("profiles"))
	return len(left) == 0 || len(right) == 0 ||
		slices.ContainsFunc(left, func(profile string) bool { return slices.Contains(right, profile) })
}

// nameClashes returns the names of containers that are given twice.
func nameClashes(services []service) []input.ComposeClash {
	var found []input.ComposeClash
	given := map[string][]service{}
	for _, s := range services {
		name, ok := s.get("container_name").known()
		if !ok || name == "" {
			continue
		}
		for _, other := range given[name] {
			if together(s, other) {
				found = append(found, input.ComposeClash{
					Service: s.title(), Text: name, First: other.title(), At: s.place("container_name"),
				})
				break
			}
		}
		given[name] = append(given[name], s)
	}
	return found
}

// A mountUse is a service's mount of something that others can mount too.
type mountUse struct {
	service, source string
	mount           mount
}

// sharedVolumes returns the mounts of volumes and of the host's paths that several services have.
func (r *reader) sharedVolumes(services []service) []input.ComposeSharedVolume {
	var all []mountUse
	bySource := map[string][]mountUse{}
	for _, s := range services {
		for _, each := range mounts(s.get("volumes").elements(s.place("volumes"))) {
			if each.hidden || each.source == "" || each.kind != "volume" && each.kind != "bind" {
				continue
			}
			own := mountUse{s.title(), r.mountFact(each).Source, each}
			all = append(all, own)
			bySource[own.source] = append(bySource[own.source], own)
		}
	}
	var found []input.ComposeSharedVolume
	for _, own := range all {
		if made := own.shared(bySource[own.source]); len(made.Others) > 0 {
			found = append(found, made)
		}
	}
	return found
}

// shared says with whom a mount is shared, given all mounts of the same source.
func (u mountUse) shared(all []mountUse) input.ComposeSharedVolume {
	made := input.ComposeSharedVolume{Service: u.service, Source: u.source, At: u.mount.at}
	writers := map[string]bool{}
	for _, other := range all[:min(len(all), maxUses)] {
		if !other.mount.isReadOnly() {
			writers[other.service] = true
		}
		if other.service != u.service && !slices.Contains(made.Others, other.service) && len(made.Others) < maxOthers {
			made.Others = append(made.Others, other.service)
		}
	}
	made.ReadOnly = len(writers) <= 1
	return made
}

const (
	// maxOthers bounds the services that are named beside one.
	maxOthers = 20
	// maxUses bounds the mounts of one source that are compared with each.
	maxUses = 1000
)

func (m mount) isReadOnly() bool { return m.readOnly != nil && *m.readOnly }
