package compose

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// A merging is how a value of one file is put together with that of the file before it.
type merging int

const (
	asUsual   merging = iota // mappings by key, lists one behind the other, and else the later wins
	keyValues                // by key, be it a mapping or a list of key=value
	sequence                 // as lists, be it a list, a mapping or one text
	replaced                 // the later wins
	byName                   // as mappings; a list of names is one without values
	built                    // as mappings; a text is the context
	logged                   // by key, if the driver is the same
	limited                  // by key if both are mappings, else the later wins
)

// mergings are the keys of a service that are not merged as usual:
// https://github.com/compose-spec/compose-spec/blob/main/13-merge.md.
var mergings = map[string]merging{
	"annotations": keyValues, "build/additional_contexts": keyValues, "build/args": keyValues, "build/labels": keyValues,
	"deploy/labels": keyValues, "environment": keyValues, "labels": keyValues, "sysctls": keyValues,
	"build/extra_hosts": sequence, "dns": sequence, "dns_opt": sequence, "dns_search": sequence, "env_file": sequence,
	"extra_hosts": sequence, "label_file": sequence, "tmpfs": sequence,
	"command": replaced, "entrypoint": replaced, "healthcheck/test": replaced,
	"depends_on": byName, "models": byName, "networks": byName, "build": built, "logging": logged, "ulimits/*": limited,
}

// mergingOf returns how the value at a path of the model is merged.
func mergingOf(path []string) merging {
	if len(path) < 3 {
		return asUsual
	}
	inner := strings.Join(path[2:], "/")
	switch path[0] {
	case "services", "jobs":
		if strings.HasPrefix(inner, "ulimits/") && len(path) == 4 {
			inner = "ulimits/*"
		}
		return mergings[inner]
	case "networks", "volumes", "secrets", "configs":
		if inner == "labels" {
			return keyValues
		}
	}
	return asUsual
}

// merge puts a later value over an earlier one. Either may be nil.
func (l *loader) merge(base, over *value, path []string) *value {
	switch {
	case over == nil:
		return base
	case over.kind == reset:
		return nil
	case base == nil || base.kind == nothing || over.replaces:
		return over
	case !l.spend(1 + len(base.items) + len(base.pairs)):
		return over
	}
	return l.mergeAs(mergingOf(path), base, over, path)
}

func (l *loader) mergeAs(how merging, base, over *value, path []string) *value {
	switch how {
	case keyValues:
		return l.mergePairs(asEntries(base), asEntries(over), path)
	case sequence:
		return appendLists(asSequence(base), asSequence(over))
	case replaced:
		return over
	case byName:
		return l.mergePairs(asNamed(base, path), asNamed(over, path), path)
	case built:
		return l.mergePairs(asBuild(base), asBuild(over), path)
	case logged:
		if driver, other := base.get("driver"), over.get("driver"); driver != nil && other != nil && driver.text != other.text {
			return over
		}
	case limited:
		if !base.isMapping() || !over.isMapping() {
			return over
		}
	case asUsual:
	}
	return l.mergeAlike(base, over, path)
}

// mergeAlike merges values of one kind. What is of another kind than the value before it stops compose.
func (l *loader) mergeAlike(base, over *value, path []string) *value {
	switch {
	case over.kind == nothing:
		return base
	case base.kind != over.kind && (base.kind != scalar || over.kind != scalar) && base.kind != scalar:
		l.complain(over.place.file, over.span(), fmt.Sprintf("%s can't be merged with what %s says", strings.Join(path, "."), base.place.file.path))
		return over
	case base.kind == mapping:
		return l.mergePairs(base, over, path)
	case base.kind == list:
		return appendLists(base, over)
	}
	return over
}

func (l *loader) mergePairs(base, over *value, path []string) *value {
	merged := *over
	merged.kind = mapping
	merged.items = nil
	merged.pairs = slices.Clone(base.pairs)
	index := make(map[string]int, len(base.pairs))
	for i, each := range merged.pairs {
		index[each.name] = i
	}
	for _, each := range over.pairs {
		i, has := index[each.name]
		if !has {
			if each.value.kind != reset {
				merged.pairs = append(merged.pairs, each)
			}
			continue
		}
		merged.pairs[i].value = l.merge(merged.pairs[i].value, each.value, append(slices.Clip(path), each.name))
	}
	merged.pairs = slices.DeleteFunc(merged.pairs, func(each pair) bool { return each.value == nil })
	return &merged
}

// appendLists puts the elements of a list behind those of another, without the texts that stand there already.
func appendLists(base, over *value) *value {
	merged := *over
	merged.kind = list
	merged.items = slices.Clone(base.items)
	there := map[string]bool{}
	for _, item := range base.items {
		if item.kind == scalar {
			there[item.text] = true
		}
	}
	for _, item := range over.items {
		if item.kind != scalar || !there[item.text] {
			merged.items = append(merged.items, item)
		}
	}
	return &merged
}

// asEntries returns a mapping for a list of key=value texts.
func asEntries(v *value) *value {
	if v.kind != list {
		return v
	}
	made := *v
	made.kind, made.items = mapping, nil
	for _, each := range v.entries("") {
		made.pairs = append(made.pairs, pair{each.name, each.value})
	}
	return &made
}

// asSequence returns a list for one text, and for a mapping one of key=value texts.
func asSequence(v *value) *value {
	made := *v
	made.kind = list
	switch v.kind {
	case scalar:
		element := *v
		made.items = []*value{&element}
	case mapping:
		made.pairs = nil
		for _, each := range v.pairs {
			made.items = append(made.items, asKeyValues(each)...)
		}
	}
	return &made
}

func asKeyValues(each pair) []*value {
	if each.value.kind == list {
		var made []*value
		for _, item := range each.value.items {
			made = append(made, asKeyValues(pair{each.name, item})...)
		}
		return made
	}
	made := *each.value
	made.kind, made.isText, made.text, made.written = scalar, true, each.name, each.name
	if each.value.kind == scalar {
		made.text, made.written = each.name+"="+each.value.text, each.name+"="+each.value.written
	} else {
		made.state = input.Literal
	}
	return []*value{&made}
}

// asNamed returns a mapping for a list of names; a dependency in a list has the condition that compose gives it.
func asNamed(v *value, path []string) *value {
	if v.kind == mapping || v.kind == nothing {
		return v
	}
	made := *v
	made.kind, made.items = mapping, nil
	for _, item := range v.texts("") {
		content := &value{place: item.place}
		if path[len(path)-1] == "depends_on" {
			content.kind = mapping
			for _, each := range [][2]string{{"condition", "service_started"}, {"required", "true"}} {
				setting := &value{kind: scalar, text: each[1], written: each[1], state: input.Literal, place: item.place}
				content.pairs = append(content.pairs, pair{each[0], setting})
			}
		}
		made.pairs = append(made.pairs, pair{item.text, content})
	}
	return &made
}

// asBuild returns a mapping for a text that is the context.
func asBuild(v *value) *value {
	if v.kind != scalar {
		return v
	}
	made, context := *v, *v
	made.kind, made.pairs = mapping, []pair{{"context", &context}}
	return &made
}
