package input

// A Script is a shell script in a file, as a whole. A Dockerfile has one for each RUN with a shell.
type Script struct {
	Site
	// Dialect is posix, bash, ash, ksh, zsh, or what the script's first line names.
	Dialect string
	// Text is the script as its shell gets it.
	Text string
	// Declares reports whether the environment that the script starts in may have a variable.
	Declares func(name string) bool
	// Place records where a stretch of the text, in bytes, is in the file.
	Place func(at string, start, end int)
}

// A ShellProblem is something that ShellCheck reports: https://www.shellcheck.net/wiki/.
type ShellProblem struct {
	Site
	// Code is the name of the check: "SC2086".
	Code string `json:"code"`
	// Level is error, warning, info or style.
	Level string `json:"level"`
	// Message says what is wrong, in ShellCheck's words without a full stop.
	Message string `json:"message"`
}
