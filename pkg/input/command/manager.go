package command

import (
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// An action is what a verb of a package manager does.
type action int

const (
	none action = iota
	// installs what the operands name, or what a manifest lists.
	installs
	// fetches packages or what is needed to build them, without installing what the operands name.
	fetches
	removes
	upgrades
	// switches the whole distribution to another state.
	switches
	// refreshes the index.
	refreshes
	cleans
)

// A manager is a family of package managers that share a syntax.
type manager struct {
	family   string
	language bool
	// verbs say what sub-commands do; of two words where the first alone does not tell: "module install".
	verbs map[string]action
	// bare is what the program does without a verb.
	bare action
	// yes are the options that answer every question; a manager without never asks. The first is the usual one.
	yes []string
	// read takes an operand apart.
	read func(text string) input.Package
}

// managers by program.
var managers = map[string]*manager{
	"apt-get":    &apt,
	"apt":        &apt,
	"aptitude":   &apt,
	"apk":        &apk,
	"yum":        &dnf,
	"dnf":        &dnf,
	"microdnf":   &dnf,
	"tdnf":       &dnf,
	"zypper":     &zypper,
	"pip":        {family: "pip", language: true, verbs: pipVerbs, read: pipPackage},
	"pipx":       {family: "pip", language: true, verbs: pipxVerbs, read: pipPackage},
	"uv":         {family: "pip", language: true, verbs: uvVerbs, read: pipPackage},
	"pipenv":     {family: "pipenv", language: true, verbs: pipenvVerbs, read: pipPackage},
	"poetry":     {family: "poetry", language: true, verbs: poetryVerbs, read: poetryPackage},
	"npm":        {family: "npm", language: true, verbs: npmVerbs, read: npmPackage},
	"yarn":       {family: "npm", language: true, verbs: yarnVerbs, bare: installs, read: npmPackage},
	"pnpm":       {family: "npm", language: true, verbs: pnpmVerbs, read: npmPackage},
	"bun":        {family: "npm", language: true, verbs: bunVerbs, read: npmPackage},
	"gem":        {family: "gem", language: true, verbs: gemVerbs, read: gemPackage},
	"bundle":     {family: "bundle", language: true, verbs: bundleVerbs, bare: installs, read: gemPackage},
	"go":         {family: "go", language: true, verbs: goVerbs, read: goPackage},
	"cargo":      {family: "cargo", language: true, verbs: cargoVerbs, read: cargoPackage},
	"composer":   {family: "composer", language: true, verbs: composerVerbs, read: composerPackage},
	"conda":      &conda,
	"mamba":      &conda,
	"micromamba": &conda,
}

// The distributions' families: https://manpages.debian.org/stable/apt/apt-get.8.en.html,
// https://man.archlinux.org/man/apk.8, https://dnf.readthedocs.io/en/latest/command_ref.html,
// https://en.opensuse.org/SDB:Zypper_manual.
var (
	apt = manager{
		family: "apt", read: aptPackage, yes: []string{"-y", "--yes", "--assume-yes", "-qq", "--force-yes"},
		verbs: map[string]action{
			"install": installs, "reinstall": installs,
			"build-dep": fetches, "satisfy": fetches, "source": fetches, "download": fetches,
			"upgrade": upgrades, "safe-upgrade": upgrades, "dselect-upgrade": upgrades,
			"dist-upgrade": switches, "full-upgrade": switches, "update": refreshes,
			"remove": removes, "purge": removes, "autoremove": removes, "autopurge": removes,
			"clean": cleans, "distclean": cleans, "dist-clean": cleans,
		},
	}
	apk = manager{
		family: "apk", read: apkPackage,
		verbs: map[string]action{
			"add": installs, "fetch": fetches, "del": removes, "upgrade": upgrades, "update": refreshes, "cache clean": cleans,
		},
	}
	dnf = manager{
		family: "dnf", read: dnfPackage, yes: []string{"-y", "--assumeyes"},
		verbs: map[string]action{
			"install": installs, "in": installs, "localinstall": installs, "reinstall": installs, "rei": installs,
			"downgrade": installs, "module install": installs, "group install": installs, "groups install": installs,
			"groupinstall": installs, "builddep": fetches, "makecache": fetches,
			"upgrade": upgrades, "up": upgrades, "update": upgrades, "upgrade-minimal": upgrades, "update-minimal": upgrades,
			"group update": upgrades, "group upgrade": upgrades,
			"distro-sync": switches, "dsync": switches, "distribution-synchronization": switches, "system-upgrade": switches,
			"remove": removes, "rm": removes, "erase": removes, "autoremove": removes, "clean all": cleans,
		},
	}
	zypper = manager{
		family: "zypper", read: zypperPackage, yes: []string{"-y", "--no-confirm", "-n", "--non-interactive"},
		verbs: map[string]action{
			"install": installs, "in": installs, "source-install": fetches, "si": fetches,
			"update": upgrades, "up": upgrades, "patch": upgrades, "dist-upgrade": switches, "dup": switches,
			"refresh": refreshes, "ref": refreshes, "remove": removes, "rm": removes, "clean": cleans, "cc": cleans,
		},
	}
	conda = manager{
		family: "conda", language: true, read: condaPackage,
		verbs: map[string]action{
			"install": installs, "create": installs, "env create": installs, "env update": installs, "remove": removes,
			"uninstall": removes, "update": upgrades, "upgrade": upgrades, "clean": cleans,
		},
	}
)

// The verbs of the languages' package managers, as their own help lists them.
var (
	pipVerbs = map[string]action{
		"install": installs, "download": fetches, "wheel": fetches, "uninstall": removes, "cache purge": cleans,
	}
	pipxVerbs = map[string]action{"install": installs, "upgrade": upgrades, "uninstall": removes}
	uvVerbs   = map[string]action{
		"pip install": installs, "pip sync": installs, "tool install": installs, "add": installs, "sync": installs,
		"pip uninstall": removes, "cache clean": cleans, "cache prune": cleans,
	}
	pipenvVerbs = map[string]action{"install": installs, "sync": installs, "uninstall": removes}
	poetryVerbs = map[string]action{"install": installs, "sync": installs, "add": installs, "update": upgrades, "cache clear": cleans}
	npmVerbs    = map[string]action{
		"install": installs, "i": installs, "in": installs, "ins": installs, "isntall": installs, "add": installs,
		"install-test": installs, "it": installs, "ci": installs, "clean-install": installs, "ic": installs,
		"install-clean": installs, "install-ci-test": installs, "cit": installs, "clean-install-test": installs,
		"update": upgrades, "up": upgrades, "upgrade": upgrades, "uninstall": removes, "rm": removes, "remove": removes,
		"cache clean": cleans, "cache clear": cleans, "cache rm": cleans,
	}
	yarnVerbs = map[string]action{
		"install": installs, "add": installs, "global add": installs, "workspaces focus": installs, "upgrade": upgrades,
		"up": upgrades, "remove": removes, "cache clean": cleans,
	}
	pnpmVerbs = map[string]action{
		"install": installs, "i": installs, "add": installs, "ci": installs, "update": upgrades, "up": upgrades, "remove": removes,
	}
	bunVerbs = map[string]action{"install": installs, "i": installs, "add": installs, "a": installs, "ci": installs, "update": upgrades}
	gemVerbs = map[string]action{"install": installs, "i": installs, "update": upgrades, "uninstall": removes}

	bundleVerbs   = map[string]action{"install": installs, "update": upgrades}
	goVerbs       = map[string]action{"get": installs, "install": installs, "run": installs, "mod download": installs}
	cargoVerbs    = map[string]action{"install": installs, "binstall": installs}
	composerVerbs = map[string]action{
		"install": installs, "i": installs, "require": installs, "global require": installs, "create-project": fetches,
		"update": installs, "u": installs, "upgrade": installs, "remove": removes,
		"clear-cache": cleans, "clearcache": cleans, "cc": cleans,
	}
)

// A call is a command of a package manager.
type call struct {
	shell.Command
	*manager
	action action
	// verb is the sub-command, of one word or two.
	verb string
	// named are the operands behind it.
	named []shell.Word
	// index is the command's in the script.
	index int
}

// calls finds the commands of package managers.
func calls(commands []shell.Command) []call {
	var found []call
	for i, c := range commands {
		if m := managers[c.Name]; m != nil {
			if made := recognise(c, m); made.action != none {
				made.index = i
				found = append(found, made)
			}
		}
	}
	return found
}

func recognise(c shell.Command, m *manager) call {
	made := call{Command: c, manager: m, verb: c.Verb, named: c.Operands, action: m.verbs[c.Verb]}
	if len(c.Operands) > 0 {
		long := c.Verb + " " + c.Operands[0].Text
		if act := m.verbs[long]; act != none {
			made.verb, made.named, made.action = long, c.Operands[1:], act
		}
	}
	if c.Verb == "" && len(c.Operands) == 0 && !asks(c) {
		made.action = m.bare
	}
	switch {
	case made.simulates():
		made.action = none
	case made.action == installs && made.onlyFetches():
		made.action = fetches
	}
	return made
}

// asks reports a command that only tells about its program.
func asks(c shell.Command) bool {
	_, given := flag(c, "--version", "-v", "-V", "--help", "-h")
	return given
}

// title is what messages call the command.
func (c call) title() string {
	return strings.TrimSpace(c.Name + " " + c.verb)
}

func (c call) is(actions ...action) bool {
	return slices.Contains(actions, c.action)
}

func (c call) kind() string {
	if c.language {
		return "language"
	}
	return "system"
}

// simulates reports a command that only says what it would do.
func (c call) simulates() bool {
	_, given := flag(c.Command, "--dry-run", "--simulate", "--just-print", "--no-act", "--print-uris", "--recon")
	_, short := flag(c.Command, "-s")
	return given || short && (c.family == "apt" || c.family == "apk")
}

// onlyFetches reports an install command that stops before it installs.
func (c call) onlyFetches() bool {
	_, given := flag(c.Command, "--download-only", "--downloadonly")
	_, short := flag(c.Command, "-d")
	return given || short && (c.family == "apt" || c.family == "zypper")
}

// verbWord is the last word of the verb.
func (c call) verbWord() (shell.Word, bool) {
	words := strings.Fields(c.verb)
	for _, word := range c.Words[1:] {
		if len(words) > 0 && word.Text == words[len(words)-1] {
			return word, true
		}
	}
	return shell.Word{}, false
}
