package dockerrun

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// ParseMakefile reads the recipes of a Makefile: a document for each command of a container tool, in order. Variables that
// the file sets are put in, as make does (https://www.gnu.org/software/make/manual/make.html#Using-Variables); those that
// it does not set, or sets under a condition, are unknown.
func ParseMakefile(file source.File) ([]*input.Document, []input.Problem) {
	lines := source.NewLines(file.Content)
	var documents []*input.Document
	for i, found := range makefileCalls(file.Content) {
		span := func(at shell.Range) source.Span {
			start, end := found.recipe.origin(at)
			return lines.Span(start, end)
		}
		documents = append(documents, document("makefile", file.Path, i, found.call, span))
	}
	return documents, nil
}

// A recipeCall is a call in a recipe.
type recipeCall struct {
	call   call
	recipe *expansion
}

func makefileCalls(content []byte) []recipeCall {
	if !mayHold(content) {
		return nil
	}
	read := makefile{content: content, variables: map[string]variable{}, prefix: '\t'}
	read.scan()
	recipes := read.expand()
	var commands []shell.Command
	for _, each := range recipes {
		commands = append(commands, each.script.Commands...)
	}
	images, spelt := built(commands), map[string]bool{}
	var found []recipeCall
	for _, each := range recipes {
		for _, c := range calls(each.script, images) {
			if whole, ok := each.fromVariable(c); ok && spelt[whole] {
				continue
			} else if ok {
				spelt[whole] = true
			}
			each.taint(c.words)
			found = append(found, recipeCall{c, each.expansion})
		}
	}
	return found
}

// A recipeScript is a recipe as the shell reads it.
type recipeScript struct {
	*expansion
	script *shell.Script
}

// expand returns the recipes that may speak to a container tool.
func (m *makefile) expand() []recipeScript {
	var found []recipeScript
	budget := expansionLimit
	for _, at := range m.recipes {
		recipe := &expansion{variables: m.variables, budget: &budget}
		recipe.add(string(m.content[at.Start:at.End]), at.Start, nil, 0)
		if text := recipe.text.String(); hasTool([]byte(text)) {
			found = append(found, recipeScript{recipe, shell.Parse(text, shell.Context{})})
		}
	}
	return found
}

// fromVariable returns the text of a call up to its image where all of that is the value of one variable. Recipes that use
// the same one start the same container, which is worth telling once.
func (r recipeScript) fromVariable(c call) (string, bool) {
	operands := runFlags.parse(c.words).operands
	if c.verb == "exec" || len(operands) == 0 || c.head.Start >= len(r.bytes) {
		return "", false
	}
	start, end := c.head.Start, min(operands[0].Range.End, len(r.bytes))
	place := r.bytes[start]
	for _, each := range r.bytes[start:end] {
		if each != place {
			return "", false
		}
	}
	return r.text.String()[start:end], true
}

// A variable is what a Makefile says of a name.
type variable struct {
	text string
	// uncertain tells that the value hangs on something else than the file.
	uncertain bool
}

// makefile is a file being read line by line.
type makefile struct {
	content   []byte
	variables map[string]variable
	// recipes are the lines of recipes, without what stands before the command.
	recipes []shell.Range
	prefix  byte
	// conditions is how many ifs are open, inRule tells that a recipe may follow, define that a definition is open.
	conditions     int
	inRule, define bool
}

var (
	assignment = regexp.MustCompile(`^[ ]*(?:(?:export|override|private|unexport)[ \t]+)*([^\s:#=?+!]+)[ \t]*(\?=|\+=|!=|:{0,3}=)[ \t]*((?s:.*))$`)
	condition  = regexp.MustCompile(`^[ \t]*(ifeq|ifneq|ifdef|ifndef)\b`)
	definition = regexp.MustCompile(`^[ ]*(?:override[ ]+)?define[ \t]+(\S+)`)
	ruleHead   = regexp.MustCompile(`^[^\t#=][^#=]*?::?(?:[^=]|$)`)
	ownSetting = regexp.MustCompile(`^[^#=:]+::?[ \t]*(?:(?:export|override|private)[ \t]+)*([\w.-]+)[ \t]*(?:\?=|\+=|!=|:{0,3}=)`)
)

// scan reads all lines, each with those that continue it.
func (m *makefile) scan() {
	for start := 0; start < len(m.content); {
		end := m.lineEnd(start)
		m.line(start, end)
		start = end + 1
	}
}

// lineEnd is where a line ends that may go on behind a backslash.
func (m *makefile) lineEnd(start int) int {
	for at := start; ; {
		newline := bytes.IndexByte(m.content[at:], '\n')
		if newline < 0 {
			return len(m.content)
		}
		end := at + newline
		text := bytes.TrimSuffix(m.content[start:end], []byte("\r"))
		if backslashes := len(text) - len(bytes.TrimRight(text, `\`)); backslashes%2 == 0 {
			return end
		}
		at = end + 1
	}
}

func (m *makefile) line(start, end int) {
	text := strings.TrimSuffix(string(m.content[start:end]), "\r")
	trimmed := strings.TrimSpace(text)
	switch {
	case m.define:
		m.define = trimmed != "endef"
	case m.inRule && text != "" && text[0] == m.prefix:
		m.recipe(start+1, end)
	case trimmed == "" || trimmed[0] == '#':
	case condition.MatchString(text):
		m.conditions++
	case strings.HasPrefix(trimmed, "endif"):
		m.conditions = max(m.conditions-1, 0)
	case definition.MatchString(text):
		m.define = true
		m.variables[definition.FindStringSubmatch(text)[1]] = variable{uncertain: true}
	default:
		m.declaration(text, start, end)
	}
}

// declaration reads a variable or the head of a rule.
func (m *makefile) declaration(text string, start, end int) {
	if match := assignment.FindStringSubmatch(text); match != nil {
		m.assign(match[1], match[2], withoutComment(match[3]))
		return
	}
	if match := ownSetting.FindStringSubmatch(text); match != nil {
		m.variables[match[1]] = variable{uncertain: true}
		return
	}
	if !ruleHead.MatchString(text) {
		return
	}
	m.inRule = true
	if recipe := strings.IndexByte(text, ';'); recipe >= 0 {
		m.recipe(start+recipe+1, end)
	}
}

// recipe keeps a line without the characters that speak to make: https://www.gnu.org/software/make/manual/make.html#Echoing.
func (m *makefile) recipe(start, end int) {
	for start < end && strings.IndexByte("@-+ \t", m.content[start]) >= 0 {
		start++
	}
	m.recipes = append(m.recipes, shell.Range{Start: start, End: end})
}

func (m *makefile) assign(name, operator, text string) {
	before, there := m.variables[name]
	made := variable{text: text, uncertain: operator == "!="}
	switch {
	case operator == "?=" && there:
		made = before
	case operator == "+=" && there:
		made = variable{text: before.text + " " + text, uncertain: before.uncertain}
	}
	if m.conditions > 0 && made != before {
		made.uncertain = true
	}
	if name == ".RECIPEPREFIX" && text != "" {
		m.prefix = text[0]
	}
	m.variables[name] = made
}

func withoutComment(text string) string {
	text, _, _ = strings.Cut(text, " #")
	return strings.TrimSpace(text)
}
