package command

import (
	"path"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// Folders that apt writes to: https://manpages.debian.org/stable/apt/apt-get.8.en.html#FILES.
const (
	aptLists    = "/var/lib/apt/lists"
	aptArchives = "/var/cache/apt/archives"
	// dockerClean is the configuration by which Debian's images delete archives after each install.
	dockerClean = "/etc/apt/apt.conf.d/docker-clean"
)

// Leftovers returns what the package managers of a RUN leave in its layer. What is mounted is not in the layer.
// KeepsArchives tells that the cleaning which Debian's images do by themselves was switched off before.
func Leftovers(
	commands []shell.Command, mounts []input.Mount, keepsArchives bool, site string, place Placer,
) input.Leftovers {
	var left input.Leftovers
	if at := last(commands, isUpdate); at >= 0 && !mounted(mounts, aptLists) && !removed(commands[at+1:], aptLists, cleansLists) {
		left.AptLists = leftover(commands, at, aptLists, site+"/leftovers/0", place)
	}
	keepsArchives = keepsArchives || KeepsArchives(commands)
	if at := last(commands, isInstall); at >= 0 && keepsArchives && !mounted(mounts, aptArchives) &&
		!removed(commands[at+1:], aptArchives, cleansArchives) {
		left.AptArchives = leftover(commands, at, aptArchives, site+"/leftovers/1", place)
	}
	return left
}

// KeepsArchives reports whether commands switch off the deleting of archives that Debian's images do by themselves.
func KeepsArchives(commands []shell.Command) bool {
	return removed(commands, dockerClean, nil)
}

func leftover(commands []shell.Command, index int, folder, at string, place Placer) *input.Leftover {
	c := commands[index]
	place(at, c.Range, nil)
	return &input.Leftover{Path: folder, Command: c.Name + " " + c.Verb, At: at}
}

func last(commands []shell.Command, is func(shell.Command) bool) int {
	for i := len(commands) - 1; i >= 0; i-- {
		if is(commands[i]) {
			return i
		}
	}
	return -1
}

func isUpdate(c shell.Command) bool {
	return managers[c.Name] == &apt && apt.verbs[c.Verb] == refreshes
}

func isInstall(c shell.Command) bool {
	return managers[c.Name] == &apt && apt.verbs[c.Verb] == installs
}

func cleansLists(c shell.Command) bool {
	return managers[c.Name] == &apt && (c.Verb == "distclean" || c.Verb == "dist-clean")
}

func cleansArchives(c shell.Command) bool {
	return managers[c.Name] == &apt && (c.Verb == "clean" || c.Verb == "distclean" || c.Verb == "dist-clean")
}

func mounted(mounts []input.Mount, folder string) bool {
	return slices.ContainsFunc(mounts, func(m input.Mount) bool {
		return (m.Type == "cache" || m.Type == "tmpfs" || m.Type == "bind") && covers(home(m.Target), folder)
	})
}

// removed reports whether one of the commands deletes the folder's content.
func removed(commands []shell.Command, folder string, cleans func(shell.Command) bool) bool {
	directory := ""
	for _, c := range commands {
		switch {
		case cleans != nil && cleans(c):
			return true
		case c.Name == "cd" && len(c.Operands) == 1:
			directory = within(directory, c.Operands[0].Text)
		case c.Name == "rm" && emptied(c.Operands, directory, folder),
			c.Name == "find" && deletes(c) && emptied(startingPoints(c), directory, folder):
			return true
		}
	}
	return false
}

func emptied(operands []shell.Word, directory, folder string) bool {
	return slices.ContainsFunc(operands, func(operand shell.Word) bool {
		return slices.ContainsFunc(alternatives(operand.Text), func(target string) bool {
			target = within(directory, home(target))
			fits, _ := path.Match(target, folder) // a pattern that is none fits nothing
			return fits || covers(wholeContent(target), folder)
		})
	})
}

// pathLimit is the length from which on Linux knows no path, PATH_MAX.
const pathLimit = 4096

// within returns the target as seen from a directory; empty is one that nobody knows.
func within(directory, target string) string {
	if directory == "" || path.IsAbs(target) || len(directory) > pathLimit {
		return target
	}
	return directory + "/" + target
}

// wholeContent takes a pattern for everything in a folder off: /var/lib/apt/lists/* is the folder.
func wholeContent(target string) string {
	for {
		shorter := strings.TrimRight(target, "/")
		for _, everything := range []string{"/*", "/**", "/*.*", "/."} {
			shorter = strings.TrimSuffix(shorter, everything)
		}
		if shorter == target {
			return target
		}
		target = shorter
	}
}

// covers reports whether the folder is the target or lies in it.
func covers(target, folder string) bool {
	if !path.IsAbs(target) {
		return false
	}
	target = path.Clean(target)
	return target == folder || target == "/" || strings.HasPrefix(folder, target+"/")
}

// Bounds on the braces of a word: each pair more multiplies what the word stands for.
const (
	bracesLimit       = 8
	alternativesLimit = 256
)

// alternatives expands the braces of one word, /var/lib/{apt,dpkg}/, without nesting.
func alternatives(text string) []string {
	if strings.Count(text, "{") > bracesLimit {
		return []string{text}
	}
	before, rest, ok := strings.Cut(text, "{")
	inside, after, closed := strings.Cut(rest, "}")
	if !ok || !closed || !strings.Contains(inside, ",") || strings.HasSuffix(before, "$") {
		return []string{text}
	}
	var expanded []string
	for choice := range strings.SplitSeq(inside, ",") {
		if len(expanded) >= alternativesLimit {
			break
		}
		expanded = append(expanded, alternatives(before+choice+after)...)
	}
	return expanded
}

func deletes(c shell.Command) bool {
	return slices.ContainsFunc(c.Words, func(w shell.Word) bool {
		return w.Text == "-delete" || w.Text == "rm" || strings.HasSuffix(w.Text, "/rm")
	})
}

// startingPoints are find's words before its first expression.
func startingPoints(c shell.Command) []shell.Word {
	for i, word := range c.Words[1:] {
		if strings.HasPrefix(word.Text, "-") || word.Text == "(" || word.Text == "!" {
			return c.Words[1 : i+1]
		}
	}
	return c.Words[1:]
}
