package input

// An Invocation is a program that a CMD, ENTRYPOINT or HEALTHCHECK calls, itself or by way of a shell.
type Invocation struct {
	// Program is the last path element of the first word, with wrappers such as exec and tini taken off.
	Program string `json:"program"`
	// Arguments are the other words, with known variables substituted.
	Arguments []string `json:"arguments,omitzero"`
	At        string   `json:"at"`
}

// A LiteralVariable is a variable in a word of an exec form that no shell reads.
type LiteralVariable struct {
	// Text is the variable as written: "${PORT}".
	Text string `json:"text"`
	// At is the place of the word.
	At string `json:"at"`
}
