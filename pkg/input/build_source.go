package input

// An UnknownSource is a COPY --from or a mount's from= that names no earlier stage and does not look like an image
// either. Triggers are not among them: they are resolved where they run.
type UnknownSource struct {
	Site
	// Text is the name or number.
	Text string `json:"text"`
	// Kind is self for the stage it stands in, later for a stage below, number for one that no earlier stage has, and
	// name for a single word that names nothing in the file.
	Kind string `json:"kind"`
}

// A StrayInstruction is an instruction before the first FROM that may not be there.
type StrayInstruction struct {
	// Keyword is in upper case.
	Keyword string `json:"keyword"`
	At      string `json:"at"`
}

// A StageUse is a place that names a stage without a variable.
type StageUse struct {
	Text string `json:"text"`
	At   string `json:"at"`
}
