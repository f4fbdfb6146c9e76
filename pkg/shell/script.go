package shell

// State says how certain a value is.
type State string

// The states of a value, from certain to unknown.
const (
	// Literal values hold no variable.
	Literal State = "literal"
	// Resolved values hold variables, and all of them are known.
	Resolved State = "resolved"
	// Overridable values are known, but may be set from outside: a build argument, an .env file, a ${NAME:-default}.
	Overridable State = "overridable"
	// Unresolved values hold at least one thing that only running the script would tell.
	Unresolved State = "unresolved"
)

// Variable is what the environment of a script knows about a name.
type Variable struct {
	Value string
	State State
	// Origin is opaque and handed through to [Word.Origins]: the place that gives the value.
	Origin string
}

// Variables answers what the environment gives for a name; false when it knows nothing about it. A nil Variables
// knows nothing at all.
type Variables func(name string) (Variable, bool)

// Options are the shell options that decide whether a failure is noticed.
type Options struct {
	Errexit  bool // set -e
	Pipefail bool // set -o pipefail
}

// Context is what a script starts with.
type Context struct {
	Dialect Dialect // "" is [POSIX]
	Options
	Variables Variables
}

// Range is a half-open range of byte offsets into [Script.Text]. For [ParseArgv] the offsets are of whatever text the
// words came from.
type Range struct{ Start, End int }

// Script is a script taken apart.
type Script struct {
	Text    string
	Dialect Dialect
	// Opaque scripts are in a language that is kept as text ([PowerShell], [Cmd]): they have no Commands.
	Opaque bool
	// Commands stand in the order of the text; a wrapper stands before what it wraps.
	Commands []Command
	// Assignments are those of the script itself (A=b, export A=b), not the A=b before a command.
	Assignments []Assignment
	// Error is nil when the whole text could be read.
	Error *SyntaxError
}

// SyntaxError says what could not be read, and where.
type SyntaxError struct {
	Message string
	Range   Range
}

// Error gives the message alone: the place is in Range.
func (e *SyntaxError) Error() string { return e.Message }

// Word is one word of a command as the command would get it.
type Word struct {
	// Text has its quotes removed and known variables put in. What is unknown is left as written ($NAME, $(...)), as
	// are tildes and globs. An unquoted variable whose value has blanks in it gives several words with one Range.
	Text string
	// Raw is the word as written in the script nearest around it.
	Raw   string
	State State
	// Origins are the origins of the variables from outside that gave the text, without repetition.
	Origins []string
	Range   Range
	// Quoted words are quoted from end to end.
	Quoted bool
	// Substitution: the word holds $(...), `...` or <(...).
	Substitution bool
}

// Flag is an option of a command.
type Flag struct {
	// Name has its dashes: "-y", "--quiet". A cluster such as -qy gives one flag for each letter.
	Name string
	// Value is nil for a flag without one. It is the next word, or what follows the = or the letter.
	Value *Word
	// Range is that of the word that holds the flag; for a value in a word of its own, up to the end of that.
	Range Range
}

// Assignment is NAME=value, before a command or as a statement of its own.
type Assignment struct {
	Name  string
	Value Word
	// Append: +=, so that Value is only what is added.
	Append bool
	// Exported: given to the programs that the script starts.
	Exported bool
	Range    Range
	// array: the value is not that of the plain name.
	array bool
}

// Redirection is a > file, < file, 2>&1 or a heredoc.
type Redirection struct {
	Operator string // ">", ">>", "<", ">&", "&>", "<<", "<<-", "<<<", ...
	// FileDescriptor is the one redirected: 0 for input, 1 for output, unless written. &> is 1 as well.
	FileDescriptor int
	// Target is the file, the other descriptor, the here-string, or the delimiter of a heredoc.
	Target Word
	// Heredoc is the body of a heredoc, with known variables put in where the delimiter is not quoted.
	Heredoc      string
	HeredocRange Range
	Range        Range
}

// Pipeline says where in a pipe a command stands. A command without a pipe is a pipeline of length 1.
type Pipeline struct {
	// ID is the same for all members of one pipeline and for nothing else in the script.
	ID       int
	Position int // from 0
	Length   int
	Pipefail bool // in force for this pipeline
}

// Command is one simple command: a program, a builtin or a function with its words.
type Command struct {
	// Name is the last path element of the first word, without the version of a versioned program (pip3.11 is pip);
	// "" when it depends on something unresolved.
	Name string
	Path string // the first word as the shell would see it
	// Words are all words, the name first.
	Words []Word
	// Verb is the sub-command of tools that have them (apt-get install, git clone), "" otherwise.
	Verb string
	// Flags are in the order written, whether before or after the verb.
	Flags []Flag
	// Operands are the words that are neither name, verb, flag nor a flag's value.
	Operands []Word
	// Environment is what A=b before the command and env A=b give to it.
	Environment []Assignment
	// Redirections are the command's own and those of the blocks around it.
	Redirections []Redirection
	Pipeline     Pipeline
	// After says how the command is joined to what stands before it: "start", "&&", "||", ";", "|", "newline", "&".
	// "start" is the first command of a script, of a substitution, and of the body of an if, a loop or a function.
	After string
	// FailureIgnored: that this command fails cannot be noticed by whoever runs the script. So it is with || true,
	// for all but the last in a pipe without pipefail, before ; without errexit, with &, as a condition, after !,
	// inside a $(...) that is an argument, behind find's -exec with ;, in a trap.
	FailureIgnored bool
	// Dropped: its failure is ignored only because more commands stand behind it, after a ; or on the next line, and
	// set -e is not in force.
	Dropped bool
	// Wrappers are what the command stands in, outermost first: programs ("sudo", "env", "sh -c", "find -exec",
	// "python -m"), how a shell got its script ("heredoc", "stdin") and constructs ("subshell", "if", "loop", "case",
	// "function", "substitution", "background", "negation").
	Wrappers []string
	// Errexit: set -e is in force.
	Errexit bool
	// Range reaches from the first assignment or word to the last word or redirection; a heredoc's body is not in it.
	Range Range
}
