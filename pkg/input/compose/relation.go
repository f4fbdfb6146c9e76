package compose

import (
	"net"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// dangling returns the names that services use and that nothing defines.
func (r *reader) dangling(services []service) []input.ComposeDangling {
	var found []input.ComposeDangling
	for _, s := range services {
		check := func(kind, section string, name *value, text, at string) {
			defined := r.model.get(section).raw(text) != nil
			if name.hidden() || text == "" || defined || section == "networks" && text == "default" {
				return
			}
			found = append(found, input.ComposeDangling{Service: s.title(), Kind: kind, Name: text, At: at})
		}
		for _, each := range names(s.get("depends_on"), s.place("depends_on")) {
			if optional := s.path("depends_on", each.text, "required").boolean(); optional == nil || *optional {
				check("service", "services", each.value, each.text, each.at)
			}
		}
		for _, key := range []string{"network_mode", "ipc", "pid"} {
			if other, ok := strings.CutPrefix(s.get(key).shown(), "service:"); ok {
				check("service", "services", s.get(key), other, s.place(key))
			}
		}
		for _, each := range s.get("links").texts(s.place("links")) {
			other, _, _ := strings.Cut(each.text, ":")
			check("service", "services", each.value, other, each.at)
		}
		for _, each := range names(s.get("networks"), s.place("networks")) {
			check("network", "networks", each.value, each.text, each.at)
		}
		for _, each := range names(s.get("models"), s.place("models")) {
			check("model", "models", each.value, each.text, each.at)
		}
		for _, each := range mounts(s.get("volumes").elements(s.place("volumes"))) {
			if each.kind == "volume" && !each.hidden {
				check("volume", "volumes", nil, each.source, each.at)
			}
		}
		for _, key := range []string{"secrets", "configs"} {
			for _, each := range s.get(key).elements(s.place(key)) {
				source := each.value
				if each.isMapping() {
					source = each.get("source")
				}
				check(strings.TrimSuffix(key, "s"), key, source, source.shown(), each.at)
			}
		}
	}
	return found
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

// sharedVolumes returns the mounts of volumes and of the host's paths that several services have.
func (r *reader) sharedVolumes(services []service) []input.ComposeSharedVolume {
	type use struct {
		service string
		mount   mount
		source  string
	}
	bySource := map[string][]use{}
	var all []use
	for _, s := range services {
		for _, each := range mounts(s.get("volumes").elements(s.place("volumes"))) {
			if each.hidden || each.source == "" || each.kind != "volume" && each.kind != "bind" {
				continue
			}
			own := use{s.title(), each, r.mountFact(each).Source}
			all = append(all, own)
			bySource[own.source] = append(bySource[own.source], own)
		}
	}
	var found []input.ComposeSharedVolume
	for _, own := range all {
		made := input.ComposeSharedVolume{Service: own.service, Source: own.source, At: own.mount.at}
		writers := map[string]bool{}
		for _, other := range bySource[own.source] {
			if !other.mount.isReadOnly() {
				writers[other.service] = true
			}
			if other.service != own.service && !slices.Contains(made.Others, other.service) && len(made.Others) < maxOthers {
				made.Others = append(made.Others, other.service)
			}
		}
		if made.ReadOnly = len(writers) <= 1; len(made.Others) > 0 {
			found = append(found, made)
		}
	}
	return found
}

// maxOthers bounds the services that are named beside one.
const maxOthers = 20

func (m mount) isReadOnly() bool { return m.readOnly != nil && *m.readOnly }
