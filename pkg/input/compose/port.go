package compose

import (
	"net"
	"strconv"
	"strings"
)

// A publication is an element of ports, which may be a range of them:
// https://github.com/compose-spec/compose-spec/blob/main/05-services.md#ports.
type publication struct {
	located
	target, host portRange
	// published tells that the port is opened on the host, be it at one that the engine chooses.
	published         bool
	address, protocol string
}

// A portRange is one port or several; unknown where a variable hides them, absent where nothing is written.
type portRange struct {
	text        string
	first, last int
	unknown     bool
}

func (r portRange) absent() bool { return r.text == "" }
func (r portRange) known() bool  { return r.text != "" && !r.unknown }
func (r portRange) size() int    { return r.last - r.first + 1 }

// publications returns the elements of a list of ports that can be read, without those that are there again later.
func publications(ports []located) []publication {
	var found []publication
	index := map[string]int{}
	for _, each := range ports {
		read, ok := readPort(each)
		if !ok {
			continue
		}
		if before, twice := index[read.identity()]; twice {
			found[before] = read
			continue
		}
		index[read.identity()] = len(found)
		found = append(found, read)
	}
	return found
}

// identity is what compose tells publications apart by.
func (p publication) identity() string {
	return strings.Join([]string{p.address, p.host.text, p.target.text, p.protocol}, " ")
}

func readPort(port located) (publication, bool) {
	switch {
	case port.isScalar():
		return readShortPort(port)
	case port.isMapping():
		return readLongPort(port)
	}
	return publication{}, false
}

func readLongPort(port located) (publication, bool) {
	read := publication{located: port, published: true, protocol: "tcp"}
	read.address, _ = port.get("host_ip").known()
	if protocol, ok := port.get("protocol").known(); ok {
		read.protocol = strings.ToLower(protocol)
	}
	var ok, hostOK bool
	read.target, ok = readRange(port.get("target"), port.get("target").shown())
	if read.host, hostOK = readRange(port.get("published"), port.get("published").shown()); !hostOK {
		read.host.unknown = true
	}
	return read, ok && !read.target.absent()
}

// readShortPort reads [[ADDRESS:][HOST]:]TARGET[/PROTOCOL].
func readShortPort(port located) (publication, bool) {
	read := publication{located: port, published: true, protocol: "tcp"}
	text, protocol, found := cutLast(port.text, "/")
	if found && protocol != "" {
		read.protocol = strings.ToLower(protocol)
	}
	parts := splitShort(text)
	target, host := parts[len(parts)-1], ""
	if len(parts) > 1 {
		host = parts[len(parts)-2]
	}
	if len(parts) > 2 {
		read.address = strings.Trim(strings.Join(parts[:len(parts)-2], ":"), "[]")
	}
	if read.address != "" && !hasVariable(port.value, read.address) && net.ParseIP(read.address) == nil {
		return publication{}, false
	}
	var ok, hostOK bool
	read.target, ok = readRange(port.value, target)
	read.host, hostOK = readRange(port.value, host)
	return read, ok && hostOK && !read.target.absent() && read.fits()
}

// fits reports whether as many ports of the host as of the container are named, or more for just one of those.
func (p publication) fits() bool {
	return !p.host.known() || !p.target.known() || p.target.size() == 1 || p.target.size() == p.host.size()
}

func readRange(v *value, text string) (portRange, bool) {
	read := portRange{text: text}
	if text == "" {
		return read, true
	}
	if hasVariable(v, text) {
		read.unknown = true
		return read, true
	}
	from, to, ranged := strings.Cut(text, "-")
	if !ranged {
		to = from
	}
	var ok, lastOK bool
	read.first, ok = readNumber(from)
	read.last, lastOK = readNumber(to)
	return read, ok && lastOK && read.first <= read.last
}

func readNumber(text string) (int, bool) {
	number, err := strconv.ParseUint(text, 10, 16)
	return int(number), err == nil
}

// A portPair is a single publication: a port of the container and that of the host, nil where it is unknown, the
// engine's choice, or any of a range.
type portPair struct{ target, host *int }

// portPairs takes a range apart, which is paid for.
func (l *loader) portPairs(p publication) []portPair {
	if !p.target.known() || p.target.size() > 1 && !l.spend(p.target.size()) {
		return []portPair{{host: p.host.single()}}
	}
	var made []portPair
	for i := range p.target.size() {
		target := p.target.first + i
		each := portPair{target: &target, host: p.host.single()}
		if p.host.known() && p.host.size() == p.target.size() {
			host := p.host.first + i
			each.host = &host
		}
		made = append(made, each)
	}
	return made
}

// single is the port where it is one that is known.
func (r portRange) single() *int {
	if !r.known() || r.size() != 1 {
		return nil
	}
	port := r.first
	return &port
}

func cutLast(text, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(text, sep); i >= 0 && !strings.Contains(text[i:], "}") {
		return text[:i], text[i+len(sep):], true
	}
	return text, "", false
}
