package config

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A Profile is the content of a profile.yaml: what is shipped as one of the choices that a configuration has.
//
// A profile may be versioned, as what it stands for is: then it says which versions there are, and for rules that are not
// the same in all of them since when and until when they are asked, and what with:
//
//	versions:
//	  first: v1.0
//	  latest: v1.37
//	  rules:
//	    workload/probe_to_other_host:
//	      - since: v1.34
type Profile struct {
	// Title is a few words, Description some sentences in Markdown.
	Title, Description string
	// Parameters are what the profile sets, by rule id.
	Parameters rule.Parameters
	// HidesNothing tells that findings are told also where others on the same node make them needless: the file says `hide: false`.
	HidesNothing bool
	// First and Latest are the ends of the versions, both of them in it. They are absent where there are none.
	First, Latest Version

	stretches map[string][]stretch
}

// A Version is that of a profile: {1, 31} for v1.31.
type Version struct{ Major, Minor int }

func (v Version) String() string {
	return fmt.Sprintf("v%d.%d", v.Major, v.Minor)
}

// before orders versions.
func (v Version) before(other Version) bool {
	return v.Major < other.Major || v.Major == other.Major && v.Minor < other.Minor
}

// A stretch is some versions in which a rule is asked, with the parameters that hold there.
type stretch struct {
	since, until Version
	parameters   map[string]json.RawMessage
}

func (s stretch) covers(v Version) bool {
	return !v.before(s.since) && !s.until.before(v)
}

// At returns the profile as it is at a version, written v1.31, 1.31 or latest: which parameters it sets, and which rules
// are not asked though they belong to it. No text is the latest version, or the profile itself where it has none. An
// unknown version is an error that names those that there are.
func (p Profile) At(text string) (rule.Parameters, []string, error) {
	if p.Latest == (Version{}) {
		if text != "" {
			return nil, nil, errors.New("the profile has no versions")
		}
		return p.Parameters, nil, nil
	}
	version := p.Latest
	if text != "" && text != "latest" {
		var ok bool
		version, ok = parseVersion(text)
		if !ok || version.before(p.First) || p.Latest.before(version) {
			return nil, nil, fmt.Errorf("known versions: %s to %s, and latest", p.First, p.Latest)
		}
	}
	parameters := p.Parameters
	var without []string
	for _, id := range slices.Sorted(maps.Keys(p.stretches)) {
		asked := false
		for _, each := range p.stretches[id] {
			if each.covers(version) {
				asked = true
				parameters = parameters.With(rule.Parameters{id: each.parameters})
			}
		}
		if !asked {
			without = append(without, id)
		}
	}
	return parameters, without, nil
}

var versionForm = regexp.MustCompile(`^v?(0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})$`)

func parseVersion(text string) (Version, bool) {
	parts := versionForm.FindStringSubmatch(text)
	if parts == nil {
		return Version{}, false
	}
	major, _ := strconv.Atoi(parts[1]) // digits, by the form
	minor, _ := strconv.Atoi(parts[2])
	return Version{major, minor}, true
}

// ParseProfile reads the content of a profile.yaml. Every error is an [*Error].
func ParseProfile(file source.File) (Profile, error) {
	r := newReader(file)
	profile := Profile{Parameters: rule.Parameters{}}
	err := r.mapping(map[string]func(field) error{
		"title":       r.storeText(&profile.Title),
		"description": r.storeText(&profile.Description),
		"hide": func(f field) error {
			hide, err := r.boolean(f)
			profile.HidesNothing = !hide
			return err
		},
		"parameters": func(f field) error {
			var err error
			profile.Parameters, _, err = r.parameters(f.value)
			return err
		},
		"versions": func(f field) error { return r.versions(f, &profile) },
	})
	if err != nil {
		return Profile{}, err
	}
	return profile, nil
}

func (r *reader) storeText(target *string) func(field) error {
	return func(f field) error {
		var err error
		*target, err = r.text(f)
		return err
	}
}

// versions reads which versions there are, and what of the rules is not the same in all of them.
func (r *reader) versions(f field, profile *Profile) error {
	err := r.each(f.value, map[string]func(field) error{
		"first":  r.storeVersion(&profile.First),
		"latest": r.storeVersion(&profile.Latest),
		"rules": func(f field) error {
			var err error
			profile.stretches, err = r.stretches(f)
			return err
		},
	})
	if err == nil && (profile.Latest == Version{} || profile.Latest.before(profile.First)) {
		return r.wrong(f.key, "versions have a first and a latest one")
	}
	return err
}

func (r *reader) storeVersion(target *Version) func(field) error {
	return func(f field) error {
		text, err := r.text(f)
		if err != nil {
			return err
		}
		version, ok := parseVersion(text)
		if !ok {
			return r.wrong(f.value, fmt.Sprintf("%q is no version such as v1.31", text))
		}
		*target = version
		return nil
	}
}

func (r *reader) stretches(f field) (map[string][]stretch, error) {
	rules, err := r.fields(f.value)
	if err != nil {
		return nil, err
	}
	read := map[string][]stretch{}
	for _, named := range rules {
		if named.value.Kind != yaml.SequenceNode || len(named.value.Content) == 0 {
			return nil, r.wrong(named.value, kind(named.value)+" where a list of versions is wanted")
		}
		for _, element := range named.value.Content {
			made, err := r.stretch(follow(element))
			if err != nil {
				return nil, err
			}
			read[named.name] = append(read[named.name], made)
		}
	}
	return read, nil
}

func (r *reader) stretch(node *yaml.Node) (stretch, error) {
	made := stretch{until: Version{Major: math.MaxInt}}
	err := r.each(node, map[string]func(field) error{
		"since": r.storeVersion(&made.since),
		"until": r.storeVersion(&made.until),
		"parameters": func(f field) error {
			var err error
			made.parameters, err = r.values(f)
			return err
		},
	})
	return made, err
}

// values reads the parameters of one rule.
func (r *reader) values(f field) (map[string]json.RawMessage, error) {
	named, err := r.fields(f.value)
	if err != nil {
		return nil, err
	}
	values := map[string]json.RawMessage{}
	for _, each := range named {
		if values[each.name], err = r.json(each.value); err != nil {
			return nil, err
		}
	}
	return values, nil
}
