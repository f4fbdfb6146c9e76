package shell

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// Dialect names the language of a script.
type Dialect string

// The dialects. Scripts in [PowerShell] and [Cmd], and in whatever a #! line names that is no shell, are kept as text.
const (
	POSIX      Dialect = "posix"
	Bash       Dialect = "bash"
	Ash        Dialect = "ash" // BusyBox, so Alpine's /bin/sh
	Korn       Dialect = "ksh"
	Zsh        Dialect = "zsh"
	PowerShell Dialect = "powershell"
	Cmd        Dialect = "cmd"
)

// shells are the programs that run shell scripts.
var shells = map[string]Dialect{
	"sh": POSIX, "dash": POSIX, "bash": Bash, "rbash": Bash, "ash": Ash,
	"ksh": Korn, "mksh": Korn, "ksh93": Korn, "zsh": Zsh,
}

var otherShells = map[string]Dialect{"powershell": PowerShell, "pwsh": PowerShell, "cmd": Cmd}

// DialectOf reads the words of a SHELL instruction, ["/bin/bash", "-eo", "pipefail", "-c"], through wrappers such as
// ["conda", "run", "-n", "name", "/bin/bash", "-c"]. The options are those that the words set. False: no shell that
// is known here.
func DialectOf(argv []string) (Dialect, Options, bool) {
	words := make([]Word, len(argv))
	for i, text := range argv {
		words[i] = Word{Text: text}
	}
	busyBox := false
	for range maxNesting {
		if len(words) == 0 {
			break
		}
		name := programName(windowsBase(words[0].Text))
		if busyBox && name == "sh" {
			name = "ash"
		}
		busyBox = multicall[name]
		if dialect, ok := shells[name]; ok {
			return dialect, readShell(words).options(Options{}), true
		}
		if dialect, ok := otherShells[name]; ok {
			return dialect, Options{}, true
		}
		words = words[wrappedAt(name, words):]
	}
	return "", Options{}, false
}

// windowsBase takes a Windows path and its .exe away: the case of letters means nothing there.
func windowsBase(path string) string {
	if !strings.ContainsAny(path, `\`) && !strings.HasSuffix(strings.ToLower(path), ".exe") {
		return path
	}
	path = strings.ToLower(path[strings.LastIndexByte(path, '\\')+1:])
	return strings.TrimSuffix(path, ".exe")
}

func (d Dialect) readable() bool {
	switch d {
	case POSIX, Bash, Ash, Korn, Zsh:
		return true
	}
	return false
}

// variants are the grammars to try. Scripts for /bin/sh are read as Bash first: what people write there is often more
// than POSIX has, and all of POSIX that they use is Bash too.
func (d Dialect) variants() []syntax.LangVariant {
	switch d {
	case Korn:
		return []syntax.LangVariant{syntax.LangMirBSDKorn, syntax.LangBash}
	case Zsh:
		return []syntax.LangVariant{syntax.LangZsh, syntax.LangBash}
	case Bash:
		return []syntax.LangVariant{syntax.LangBash}
	}
	return []syntax.LangVariant{syntax.LangBash, syntax.LangPOSIX, syntax.LangMirBSDKorn}
}

// inheritsErrexit: set -e goes on inside $(...). Bash alone drops it there.
func (d Dialect) inheritsErrexit() bool { return d != Bash }

// shellCall is how a shell was started: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/sh.html.
type shellCall struct {
	errexit, pipefail *bool // nil: not said
	script            int   // the word that is the script of -c; 0: none
	stdin             bool  // the script comes from standard input
}

func (s shellCall) options(inherited Options) Options {
	if s.errexit != nil {
		inherited.Errexit = *s.errexit
	}
	if s.pipefail != nil {
		inherited.Pipefail = *s.pipefail
	}
	return inherited
}

// readShell reads the words of a shell's command line, its name first.
func readShell(words []Word) shellCall {
	var call shellCall
	command, read := false, false
	i := 1
	for ; i < len(words); i++ {
		text := words[i].Text
		if text == "--" || text == "-" {
			i++
			break
		}
		if strings.HasPrefix(text, "--") {
			if text == "--rcfile" || text == "--init-file" {
				i++
			}
			continue
		}
		if len(text) < 2 || text[0] != '-' && text[0] != '+' {
			break
		}
		command = command || strings.Contains(text, "c")
		read = read || strings.Contains(text, "s")
		i += call.set(text, words[i+1:])
	}
	switch {
	case command && i < len(words):
		call.script = i
	case !command:
		call.stdin = read || i >= len(words)
	}
	return call
}

// set applies one cluster of options, as set and sh know it, and tells how many of the next words it took: one for
// each o (option name) and O (shopt name).
func (s *shellCall) set(cluster string, next []Word) int {
	on, taken := cluster[0] == '-', 0
	for _, letter := range cluster[1:] {
		switch letter {
		case 'e':
			s.errexit = &on
		case 'o', 'O':
			if taken < len(next) {
				s.named(next[taken].Text, on)
				taken++
			}
		}
	}
	return taken
}

func (s *shellCall) named(option string, on bool) {
	switch option {
	case "errexit":
		s.errexit = &on
	case "pipefail":
		s.pipefail = &on
	}
}
