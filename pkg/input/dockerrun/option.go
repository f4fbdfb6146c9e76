package dockerrun

import (
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// An option is a flag with its value, if it has one.
type option struct {
	// name is the long one, without dashes.
	name  string
	value shell.Word
	given bool
	// at covers flag and value.
	at shell.Range
}

// known returns the value, unless a variable hides it or a part of it.
func (o option) known() (string, bool) {
	return o.value.Text, o.given && o.value.State != shell.Unresolved
}

// boolean is the value of a flag that need not have one; nil if a variable hides it.
func (o option) boolean() *bool {
	value := true
	if text, ok := o.known(); ok {
		value, _ = strconv.ParseBool(text) // the tools refuse what is no boolean
	} else if o.given {
		return nil
	}
	return &value
}

// A commandLine is what stands behind a verb.
type commandLine struct {
	options []option
	// operands are the image or container, and the command to run in it.
	operands []shell.Word
	// partial tells that a variable stands where options do, so that there may be more of them.
	partial bool
}

// A flagSet is the grammar of a verb: all flags but the switches take a value.
type flagSet struct {
	switches map[string]bool
	letters  map[byte]string
}

// https://docs.docker.com/reference/cli/docker/container/run/#options and
// https://docs.podman.io/en/latest/markdown/podman-run.1.html#options
var (
	runFlags = flagSet{
		switches: words("detach disable-content-trust env-host help http-proxy init interactive no-healthcheck no-hostname no-hosts " +
			"oom-kill-disable passwd privileged publish-all quiet read-only read-only-tmpfs replace rm rmi rootfs sig-proxy " +
			"tls-verify tty unsetenv-all use-api-socket"),
		letters: map[byte]string{
			'a': "attach", 'c': "cpu-shares", 'd': "detach", 'e': "env", 'h': "hostname", 'i': "interactive", 'l': "label",
			'm': "memory", 'p': "publish", 'P': "publish-all", 'q': "quiet", 't': "tty", 'u': "user", 'v': "volume", 'w': "workdir",
		},
	}
	execFlags = flagSet{
		switches: words("detach help interactive latest no-TTY no-tty privileged tty"),
		letters: map[byte]string{
			'd': "detach", 'e': "env", 'i': "interactive", 'l': "latest", 't': "tty", 'u': "user", 'w': "workdir", 'T': "no-tty",
		},
	}
	// otherNames are names of flags that have another one.
	otherNames = map[string]string{"net": "network", "dns-opt": "dns-option", "net-alias": "network-alias"}
)

func words(text string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(text) {
		set[word] = true
	}
	return set
}

// parse sorts words into options and operands, as https://pkg.go.dev/github.com/spf13/pflag does for these tools: the
// first operand ends the options.
func (f flagSet) parse(words []shell.Word) commandLine {
	var line commandLine
	for len(words) > 0 {
		text := words[0].Text
		switch {
		case text == "--":
			line.operands = words[1:]
			return line
		case strings.HasPrefix(text, "--"):
			words = f.long(&line, words)
		case strings.HasPrefix(text, "-") && len(text) > 1:
			words = f.cluster(&line, words)
		case mayBeOptions(words):
			line.partial = true
			words = words[1:]
		default:
			line.operands = words
			return line
		}
	}
	return line
}

// long reads --name, --name=value or --name value, and returns the words behind.
func (f flagSet) long(line *commandLine, words []shell.Word) []shell.Word {
	name, _, glued := strings.Cut(strings.TrimPrefix(words[0].Text, "--"), "=")
	read := option{name: name, at: words[0].Range}
	if other, ok := otherNames[name]; ok {
		read.name = other
	}
	switch {
	case glued:
		read.value, read.given = behind(words[0], len("--")+len(name)+len("=")), true
	case !f.switches[read.name] && len(words) > 1:
		words = read.takeNext(words)
	}
	line.options = append(line.options, read)
	return words[1:]
}

// takeNext makes the next word the value, and returns the words from there on.
func (o *option) takeNext(words []shell.Word) []shell.Word {
	o.value, o.given = words[1], true
	o.at.Start, o.at.End = min(o.at.Start, words[1].Range.Start), max(o.at.End, words[1].Range.End)
	return words[1:]
}

// cluster reads -itd, where the first letter that takes a value has the rest of the word or the next one.
func (f flagSet) cluster(line *commandLine, words []shell.Word) []shell.Word {
	text := words[0].Text
	for i := 1; i < len(text); i++ {
		name := f.letters[text[i]]
		read := option{name: name, at: words[0].Range}
		rest := i + 1
		switch {
		case rest < len(text) && text[rest] == '=':
			read.value, read.given, i = behind(words[0], rest+1), true, len(text)
		case f.switches[name] || name == "":
		case rest < len(text):
			read.value, read.given, i = behind(words[0], rest), true, len(text)
		case len(words) > 1:
			words = read.takeNext(words)
		}
		line.options = append(line.options, read)
	}
	return words[1:]
}

// behind is the part of a word from an offset on. Its place is that of the word.
func behind(word shell.Word, from int) shell.Word {
	word.Text = word.Text[from:]
	return word
}
