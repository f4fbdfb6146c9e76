package compose

import "path"

// An extension resolves the `extends` of the services of one file:
// https://github.com/compose-spec/compose-spec/blob/main/05-services.md#extends.
type extension struct {
	*loader
	in          *file
	environment environment
	services    *value
	// done are services with what they extend merged in; one that is being merged is nil.
	done map[string]*value
	// known are the files that services are extended from, by path; nil for one that can't be read.
	known map[string]*extension
}

// extend merges into each service what it extends.
func (l *loader) extend(read *value, in *file, variables environment) *value {
	for _, key := range []string{"services", "jobs"} {
		services := read.get(key)
		if !services.isMapping() || !extendsAny(services) {
			continue
		}
		x := &extension{loader: l, in: in, environment: variables, services: services, done: map[string]*value{}}
		x.known = map[string]*extension{in.path: x}
		made := *services
		made.pairs = nil
		for _, each := range services.pairs {
			made.pairs = append(made.pairs, pair{each.name, x.resolve(each.name)})
		}
		read = read.with(key, &made)
	}
	return read
}

func extendsAny(services *value) bool {
	for _, each := range services.pairs {
		if each.value.get("extends") != nil {
			return true
		}
	}
	return false
}

// resolve returns a service with what it extends below it. Where that can't be told, the key stays.
func (x *extension) resolve(name string) *value {
	if made, started := x.done[name]; started {
		if made == nil {
			x.complain(x.in, x.services.raw(name).get("extends").span(), "the services extend each other in a circle")
			return x.services.raw(name).without("extends")
		}
		return made
	}
	own := x.services.raw(name)
	extends := own.get("extends")
	if extends == nil {
		x.done[name] = own
		return own
	}
	x.done[name] = nil
	made := own
	if base := x.base(extends); base != nil && base.kind == mapping {
		made = x.merge(base, own.without("extends"), []string{"services", name})
	}
	x.done[name] = made
	return made
}

// base returns the service that a value of extends names, nil where it can't be told.
func (x *extension) base(extends *value) *value {
	service, from := extends, (*value)(nil)
	if extends.isMapping() {
		service, from = extends.get("service"), extends.get("file")
	}
	name, ok := service.known()
	if !ok {
		if !service.hidden() {
			x.complain(x.in, extends.span(), "extends names no service")
		}
		return nil
	}
	in := x
	if from != nil {
		if in = x.other(from); in == nil {
			return nil
		}
	}
	if in.services.raw(name) == nil {
		x.complain(x.in, extends.span(), in.in.path+" has no service "+name+" to extend")
		return nil
	}
	return in.resolve(name)
}

// other returns the services of the file that a value names, nil where they can't be told.
func (x *extension) other(from *value) *extension {
	x.readings = append(x.readings, reading{"extends", from})
	name, ok := from.known()
	if !ok || remote(name) {
		return nil
	}
	filePath := resolve(x.in.folder, name)
	if read, ok := x.known[filePath]; ok {
		return read
	}
	x.known[filePath] = x.read(filePath, from)
	return x.known[filePath]
}

func (x *extension) read(filePath string, names *value) *extension {
	content, ok := x.enter(filePath, names, x.in)
	if !ok {
		return nil
	}
	other := &file{path: filePath, folder: path.Dir(filePath), entrance: x.in.entranceOf(names)}
	var services *value
	for _, root := range x.parse(other, content, "") {
		b := &builder{loader: x.loader, file: other, environment: x.environment}
		services = x.merge(services, b.build(nil, root).get("services"), []string{"services"})
	}
	if !services.isMapping() {
		x.complain(x.in, names.span(), filePath+" has no services to extend")
		return nil
	}
	return &extension{
		loader: x.loader, in: other, environment: x.environment, services: services, done: map[string]*value{}, known: x.known,
	}
}
