package command

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// Settings are what the scripts of an image have configured their package managers to do so far, by manager and lower-case
// name: "npm.omit", "apt.apt::get::assume-yes".
type Settings map[string]string

// A Script is a script and what it runs in.
type Script struct {
	*shell.Script
	// Variables are those that the script is started with.
	Variables shell.Variables
	// Mounts are the folders that are not part of the layer.
	Mounts []input.Mount
	// Settings are those of earlier scripts.
	Settings Settings
	Site     input.Site
	Place    Placer
}

// environment returns what a command finds in its environment. A variable whose value nobody knows is unresolved.
func (s Script) environment(c shell.Command, name string) (shell.Variable, bool) {
	for i := len(c.Environment) - 1; i >= 0; i-- {
		if a := c.Environment[i]; a.Name == name {
			return shell.Variable{Value: a.Value.Text, State: a.Value.State}, true
		}
	}
	for i := len(s.Assignments) - 1; i >= 0; i-- {
		if a := s.Assignments[i]; a.Name == name && a.Exported && a.Range.Start < c.Range.Start {
			return shell.Variable{Value: a.Value.Text, State: a.Value.State}, true
		}
	}
	if s.Variables == nil {
		return shell.Variable{}, false
	}
	return s.Variables(name)
}

// A condition holds if one of its switches is on. Each is a name, or name=value where only some values count; names of
// variables are looked up in lower case too, as npm takes both.
type condition struct{ flags, variables, settings []string }

// holds reports whether a condition holds for a command, or may hold because a variable nobody knows decides.
func (s Script) holds(c shell.Command, settings Settings, when condition) bool {
	return switchedOn(c, settings, when) ||
		slices.ContainsFunc(when.variables, func(wanted string) bool { return s.variableIs(c, wanted) })
}

// surelyHolds leaves out variables that are declared and may well be empty: ARG PIP_EXTRA_INDEX_URL.
func (s Script) surelyHolds(c shell.Command, settings Settings, when condition) bool {
	return switchedOn(c, settings, when) ||
		slices.ContainsFunc(when.variables, func(wanted string) bool { return s.variableIs(c, wanted) && s.hasText(c, wanted) })
}

func switchedOn(c shell.Command, settings Settings, when condition) bool {
	return slices.ContainsFunc(when.flags, func(wanted string) bool { return flagIs(c, wanted) }) ||
		slices.ContainsFunc(when.settings, func(wanted string) bool {
			name, value, _ := strings.Cut(wanted, "=")
			set, ok := settings[name]
			return ok && matches(set, value)
		})
}

func flagIs(c shell.Command, wanted string) bool {
	name, value, _ := strings.Cut(wanted, "=")
	for _, f := range c.Flags {
		switch {
		case f.Name != name:
		case f.Value == nil:
			return value == ""
		case f.Value.State == shell.Unresolved || matches(f.Value.Text, value):
			return true
		}
	}
	return false
}

func (s Script) variableIs(c shell.Command, wanted string) bool {
	name, value, _ := strings.Cut(wanted, "=")
	for _, spelling := range []string{name, strings.ToLower(name)} {
		if set, ok := s.environment(c, spelling); ok {
			return set.State == shell.Unresolved || matches(set.Value, value)
		}
	}
	return false
}

// unknownPart is a variable in a value that nobody knows.
var unknownPart = regexp.MustCompile(`\$\{[^}]*\}|\$\w+`)

// hasText reports whether some of a variable's value stands in the file.
func (s Script) hasText(c shell.Command, wanted string) bool {
	name, _, _ := strings.Cut(wanted, "=")
	return slices.ContainsFunc([]string{name, strings.ToLower(name)}, func(spelling string) bool {
		set, ok := s.environment(c, spelling)
		return ok && unknownPart.ReplaceAllString(set.Value, "") != ""
	})
}

// matches reports whether a setting has one of the values, separated by bars, or without any, that it is on.
func matches(set, wanted string) bool {
	set = strings.ToLower(strings.Trim(set, `"' `))
	if wanted == "" {
		return set != "" && !falseWord[set]
	}
	parts := strings.FieldsFunc(set, func(r rune) bool { return strings.ContainsRune(" ,:", r) })
	return slices.ContainsFunc(strings.Split(wanted, "|"), func(value string) bool {
		return value == set || slices.Contains(parts, value)
	})
}

// falseWord are the spellings of no.
var falseWord = map[string]bool{
	"0": true, "false": true, "no": true, "off": true, "without": true, "disable": true, "n": true, "f": true,
}

// After returns the settings with what the commands of a script add to them.
func (s Settings) After(commands []shell.Command) Settings {
	result := s
	for _, c := range commands {
		added := configured(c)
		if len(added) == 0 {
			continue
		}
		joined := maps.Clone(result)
		if joined == nil {
			joined = Settings{}
		}
		maps.Copy(joined, added)
		result = joined
	}
	return result
}

// configured returns what one command configures, by the manager's own config command or by writing its file.
func configured(c shell.Command) Settings {
	switch c.Name {
	case "npm", "pip", "yarn", "pnpm", "bundle", "poetry", "composer":
		return configCommand(c)
	case "echo", "printf", "cat", "tee":
		return configFile(c)
	}
	return nil
}

// configCommand reads `npm config set omit dev`, `npm config set omit=dev`, `bundle config set --local without test`.
func configCommand(c shell.Command) Settings {
	words := texts(c.Operands)
	if c.Verb != "config" || len(words) == 0 {
		return nil
	}
	if words[0] == "set" {
		words = words[1:]
	}
	if len(words) == 1 {
		name, value, _ := strings.Cut(words[0], "=")
		words = []string{name, value}
	}
	if len(words) < 2 {
		return nil
	}
	name := strings.ToLower(words[0][strings.LastIndexByte(words[0], '.')+1:])
	return Settings{c.Name + "." + name: strings.Join(words[1:], " ")}
}

// configFiles are the managers whose configuration is lines of name=value in a file of this name.
var configFiles = map[string]string{
	".npmrc": "npm", "npmrc": "npm", "pip.conf": "pip", ".yarnrc": "yarn", ".yarnrc.yml": "yarn", "dnf.conf": "dnf", "yum.conf": "dnf",
}

var (
	aptSetting  = regexp.MustCompile(`(?i)\b((?:APT|Acquire|DPkg)::[a-z:-]+)[\s"']+([^\s";']+)`)
	lineSetting = regexp.MustCompile(`(?m)^\s*([A-Za-z_-]+)\s*[=:]\s*(\S+)\s*$`)
)

// configFile reads the lines that a command writes into a manager's configuration.
func configFile(c shell.Command) Settings {
	target, text := fileWritten(c)
	settings := Settings{}
	if strings.HasPrefix(target, "/etc/apt/apt.conf") {
		for _, found := range aptSetting.FindAllStringSubmatch(text, -1) {
			settings["apt."+strings.ToLower(found[1])] = found[2]
		}
	}
	if name := configFiles[path.Base(target)]; name != "" {
		for _, found := range lineSetting.FindAllStringSubmatch(text, -1) {
			settings[name+"."+strings.ToLower(found[1])] = found[2]
		}
	}
	return settings
}

// fileWritten returns the file that a command writes, and what it writes as far as the command itself says it.
func fileWritten(c shell.Command) (target, text string) {
	for _, r := range c.Redirections {
		if strings.HasPrefix(r.Operator, ">") && r.FileDescriptor == 1 {
			target = r.Target.Text
		}
	}
	if c.Name == "tee" && len(c.Operands) > 0 {
		target = c.Operands[0].Text
	}
	return target, textGiven(c)
}

// textGiven is the text in a command's words and heredocs, a line each. An escaped line ending ends a line.
func textGiven(c shell.Command) string {
	lines := texts(c.Words[min(1, len(c.Words)):])
	for _, r := range c.Redirections {
		lines = append(lines, r.Heredoc)
		if r.Operator == "<<<" {
			lines = append(lines, r.Target.Text)
		}
	}
	return strings.ReplaceAll(strings.Join(lines, "\n"), `\n`, "\n")
}
