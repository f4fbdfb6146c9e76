package dockerrun

import (
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// rangeLimit is how many ports of a range are told one by one.
const rangeLimit = 256

// publish reads [[ADDRESS:][HOST]:]TARGET[/PROTOCOL], where ports may be ranges
// (https://docs.docker.com/reference/cli/docker/container/run/#publish).
func (b *builder) publish(o option) {
	b.mark("ports", o.at)
	text, protocol, _ := strings.Cut(o.value.Text, "/")
	parts := splitColons(text)
	made := input.ContainerPort{Protocol: "tcp", Published: true, Text: o.value.Text}
	if protocol != "" && !hasVariable(o.value, protocol) {
		made.Protocol = strings.ToLower(protocol)
	}
	target, host := portRange(parts[len(parts)-1]), ports{}
	if len(parts) > 1 {
		host = portRange(parts[len(parts)-2])
	}
	if len(parts) > 2 {
		made.Address = strings.Trim(strings.Join(parts[:len(parts)-2], ":"), "[]")
	}
	for i := range max(min(target.size(), rangeLimit), 1) {
		each := made
		each.Target, each.HostPort = target.at(i), host.single()
		if host.size() > 1 && host.size() == target.size() {
			each.HostPort = host.at(i)
		}
		each.At = b.element("ports", len(b.container.Ports), o)
		b.container.Ports = append(b.container.Ports, each)
	}
}

// ports are a range, without any where it is not known or not there.
type ports struct {
	first, last int
	known       bool
}

func portRange(text string) ports {
	from, to, ranged := strings.Cut(text, "-")
	if !ranged {
		to = from
	}
	first, err := strconv.ParseUint(from, 10, 16)
	last, lastErr := strconv.ParseUint(to, 10, 16)
	if err != nil || lastErr != nil || last < first {
		return ports{}
	}
	return ports{int(first), int(last), true}
}

func (p ports) size() int {
	if !p.known {
		return 0
	}
	return p.last - p.first + 1
}

// at is one port of the range.
func (p ports) at(index int) *int {
	if !p.known {
		return nil
	}
	port := p.first + index
	return &port
}

func (p ports) single() *int {
	if p.size() != 1 {
		return nil
	}
	return p.at(0)
}
