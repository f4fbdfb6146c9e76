package input

// A Dockerfile is the dockerfile facet: the stages, and the instructions and commands of all stages indexed by what
// rules ask for. The format is https://docs.docker.com/reference/dockerfile/.
type Dockerfile struct {
	// Escape is the escape character where a directive changes it from the backslash.
	Escape string `json:"escape,omitzero"`
	// Syntax is the `# syntax=` directive.
	Syntax *Directive `json:"syntax,omitzero"`
	// Check is the `# check=` directive.
	Check *Directive `json:"check,omitzero"`
	// GlobalArguments are the ARGs before the first FROM.
	GlobalArguments []Assignment `json:"global_arguments,omitzero"`
	// Stages are the build stages in order.
	Stages []Stage `json:"stages,omitzero"`
	// Instructions of all stages, by keyword.
	Instructions Instructions `json:"instructions"`
	// Commands that RUN instructions of all stages call, by program.
	Commands Commands `json:"commands,omitzero"`
	// Acts are what the RUN instructions of all stages do, by kind.
	Acts Acts `json:"acts,omitzero"`
	// UnknownSources are what COPY --from and mounts name that is neither an earlier stage nor looks like an image.
	UnknownSources []UnknownSource `json:"unknown_sources,omitzero"`
	// BeforeFrom are instructions other than ARG before the first FROM. A file without FROM has none: it is a fragment.
	BeforeFrom []StrayInstruction `json:"before_from,omitzero"`
	// Style is how the file is written.
	Style Style `json:"style,omitzero"`
	// UndeclaredVariables are variables used where nothing in the file has set them.
	UndeclaredVariables []UndeclaredVariable `json:"undeclared_variables,omitzero"`
	// ForbiddenTriggers are instructions that must not stand behind ONBUILD.
	ForbiddenTriggers []ForbiddenTrigger `json:"forbidden_triggers,omitzero"`
	// DeployedTo lists the platforms that manifests judged in the same run are for: "kubernetes".
	DeployedTo []string `json:"deployed_to,omitzero"`
}

// A Directive is a parser directive: a comment at the very top that changes how the file is read.
type Directive struct {
	Text string `json:"text"`
	// Names are the spellings of the image that `# syntax=` names, without tag and digest, as written and in full.
	Names []string `json:"names,omitzero"`
	At    string   `json:"at"`
}

// Instructions holds the instructions of all stages in order, by lower-case keyword.
type Instructions struct {
	Add         []Copy        `json:"add,omitzero"`
	Arg         []Assignment  `json:"arg,omitzero"`
	Cmd         []Start       `json:"cmd,omitzero"`
	Copy        []Copy        `json:"copy,omitzero"`
	Entrypoint  []Start       `json:"entrypoint,omitzero"`
	Env         []Assignment  `json:"env,omitzero"`
	Expose      []Port        `json:"expose,omitzero"`
	Healthcheck []Healthcheck `json:"healthcheck,omitzero"`
	Label       []Assignment  `json:"label,omitzero"`
	Maintainer  []Text        `json:"maintainer,omitzero"`
	Run         []Run         `json:"run,omitzero"`
	Shell       []Shell       `json:"shell,omitzero"`
	Stopsignal  []Text        `json:"stopsignal,omitzero"`
	User        []User        `json:"user,omitzero"`
	Volume      []Text        `json:"volume,omitzero"`
	Workdir     []Workdir     `json:"workdir,omitzero"`
}

// A Site says where in the build an instruction or one of its parts stands.
type Site struct {
	// Stage is the index of the stage.
	Stage int `json:"stage"`
	// Step counts the file's instructions from 0; parts of one instruction share it.
	Step int `json:"step"`
	// Shipped tells that the stage, or for a trigger one built from it, is part of the built image.
	Shipped bool `json:"shipped,omitzero"`
	// Trigger tells that the instruction stands behind ONBUILD.
	Trigger bool `json:"trigger,omitzero"`
	// Comments are the lines of comment right above the instruction.
	Comments []string `json:"comments,omitzero"`
	At       string   `json:"at"`
}

// A Text is an instruction whose argument is plain text.
type Text struct {
	Site
	Text  string `json:"text"`
	State State  `json:"state"`
}

// An Assignment gives a name a value: one for each pair of ENV, ARG and LABEL.
type Assignment struct {
	Site
	Name string `json:"name"`
	// Value is absent for an ARG without a default.
	Value *string `json:"value,omitzero"`
	State State   `json:"state"`
	// Legacy tells that the old form without an equals sign is used, or for an ARG that it is meant.
	Legacy bool `json:"legacy,omitzero"`
	// Premature are the variables in an ENV's value that the same instruction sets, and nothing in the file before it.
	Premature []string `json:"premature,omitzero"`
	// Modern says how the old form becomes the new one: plain by an equals sign alone, quoted by quotes around the value
	// as well. It is absent where it takes more.
	Modern string `json:"modern,omitzero"`
	// KeyFault says what is wrong with a label's key: reserved, variable, character, edge or divider.
	KeyFault string `json:"key_fault,omitzero"`
	// Formats are those of email, hash, rfc3339, semver, spdx, text and url that a label's value has, if it is known.
	Formats []string `json:"formats,omitzero"`
}

// A User is a USER instruction.
type User struct {
	Site
	// Text is the account, and the group after a colon, with known variables substituted.
	Text  string `json:"text"`
	State State  `json:"state"`
	// Name is the account's name if it is not a number.
	Name string `json:"name,omitzero"`
	// ID is the account's number.
	ID *int64 `json:"id,omitzero"`
	// Group is the name or number after the colon.
	Group string `json:"group,omitzero"`
	// Root tells that the account is known to be root.
	Root bool `json:"root,omitzero"`
}

// A Workdir is a WORKDIR instruction.
type Workdir struct {
	Site
	// Text is the directory with known variables substituted.
	Text  string `json:"text"`
	State State  `json:"state"`
	// Kind is absolute, relative, or unknown where a variable comes first.
	Kind string `json:"kind"`
	// Anchored tells that a WORKDIR before a relative one says where it begins, absolutely or by a variable.
	Anchored bool `json:"anchored,omitzero"`
	// Path is the directory from the root, if this instruction and those before it tell. Variables nobody knows
	// stand in it as they are written.
	Path string `json:"path,omitzero"`
}

// A Copy is a COPY or ADD instruction.
type Copy struct {
	Site
	Sources     []Source    `json:"sources,omitzero"`
	Destination Destination `json:"destination"`
	// From is the value of --from.
	From string `json:"from,omitzero"`
	// FromStage is the index of the stage that --from names.
	FromStage *int     `json:"from_stage,omitzero"`
	Chown     string   `json:"chown,omitzero"`
	Chmod     string   `json:"chmod,omitzero"`
	Checksum  string   `json:"checksum,omitzero"`
	Exclude   []string `json:"exclude,omitzero"`
	Link      bool     `json:"link,omitzero"`
	Parents   bool     `json:"parents,omitzero"`
	// Unpack is the value of ADD's --unpack.
	Unpack *bool `json:"unpack,omitzero"`
	// KeepGitDir tells that ADD has --keep-git-dir, whatever its value.
	KeepGitDir bool `json:"keep_git_dir,omitzero"`
	// LowerCase tells that the keyword of an ADD is written so, and KeywordAt where it stands.
	LowerCase bool   `json:"lower_case,omitzero"`
	KeywordAt string `json:"keyword_at,omitzero"`
}

// A Source is what a COPY or ADD takes.
type Source struct {
	Text  string `json:"text"`
	State State  `json:"state"`
	// Kind is url, git, archive, heredoc, context for the whole build context, path, or unknown where a variable
	// nobody knows could make it any of them.
	Kind string `json:"kind"`
	// Pinned tells that a git source names a commit.
	Pinned bool   `json:"pinned,omitzero"`
	At     string `json:"at"`
}

// A Destination is where a COPY or ADD puts things.
type Destination struct {
	Text  string `json:"text"`
	State State  `json:"state"`
	// Kind is absolute, relative, or unknown where a variable comes first.
	Kind string `json:"kind"`
	// Folder tells that the text ends in a slash or a dot.
	Folder bool `json:"folder,omitzero"`
	// Path is the destination from the root, if it and the WORKDIR in force tell.
	Path string `json:"path,omitzero"`
	// Unanchored tells that only the base image says where a relative destination begins.
	Unanchored bool `json:"unanchored,omitzero"`
	// At is the word; the text inside its quotes is "text" below.
	At string `json:"at"`
}

// A Start is a CMD or ENTRYPOINT instruction.
type Start struct {
	Site
	// Form is exec, shell, or broken_exec for text that looks like a JSON array and is none.
	Form string `json:"form"`
	// Words are the array's elements, or the text as one word.
	Words []string `json:"words,omitzero"`
	// ShellDeclared tells that a SHELL instruction of the chain is in force.
	ShellDeclared bool `json:"shell_declared,omitzero"`
	// Superseded tells that the same stage says it again later.
	Superseded bool `json:"superseded,omitzero"`
	// Commands are the programs that are called.
	Commands []Invocation `json:"commands,omitzero"`
	// Literal are the variables in an exec form that nothing expands.
	Literal []LiteralVariable `json:"literal,omitzero"`
	// ReadsArguments tells that the text of a shell form uses $0, $1, $@ or $*: what CMD gives to an ENTRYPOINT.
	ReadsArguments bool `json:"reads_arguments,omitzero"`
}

// A Healthcheck is a HEALTHCHECK instruction.
type Healthcheck struct {
	Site
	// Disabled tells that the instruction is HEALTHCHECK NONE.
	Disabled bool `json:"disabled,omitzero"`
	// Form is exec, shell or broken_exec; absent when disabled.
	Form  string   `json:"form,omitzero"`
	Words []string `json:"words,omitzero"`
	// ShellDeclared tells that a SHELL instruction of the chain is in force.
	ShellDeclared bool `json:"shell_declared,omitzero"`
	// Superseded tells that the same stage says it again later.
	Superseded bool `json:"superseded,omitzero"`
	// Commands are the programs that are called.
	Commands []Invocation `json:"commands,omitzero"`
	// Literal are the variables in an exec form that nothing expands.
	Literal []LiteralVariable `json:"literal,omitzero"`
	// AlwaysSucceeds tells that the check ends well whatever it finds.
	AlwaysSucceeds bool `json:"always_succeeds,omitzero"`
}

// A Port is one port of an EXPOSE instruction, or a range of ports.
type Port struct {
	Site
	Text  string `json:"text"`
	State State  `json:"state"`
	// First and Last are the ends of the range, the same for one port; absent where the text holds no number.
	First *int `json:"first,omitzero"`
	Last  *int `json:"last,omitzero"`
	// Number is the port or range without protocol and host: "8080" for 127.0.0.1:80:8080/tcp.
	Number string `json:"number"`
	// Host is the address and port of the host in front of the number: "127.0.0.1:80".
	Host string `json:"host,omitzero"`
	// Protocol is what follows the slash, as written.
	Protocol *PortProtocol `json:"protocol,omitzero"`
}

// A PortProtocol is the protocol of an EXPOSE, where it is written out.
type PortProtocol struct {
	Text string `json:"text"`
	At   string `json:"at"`
}

// A Shell is a SHELL instruction.
type Shell struct {
	Site
	Words []string `json:"words,omitzero"`
	// Dialect is posix, bash, ash, zsh, ksh, powershell, cmd, or unknown.
	Dialect string `json:"dialect"`
	// Pipefail tells that the shell is started so that a failure anywhere in a pipe counts.
	Pipefail bool `json:"pipefail,omitzero"`
}

// A Run is a RUN instruction.
type Run struct {
	Site
	// Form is shell, exec, or heredoc where the script stands in the lines below.
	Form string `json:"form"`
	// Dialect is the shell that runs it; see Shell.
	Dialect string  `json:"dialect,omitzero"`
	Mounts  []Mount `json:"mounts,omitzero"`
	// Network is the value of --network, Security that of --security.
	Network  string `json:"network,omitzero"`
	Security string `json:"security,omitzero"`
	// Pipelines lists the pipes of two commands and more.
	Pipelines []Pipeline `json:"pipelines,omitzero"`
	// Leftovers is what package managers leave in the layer.
	Leftovers Leftovers `json:"leftovers,omitzero"`
	// SyntaxError is the shell parser's message where the script can't be read.
	SyntaxError string `json:"syntax_error,omitzero"`
}
