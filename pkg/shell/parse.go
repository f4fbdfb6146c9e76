package shell

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

const (
	maxText    = 1 << 20 // bytes of a script; real ones have thousands
	maxNesting = 8       // scripts inside scripts
	maxFrames  = 4000    // of the call stack, while parsing: some 500 nested blocks
	maxRepairs = 16      // places in one text where reading starts anew after an error
)

// Parse takes a script apart. It always answers: a text that is no script gives a Script with an Error. A first line
// #! names the language in place of the context's dialect.
func Parse(text string, c Context) *Script {
	c = c.withShebang(text)
	script := &Script{Text: text, Dialect: c.Dialect, Opaque: !c.Dialect.readable()}
	if script.Opaque {
		return script
	}
	newWalker(script, c).script(&source{text: text}, topFrame())
	return script
}

// ParseArgv takes a command apart that is given as a list of words, as in the exec form of RUN, CMD and ENTRYPOINT.
// No shell stands between: nothing in the words is expanded, but for what a shell among them (["sh", "-c", "..."])
// does with its own script. The words bring their own Range. A JSON string's Raw with its quotes makes ranges inside
// it exact.
func ParseArgv(argv []Word, c Context) *Script {
	if c.Dialect == "" {
		c.Dialect = POSIX
	}
	argv = slices.Clone(argv)
	texts := make([]string, len(argv))
	for i := range argv {
		texts[i] = argv[i].Text
		if argv[i].State == "" {
			argv[i].State = Literal
		}
	}
	script := &Script{Text: strings.Join(texts, " "), Dialect: c.Dialect}
	if len(argv) > 0 {
		newWalker(script, c).run(invocation{words: argv}, topFrame())
	}
	return script
}

func (c Context) withShebang(text string) Context {
	if c.Dialect == "" {
		c.Dialect = POSIX
	}
	line, found := strings.CutPrefix(text, "#!")
	if !found || !c.Dialect.readable() {
		return c
	}
	line, _, _ = strings.Cut(line, "\n")
	fields := strings.Fields(line)
	if len(fields) == 0 {
		return c
	}
	dialect, options, ok := DialectOf(fields)
	if !ok {
		dialect = Dialect(programName(fields[len(fields)-1]))
	}
	c.Dialect = dialect
	c.Errexit, c.Pipefail = c.Errexit || options.Errexit, c.Pipefail || options.Pipefail
	return c
}

// piece is a part of a source that could be read.
type piece struct {
	source *source
	stmts  []*syntax.Stmt
}

// parse reads a text. After an error it reads what stands before the error and goes on at the next line.
func parse(src *source, dialect Dialect) ([]piece, *SyntaxError) {
	if len(src.text) > maxText {
		message := fmt.Sprintf("script is longer than %d bytes", maxText)
		return nil, &SyntaxError{Message: message, Range: src.outer(0, len(src.text))}
	}
	var first error
	for _, variant := range dialect.variants() {
		stmts, err := parseAs(src.text, variant, 0)
		if err == nil {
			return []piece{{src, stmts}}, nil
		}
		if first == nil {
			first = err
		}
	}
	return repair(src, dialect.variants()[0]), syntaxError(src, first)
}

// repair reads what can be read of a text with errors in it.
func repair(src *source, variant syntax.LangVariant) []piece {
	var pieces []piece
	for start, tries := 0, 0; start < len(src.text) && tries < maxRepairs; tries++ {
		text := src.text[start:]
		stmts, err := parseAs(text, variant, maxRepairs)
		if err == nil {
			return append(pieces, piece{src.within(start, len(src.text)), stmts})
		}
		at := min(errorOffset(err), len(text))
		if stmts, err := parseAs(text[:at], variant, maxRepairs); err == nil && len(stmts) > 0 {
			pieces = append(pieces, piece{src.within(start, start+at), stmts})
		}
		line := strings.IndexByte(text[at:], '\n')
		if line < 0 {
			break
		}
		start += at + line + 1
	}
	return pieces
}

// parseAs reads a text in one variant of the language. The parser is given untrusted text, so that a fault of its own
// must not become ours.
func parseAs(text string, variant syntax.LangVariant, repairs int) (stmts []*syntax.Stmt, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			stmts, err = nil, fmt.Errorf("read script: %v", fault)
		}
	}()
	parser := syntax.NewParser(syntax.Variant(variant), syntax.RecoverErrors(repairs))
	file, err := parser.Parse(&shallowReader{text: text}, "")
	if err != nil {
		return nil, err
	}
	return file.Stmts, nil
}

var errTooDeep = errors.New("script is nested too deeply")

// shallowReader ends a text whose nesting has driven the parser too deep into recursion: a stack that overflows
// cannot be recovered from. The parser asks for at most a kilobyte at a time, so that is how far it may overshoot.
type shallowReader struct{ text string }

func (r *shallowReader) Read(p []byte) (int, error) {
	var caller [1]uintptr
	if runtime.Callers(maxFrames, caller[:]) > 0 {
		return 0, errTooDeep
	}
	if r.text == "" {
		return 0, io.EOF
	}
	n := copy(p, r.text)
	r.text = r.text[n:]
	return n, nil
}

func syntaxError(src *source, err error) *SyntaxError {
	start := min(errorOffset(err), len(src.text))
	end := min(start+1, len(src.text))
	return &SyntaxError{Message: errorMessage(err), Range: src.outer(start, end)}
}

func errorMessage(err error) string {
	if parse, ok := errors.AsType[syntax.ParseError](err); ok {
		return parse.Text
	}
	if lang, ok := errors.AsType[syntax.LangError](err); ok {
		lang.Pos = syntax.Pos{}
		return strings.TrimPrefix(lang.Error(), "?:?: ")
	}
	return err.Error()
}

func errorOffset(err error) int {
	if parse, ok := errors.AsType[syntax.ParseError](err); ok {
		return int(parse.Pos.Offset())
	}
	if lang, ok := errors.AsType[syntax.LangError](err); ok {
		return int(lang.Pos.Offset())
	}
	return 0
}
