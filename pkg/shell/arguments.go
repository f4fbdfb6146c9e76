package shell

import "strings"

// arguments are the words behind a command's name, sorted by what they are to that command.
type arguments struct {
	verb     string
	flags    []Flag
	operands []Word
	// rest is the index of the first operand, the number of words when there is none. For a wrapper, that is where what
	// it runs begins.
	rest int
}

// argumentParser goes through the words of one command.
type argumentParser struct {
	grammar grammar
	tool    string
	words   []Word
	next    int
	ended   bool // behind --, or behind what ends the flags
	arguments
}

// parseArguments sorts the words of a command by the grammar of its tool. For a tool that is not known, --x=y is a flag
// with a value, and all else that begins with a dash is a flag without one.
// https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap12.html
func parseArguments(tool string, words []Word) arguments {
	p := argumentParser{grammar: grammarOf(tool), tool: tool, words: words, next: 1}
	p.rest = len(words)
	if p.grammar.oldStyle {
		p.bundle()
	}
	for p.next < len(p.words) {
		word := &p.words[p.next]
		p.next++
		switch {
		case !p.ended && word.Text == "--":
			p.ended = true
		case !p.ended && p.isFlag(word.Text):
			p.flag(word)
		default:
			p.operand(word)
		}
	}
	return p.arguments
}

func (p *argumentParser) isFlag(text string) bool {
	if len(text) < 2 || strings.HasPrefix(text, "--") && !isLetters(text[2:min(3, len(text))]) {
		return false
	}
	if p.grammar.letters != "" && !strings.HasPrefix(text, "--") {
		return text[0] == '-' && strings.Trim(text[1:], p.grammar.letters) == ""
	}
	return text[0] == '-' || text[0] == '+' && p.grammar.plus
}

func (p *argumentParser) operand(word *Word) {
	if p.grammar.verbs && p.verb == "" && len(p.operands) == 0 && word.State != Unresolved {
		p.setVerb(word.Text)
		return
	}
	if p.grammar.verbs && p.verb == "" && word.State != Unresolved && strings.Contains(frequentVerbs, " "+word.Text+" ") {
		p.setVerb(word.Text)
		return
	}
	if p.rest == len(p.words) {
		p.rest = p.next - 1
		p.ended = p.ended || p.grammar.stops
	}
	p.operands = append(p.operands, *word)
}

// frequentVerbs are taken for the verb although an unresolved word stands before: apt-get $OPTIONS install.
const frequentVerbs = " install update upgrade dist-upgrade add remove del purge clean autoremove build run clone ci "

func (p *argumentParser) setVerb(verb string) {
	p.verb = verb
	extra, ok := verbGrammars[p.tool+" "+verb]
	if !ok {
		return
	}
	p.grammar.values += " " + extra.values
	p.grammar.stops = p.grammar.stops || extra.stops
	if extra.without != "" {
		p.grammar.values = without(p.grammar.values, extra.without)
	}
}

func without(list, unwanted string) string {
	var kept []string
	for _, name := range strings.Fields(list) {
		if !contains(unwanted, name) {
			kept = append(kept, name)
		}
	}
	return strings.Join(kept, " ")
}

func (p *argumentParser) flag(word *Word) {
	text := word.Text
	long := strings.HasPrefix(text, "--") || p.grammar.long
	lettered := isLetters(text[1:2]) && (contains(p.grammar.values, text[:2]) || contains(p.grammar.attached, text[:2]))
	if name, _, found := strings.Cut(text, "="); found && (long || !lettered && !isLetters(name[1:])) {
		p.add(name, p.glued(word, len(name)+1), word.Range)
		return
	}
	switch {
	case long || contains(p.grammar.whole, text):
		p.long(text, word.Range)
	default:
		p.cluster(word, 1)
	}
}

// long adds a flag that is a word, with the next word if it takes a value.
func (p *argumentParser) long(name string, at Range) {
	if contains(p.grammar.last, name) {
		p.ended = true
	}
	if contains(p.grammar.values, name) && p.next < len(p.words) {
		value := &p.words[p.next]
		p.next++
		p.add(name, value, Range{at.Start, max(at.End, value.Range.End)})
		return
	}
	p.add(name, nil, at)
	if contains(p.grammar.runs, name) {
		p.next = commandEnd(p.words, p.next) + 1
	}
}

// commandEnd is the index of the ; or + that ends the command of find -exec.
func commandEnd(words []Word, from int) int {
	for from < len(words) && words[from].Text != ";" && words[from].Text != "+" {
		from++
	}
	return from
}

// cluster takes -qyo value apart: letters are flags up to the first that takes a value, whose value is the rest of
// the word or the next word.
func (p *argumentParser) cluster(word *Word, from int) {
	text, sign := word.Text, word.Text[:1]
	if !isLetters(text[from:min(len(text), from+1)]) {
		p.add(text, nil, word.Range)
		return
	}
	for i := from; i < len(text); i++ {
		name := sign + text[i:i+1]
		behind := i + 1
		takes := contains(p.grammar.values, name)
		switch {
		case behind < len(text) && (takes || contains(p.grammar.attached, name) || !isLetters(text[behind:behind+1])):
			if text[behind] == '=' {
				behind++
			}
			p.add(name, p.glued(word, behind), word.Range)
			p.end(name)
			return
		case takes:
			p.long(name, word.Range)
		default:
			p.add(name, nil, word.Range)
		}
		p.end(name)
	}
}

func (p *argumentParser) end(name string) {
	if contains(p.grammar.last, name) {
		p.ended = true
	}
}

// bundle reads the first word of tar xzf and its like, flags without a dash whose values follow in turn.
func (p *argumentParser) bundle() {
	if len(p.words) < 2 || !isLetters(p.words[1].Text) || p.words[1].Text == "" {
		return
	}
	p.next = 2
	for _, letter := range p.words[1].Text {
		p.long("-"+string(letter), p.words[1].Range)
	}
}

func (p *argumentParser) add(name string, value *Word, at Range) {
	p.flags = append(p.flags, Flag{Name: name, Value: value, Range: at})
}

func (p *argumentParser) glued(word *Word, from int) *Word {
	value := glued(*word, from)
	return &value
}

// glued is the part of a word behind an = or a flag's letter. Its range is exact when the word is written plainly.
func glued(word Word, from int) Word {
	plain := word.Raw == word.Text && word.Range.End-word.Range.Start == len(word.Text)
	word.Text = word.Text[from:]
	if plain {
		word.Raw = word.Raw[from:]
		word.Range.Start += from
	}
	return word
}

func isLetters(text string) bool {
	for i := range len(text) {
		c := text[i]
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// contains looks a name up in a list that is written as words.
func contains(list, name string) bool {
	for rest := list; name != ""; {
		at := strings.Index(rest, name)
		if at < 0 {
			return false
		}
		end := at + len(name)
		if (at == 0 || rest[at-1] == ' ') && (end == len(rest) || rest[end] == ' ') {
			return true
		}
		rest = rest[end:]
	}
	return false
}
