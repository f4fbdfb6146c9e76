package input

// A Stage is what a FROM begins.
type Stage struct {
	// Index counts stages from 0, as COPY --from=0 does.
	Index int `json:"index"`
	// Name is the lower-case name after AS.
	Name string `json:"name,omitzero"`
	// NameText is the name as written; its place is "name" below the stage's.
	NameText string `json:"name_text,omitzero"`
	// NameTaken tells that a stage above has the same name.
	NameTaken bool `json:"name_taken,omitzero"`
	// Title is how messages call the stage: `stage "build"`, "the image" if it is the only one, "the final stage", or
	// "stage 0", counted as Index does.
	Title string `json:"title"`
	// Shipped tells that the built image is made of this stage: it is a target, or a target is built FROM it.
	Shipped bool `json:"shipped,omitzero"`
	// Target tells that the build ends with this stage.
	Target bool `json:"target,omitzero"`
	// Parent is the index of the stage that FROM names.
	Parent *int `json:"parent,omitzero"`
	// UsedBy lists the stages that are built FROM this one or copy or mount from it, or may, where a variable hides a
	// part of the name.
	UsedBy []int `json:"used_by,omitzero"`
	// Uses are the places that name the stage.
	Uses []StageUse `json:"uses,omitzero"`
	// Base is what FROM names.
	Base Base `json:"base"`
	// Windows tells that the stage stands on an image of Windows, as far as its name or --platform says so.
	Windows bool `json:"windows,omitzero"`
	// Effective is what holds at the end of the stage, inherited along FROM.
	Effective Effective `json:"effective"`
	// At is the place of the FROM instruction.
	At string `json:"at"`
}

// A Base is what a stage is built from.
type Base struct {
	// Kind is image, stage, scratch, or unknown where a variable hides it.
	Kind string `json:"kind"`
	// Text is the name with variables substituted where they are known.
	Text string `json:"text"`
	// State tells how certain the name is.
	State State `json:"state"`
	// Names are the image's spellings without a digest, as written and in full, for patterns to match.
	Names []string `json:"names,omitzero"`
	// BrokenDefault is the name without build arguments, where that is none.
	BrokenDefault *BrokenDefault `json:"broken_default,omitzero"`
	// Platform is the value of --platform.
	Platform string `json:"platform,omitzero"`
	// PlatformKind is constant, named for a constant whose system or architecture the stage's name says, target for the
	// variable that FROM uses anyway, or variable. The flag's place is "platform" below the stage's, and
	// "platform/word" with the blanks behind it.
	PlatformKind string `json:"platform_kind,omitzero"`
	At           string `json:"at"`
}

// Effective is what a stage has when it ends.
type Effective struct {
	User        *User        `json:"user,omitzero"`
	Workdir     *Workdir     `json:"workdir,omitzero"`
	Shell       *Shell       `json:"shell,omitzero"`
	Healthcheck *Healthcheck `json:"healthcheck,omitzero"`
	Entrypoint  *Start       `json:"entrypoint,omitzero"`
	Cmd         *Start       `json:"cmd,omitzero"`
	// AccountCreated tells that the account of User is created in this file, or may be by what can't be seen through.
	AccountCreated bool `json:"account_created,omitzero"`
	// ShellSupplied tells that a shell is brought by this file, or may be.
	ShellSupplied bool `json:"shell_supplied,omitzero"`
	// Supplied are those of the programs called by Healthcheck that are brought by this file, or may be.
	Supplied []string `json:"supplied,omitzero"`
	// Environment holds the last value of each ENV variable.
	Environment map[string]Variable `json:"environment,omitzero"`
	// Labels holds the last value of each label.
	Labels map[string]Variable `json:"labels,omitzero"`
}

// A Variable is a value with a name elsewhere.
type Variable struct {
	Value string `json:"value,omitzero"`
	State State  `json:"state"`
	At    string `json:"at"`
}
