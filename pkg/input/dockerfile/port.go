package dockerfile

import (
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// ports reads EXPOSE: https://docs.docker.com/reference/dockerfile/#expose.
func (r *reader) ports(i instruction) []input.Port {
	var ports []input.Port
	for n, w := range splitWords(i.text.string, i.arguments, r.escape) {
		expanded := r.current.scope.expand(w.text, r.escape)
		port := readPort(expanded.text)
		port.Site, port.State = i.site, expanded.state
		port.At = i.site.At + "/ports/" + strconv.Itoa(n)
		r.mark(port.At, i, w.start, w.end, expanded.origins)
		if port.Protocol != nil && strings.HasSuffix(w.text, "/"+port.Protocol.Text) {
			port.Protocol.At = port.At + "/protocol"
			r.mark(port.Protocol.At, i, w.end-len(port.Protocol.Text), w.end, nil)
		} else {
			port.Protocol = nil
		}
		ports = append(ports, port)
	}
	return ports
}

// readPort takes [host:]number[-number][/protocol] apart.
func readPort(text string) input.Port {
	port := input.Port{Text: text, Number: text}
	if number, protocol, ok := strings.Cut(text, "/"); ok && !strings.Contains(protocol, "}") {
		port.Number = number
		port.Protocol = &input.PortProtocol{Text: protocol}
	}
	if colon := strings.LastIndexByte(port.Number, ':'); colon >= 0 && !strings.Contains(port.Number[colon:], "}") {
		port.Host, port.Number = port.Number[:colon], port.Number[colon+1:]
	}
	first, last, isRange := strings.Cut(port.Number, "-")
	if !isRange {
		last = first
	}
	from, errFrom := strconv.Atoi(first)
	to, errTo := strconv.Atoi(last)
	if errFrom == nil && errTo == nil && from >= 0 && to >= 0 {
		port.First, port.Last = &from, &to
	}
	return port
}
