package secret

import (
	"maps"
	"math"
	"slices"
)

// Data is what this package knows, for places where no Go runs. It holds texts, lists and whole numbers alone.
type Data struct {
	Formats []FormatData
	// Information is n times the logarithm of n to base 2, in millionths, for n from 0.
	Information []int
	Words       WordData
	Values      ValueData
	Open        OpenData
}

// FormatData is the form of one issuer's credentials.
type FormatData struct {
	Name string `yaml:"name"`
	// Hints are texts of which one stands in every match.
	Hints []string `yaml:"hints,flow"`
	// Entropy is the least there is in a match, in millionths of a bit for each character.
	Entropy int `yaml:"entropy"`
	// Pattern is a regular expression of RE2. Its group, where it has one, is the credential.
	Pattern string `yaml:"pattern"`
}

// WordData is what names say.
type WordData struct {
	// Endings are words that people put behind others without a mark between them.
	Endings []string `yaml:"endings,flow"`
	// Harmless are last words of names that only speak of a credential, HarmlessAnywhere words in any place of one.
	Harmless         []string `yaml:"harmless,flow"`
	HarmlessAnywhere []string `yaml:"harmless_anywhere,flow"`
	// Objects are words before a last "secret" that make it the name of an object, Files whole names, in upper case, of what
	// says in which file a credential is.
	Objects []string `yaml:"objects,flow"`
	Files   []string `yaml:"files,flow"`
}

// ValueData is what values can be besides credentials, mostly as regular expressions of RE2.
type ValueData struct {
	Settings   []string `yaml:"settings,flow"`
	References []string `yaml:"references"`
	// Blanks are what leaves open what is to stand in its place.
	Blanks    []string `yaml:"blanks"`
	Addresses string   `yaml:"addresses"`
	Paths     string   `yaml:"paths"`
	// Assignment finds lines that give a name a value; AddressWithPassword the scheme, user, password and host of a URL.
	Assignment          string `yaml:"assignment"`
	AddressWithPassword string `yaml:"address_with_password"`
}

// OpenData is how services are told to let everybody in.
type OpenData struct {
	Yes       []string                    `yaml:"yes,flow"`
	Variables map[string]OpenVariableData `yaml:"variables"`
	Options   []OpenOptionData            `yaml:"options"`
}

// OpenVariableData is a variable of a service, and the values that open it, in lower case.
type OpenVariableData struct {
	Service string   `yaml:"service"`
	Values  []string `yaml:"values,flow"`
}

// OpenOptionData is an option of a service. One of Programs is called, where there are any; Value is what the option is
// given, or "-" where it needs nothing.
type OpenOptionData struct {
	Service  string   `yaml:"service"`
	Programs []string `yaml:"programs,flow"`
	Option   string   `yaml:"option"`
	Value    string   `yaml:"value"`
}

// measured is the length from which a text counts as random enough.
const measured = 512

// AsData returns all that the package knows.
func AsData() Data {
	data := Data{
		Information: information(),
		Words:       WordData{Endings: endings, Harmless: harmlessEndings, HarmlessAnywhere: harmlessWords, Objects: objectWords, Files: fileVariables},
		Values: ValueData{
			Settings: slices.Sorted(maps.Keys(settings)), References: []string{reference.String(), template.String()},
			Blanks: []string{blank.String(), instruction.String()}, Addresses: address.String(), Paths: filePath.String(), Assignment: assignment.String(),
			AddressWithPassword: addresses.text,
		},
		Open: OpenData{Yes: yes, Variables: map[string]OpenVariableData{}},
	}
	for _, f := range formats {
		pattern := f.pattern.text
		if apart[f.name] {
			pattern = `\b` + pattern
		}
		data.Formats = append(data.Formats, FormatData{f.name, f.hints, int(f.entropy * million), pattern})
	}
	for name, variable := range openVariables {
		data.Open.Variables[name] = OpenVariableData{variable.service, variable.values}
	}
	for _, o := range openOptions {
		data.Open.Options = append(data.Open.Options, OpenOptionData{o.service, append([]string{}, o.programs...), o.option, o.value})
	}
	return data
}

const million = 1e6

func information() []int {
	table := make([]int, measured)
	for n := 2; n < measured; n++ {
		table[n] = int(math.Round(float64(n) * math.Log2(float64(n)) * million))
	}
	return table
}
