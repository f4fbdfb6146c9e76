package input

// Style is how a Dockerfile is written, whatever it builds: what builders warn about and readers stumble over. Each
// list holds only what is out of order, so that a tidy file has none of them.
type Style struct {
	// MiscasedKeywords are the instructions that are not in the case of most others.
	MiscasedKeywords []Miscased `json:"miscased_keywords,omitzero"`
	// MiscasedAs are the ASs that are not in the case of their FROM.
	MiscasedAs []Miscased `json:"miscased_as,omitzero"`
	// EmptyContinuations are the instructions with empty lines in them, behind a line that goes on.
	EmptyContinuations []EmptyContinuation `json:"empty_continuations,omitzero"`
	// TrailingComments are comments behind arguments, where builders know none.
	TrailingComments []TrailingComment `json:"trailing_comments,omitzero"`
	// MisnamedDescriptions are comments right above an ARG or a named FROM that begin with another name.
	MisnamedDescriptions []MisnamedDescription `json:"misnamed_descriptions,omitzero"`
	// Suppressions are comments that tell a checker to be silent.
	Suppressions []Suppression `json:"suppressions,omitzero"`
	// ConsecutiveRuns are RUNs of one command that stand right below another such RUN with the same flags.
	ConsecutiveRuns []ConsecutiveRun `json:"consecutive_runs,omitzero"`
}

// A Miscased is a keyword in the wrong case.
type Miscased struct {
	// Text is the keyword as written, Wanted as it should be.
	Text   string `json:"text"`
	Wanted string `json:"wanted"`
	At     string `json:"at"`
}

// An EmptyContinuation is an instruction with empty lines in it.
type EmptyContinuation struct {
	// Keyword is the instruction's, in upper case.
	Keyword string `json:"keyword"`
	// Lines are the places of the empty lines with their line endings.
	Lines []string `json:"lines"`
	// At is the place of the first of them.
	At string `json:"at"`
}

// A TrailingComment is what looks like a comment behind the arguments of an instruction and is part of them.
type TrailingComment struct {
	// Keyword is the instruction's, in upper case.
	Keyword string `json:"keyword"`
	// Exec tells that the comment follows a JSON array, which is none with words behind it.
	Exec bool `json:"exec,omitzero"`
	// Gap is the place of the comment with the blanks before it.
	Gap string `json:"gap"`
	At  string `json:"at"`
}

// A MisnamedDescription is a comment in the place of a description that begins with another name.
type MisnamedDescription struct {
	// Keyword is ARG or FROM.
	Keyword string `json:"keyword"`
	// Names are those that the comment could begin with.
	Names []string `json:"names"`
	// At is the place of the comment.
	At string `json:"at"`
}

// A Suppression is a comment that tells a checker to be silent.
type Suppression struct {
	// Tool is the checker that the comment is for.
	Tool string `json:"tool"`
	At   string `json:"at"`
}

// A ConsecutiveRun is a RUN that could be part of the one above.
type ConsecutiveRun struct {
	Site
	// Previous is the place of the one above.
	Previous string `json:"previous"`
}

// A ForbiddenTrigger is an instruction that must not stand behind ONBUILD.
type ForbiddenTrigger struct {
	// Keyword is the instruction's, in upper case.
	Keyword string `json:"keyword"`
	At      string `json:"at"`
}

// An UndeclaredVariable is a variable that is used where nothing in the file has set it. Only the base image can.
type UndeclaredVariable struct {
	Site
	Name string `json:"name"`
	// Base tells that it is used in FROM, for which only the ARGs above the first FROM count.
	Base bool `json:"base,omitzero"`
	// Origin is the index of the stage at the start of the FROM chain, whose base image could set the variable.
	Origin int `json:"origin"`
	// Elsewhere says where the file declares the name without effect here: platform for what the builder offers to
	// ARG, global above the first FROM, same by this instruction, later in this stage, or stage_argument and stage_variable, the ARG and the
	// ENV of another stage.
	Elsewhere string `json:"elsewhere,omitzero"`
	// Similar is a name that is set here and differs by a slip of the finger.
	Similar string `json:"similar,omitzero"`
}

// A BrokenDefault is what FROM names if nobody passes build arguments, where that is no image name.
type BrokenDefault struct {
	// Text is the name with the defaults put in.
	Text string `json:"text"`
	// Arguments are the ARGs in it.
	Arguments []string `json:"arguments"`
	// Unset are those of them that have no default.
	Unset []string `json:"unset,omitzero"`
}
