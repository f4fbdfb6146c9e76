package input

// Commands holds the commands of a file by program, for the programs that IndexedPrograms names.
type Commands map[string][]Command

// Keys lists the names that may stand in Commands: the schema has a typed property for each, so that a rule which
// misspells a program or one of its fields does not compile.
func (Commands) Keys() []string {
	return indexedPrograms
}

// indexedPrograms are the programs that rules have something to say about.
var indexedPrograms = []string{
	"addgroup", "adduser", "apk", "apt", "apt-get", "apt-key", "aptitude", "bun", "bundle", "cargo", "cd", "chmod",
	"chown", "chpasswd", "composer", "conda", "cp", "curl", "dmesg", "dnf", "docker", "dpkg", "echo", "emacs",
	"free", "gem", "git", "go", "gpg", "groupadd", "halt", "htop", "ifconfig", "iptables", "kill", "less", "ln",
	"mamba", "microdnf", "mount", "mv", "nano", "npm", "npx", "passwd", "pip", "pipx", "pnpm", "podman", "poetry",
	"poweroff", "ps", "reboot", "rm", "rpm", "scp", "service", "shutdown", "ssh", "ssh-keyscan", "su", "sudo",
	"sysctl", "systemctl", "tar", "tdnf", "tee", "top", "umount", "unzip", "useradd", "usermod", "uv", "vi", "vim",
	"wget", "yarn", "yum", "zypper",
}

// A Command is a simple command of a shell script: a program and its words, wherever it hides in the script.
type Command struct {
	Site
	// Program is the last path element of the first word, with versions and wrappers taken off: "pip" for
	// `sudo python3 -m pip`.
	Program string `json:"program"`
	// Verb is the sub-command of tools that have them: "install".
	Verb string `json:"verb,omitzero"`
	// Arguments are all words but the program, with known variables substituted.
	Arguments []string `json:"arguments,omitzero"`
	// Operands are the arguments that are neither flags, their values, nor the verb.
	Operands []string `json:"operands,omitzero"`
	// Flags are the options by name, "-y" or "--quiet"; clusters are split.
	Flags map[string]Flag `json:"flags,omitzero"`
	// Wrappers are what stands around the command, outermost first: sudo, env, "sh -c", xargs, subshell, if, loop.
	Wrappers []string `json:"wrappers,omitzero"`
	// FailureIgnored tells that the script goes on, or ends well, if the command fails.
	FailureIgnored bool `json:"failure_ignored,omitzero"`
	// ProgramAt is the place of the program's name where it is written out.
	ProgramAt string `json:"program_at,omitzero"`
}

// A Flag is an option of a command.
type Flag struct {
	// Values are the values given, in order, one for each time the flag is used with one.
	Values []string `json:"values,omitzero"`
	At     string   `json:"at"`
}

// A Pipeline is two or more commands joined by pipes.
type Pipeline struct {
	// Programs are the members' programs in order; a group or loop of several commands is one member.
	Programs []string `json:"programs"`
	// Pipefail tells that a failure of any of them is a failure of the pipeline.
	Pipefail bool   `json:"pipefail,omitzero"`
	At       string `json:"at"`
}

// Leftovers is what package managers leave in a layer, by kind. Mounted caches and what the same RUN removes again
// are not left.
type Leftovers struct {
	// AptLists are the index files that `apt-get update` fetches.
	AptLists *Leftover `json:"apt_lists,omitzero"`
	// AptArchives are the downloaded packages, kept where the image's own cleaning is switched off.
	AptArchives *Leftover `json:"apt_archives,omitzero"`
}

// A Leftover is files that a command leaves.
type Leftover struct {
	// Path is the folder that holds them.
	Path string `json:"path"`
	// Command is the command that wrote them: "apt-get update".
	Command string `json:"command"`
	At      string `json:"at"`
}
