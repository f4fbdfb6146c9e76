package input

// An Install is a command by which a package manager installs packages.
type Install struct {
	Site
	// Program is the package manager, and Verb what it is told to do, both as in messages: "uv" and "pip install",
	// "yarn" and "" for a yarn alone.
	Program string `json:"program"`
	Verb    string `json:"verb,omitzero"`
	// Title is program and verb: "apt-get install".
	Title string `json:"title"`
	// Kind is system for a distribution's packages, language for those of a programming language.
	Kind string `json:"kind"`
	// Manager is the family that shares a way to name packages: apt, apk, dnf, zypper, pip, npm, gem, go, ...
	Manager string `json:"manager"`
	// Operands are what the command names, packages or not, with known variables substituted.
	Operands []string `json:"operands,omitzero"`
	// Packages are the packages named, without those whose names a variable hides.
	Packages []Package `json:"packages,omitzero"`
	// Recommended tells that packages come along which the named ones only recommend.
	Recommended bool `json:"recommended,omitzero"`
	// Manifest tells that the packages are those which a file of the project lists: package.json, Gemfile, ...
	Manifest bool `json:"manifest,omitzero"`
	// Unlocked tells of a manifest that versions may differ from those in its lock file.
	Unlocked bool `json:"unlocked,omitzero"`
	// Development tells of a manifest that packages come along which only building and testing needs.
	Development bool `json:"development,omitzero"`
	// RunsScripts tells that packages run scripts of their own while they are installed.
	RunsScripts bool `json:"runs_scripts,omitzero"`
	// SecondIndex is what adds a second index in which the same names are looked for: "--extra-index-url".
	SecondIndex string `json:"second_index,omitzero"`
	// SecondIndexAt is its place.
	SecondIndexAt string `json:"second_index_at,omitzero"`
	// AfterSources tells of a manifest that the whole build context was copied before it is installed the first time.
	AfterSources bool `json:"after_sources,omitzero"`
	// VerbAt is the place of the verb where it is written out.
	VerbAt string `json:"verb_at,omitzero"`
}

// A Package is one package that is installed.
type Package struct {
	// Text is the word as written, with known variables substituted.
	Text string `json:"text"`
	Name string `json:"name"`
	// Version is what follows the name's version mark, as in curl=8.5.0-r0.
	Version string `json:"version,omitzero"`
	// Pinned tells that one version, or a range of one, is asked for.
	Pinned bool `json:"pinned,omitzero"`
	// Local tells that the package is a file or an address rather than a name in a repository.
	Local bool `json:"local,omitzero"`
	// Removed tells that the same script removes the package again, or may do so.
	Removed bool   `json:"removed,omitzero"`
	At      string `json:"at"`
}

// A Prompt is a command of a package manager that asks before it goes on.
type Prompt struct {
	Site
	// Title is program and verb: "apt-get install".
	Title string `json:"title"`
	// Manager is the family: apt, dnf or zypper.
	Manager string `json:"manager"`
	// Switch is the option that answers yes.
	Switch string `json:"switch"`
	// VerbAt is the place of the verb where it is written out.
	VerbAt string `json:"verb_at,omitzero"`
}

// An IndexUpdate is a command that fetches the index of a package repository.
type IndexUpdate struct {
	Site
	// Title is program and verb: "apt-get update".
	Title string `json:"title"`
	// Manager is the family: apt, apk or zypper.
	Manager string `json:"manager"`
	// Alone tells that nothing in the same script uses the index, and that the layer keeps it.
	Alone bool `json:"alone,omitzero"`
}

// An Upgrade is a command that renews what is installed already.
type Upgrade struct {
	Site
	// Title is program and verb: "apt-get dist-upgrade".
	Title string `json:"title"`
	// Manager is the family: apt, apk, dnf or zypper.
	Manager string `json:"manager"`
	// Distribution tells that it goes on to another state of the whole distribution, adding and removing packages.
	Distribution bool `json:"distribution,omitzero"`
}

// A KeptCache is the cache of a package manager that stays in a layer: no mount holds it, nothing switches it off, and
// the script that fills it does not empty it again.
type KeptCache struct {
	Site
	// Title is the command that filled it last: "dnf install".
	Title string `json:"title"`
	// Kind is system for a distribution's package manager, language for one of a programming language.
	Kind string `json:"kind"`
	// Manager is whose cache it is: apk, dnf, zypper, pip, npm, yarn, ...
	Manager string `json:"manager"`
	// Path is the folder.
	Path string `json:"path"`
}

// An UncheckedSignature is a switch that takes packages without looking at their signatures.
type UncheckedSignature struct {
	Site
	// Program is the command with the switch.
	Program string `json:"program"`
	// Switch is the option or setting: "--nogpgcheck", "trusted=yes".
	Switch string `json:"switch"`
}

// A TrustedKey is a key that becomes valid for every source of apt.
type TrustedKey struct {
	Site
	// By is what puts it there: "apt-key add", "COPY".
	By string `json:"by"`
	// Path is the file or folder, if the command names one.
	Path string `json:"path,omitzero"`
}
