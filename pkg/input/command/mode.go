package command

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// mode is what of a file's mode rules ask for.
type mode struct{ worldWritable, sticky, setUser, setGroup bool }

// open reports whether the mode gives more than it should. The sticky bit makes a folder for everybody usable.
func (m mode) open() bool {
	return m.worldWritable && !m.sticky || m.setUser || m.setGroup
}

var (
	numericMode  = regexp.MustCompile(`^[0-7]{1,5}$`)
	symbolicMode = regexp.MustCompile(`^[ugoa]*(?:[-+=][rwxXstugo]*)+$`)
)

// parseMode reads a mode as chmod does: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/chmod.html. Anything
// else opens nothing.
func parseMode(text string) mode {
	if numericMode.MatchString(text) {
		bits, _ := strconv.ParseUint(text, 8, 32) // the pattern lets nothing else through
		return mode{worldWritable: bits&0o2 != 0, sticky: bits&0o1000 != 0, setUser: bits&0o4000 != 0, setGroup: bits&0o2000 != 0}
	}
	var made mode
	for clause := range strings.SplitSeq(text, ",") {
		if !symbolicMode.MatchString(clause) {
			return mode{}
		}
		made.apply(clause)
	}
	return made
}

// apply adds one clause of a symbolic mode: u+s, o=rw, a+w-x. Without a letter in front the umask holds back the write
// permission of others, but not the other bits.
func (m *mode) apply(clause string) {
	who := clause[:strings.IndexAny(clause, "-+=")]
	operator := byte('+')
	for _, letter := range []byte(clause[len(who):]) {
		on := operator != '-'
		switch letter {
		case '-', '+', '=':
			operator = letter
		case 'w':
			if strings.ContainsAny(who, "oa") {
				m.worldWritable = on
			}
		case 't':
			m.sticky = on
		case 's':
			m.setBits(who, on)
		}
	}
}

func (m *mode) setBits(who string, on bool) {
	if who == "" || strings.ContainsAny(who, "ua") {
		m.setUser = on
	}
	if who == "" || strings.ContainsAny(who, "ga") {
		m.setGroup = on
	}
}

// CopyMode adds the mode of a COPY or ADD if it is an open one. The place is that of its --chmod.
func CopyMode(acts *input.Acts, made input.Copy, keyword, at string) {
	read := parseMode(made.Chmod)
	if !read.open() {
		return
	}
	site := made.Site
	site.At, site.Comments = at, nil
	acts.OpenModes = append(acts.OpenModes, input.OpenMode{
		Site: site, Program: keyword, Mode: made.Chmod, Paths: []string{made.Destination.Text},
		WorldWritable: read.worldWritable && !read.sticky, SetUser: read.setUser, SetGroup: read.setGroup,
	})
}

// modeGiven returns the mode that a command sets, and on what.
func modeGiven(c shell.Command) (given shell.Word, targets []shell.Word) {
	switch c.Name {
	case "chmod":
		if len(c.Operands) > 1 {
			return c.Operands[0], c.Operands[1:]
		}
	case "mkdir":
		return modeFlag(c), c.Operands
	case "install":
		if _, folders := flag(c, "-d", "--directory"); folders || len(c.Operands) == 0 {
			return modeFlag(c), c.Operands
		}
		return modeFlag(c), c.Operands[len(c.Operands)-1:]
	}
	return shell.Word{}, nil
}

func modeFlag(c shell.Command) shell.Word {
	for _, f := range c.Flags {
		if (f.Name == "-m" || f.Name == "--mode") && f.Value != nil {
			return *f.Value
		}
	}
	return shell.Word{}
}

// openMode adds what a command's mode opens.
func (s LayerScript) openMode(acts *input.Acts, layers *Layers, index int) {
	c := s.Commands[index]
	given, targets := modeGiven(c)
	read := parseMode(given.Text)
	read.setGroup = read.setGroup && !s.onFolders(layers, index, targets)
	if !read.open() || s.onDevices(index, targets) {
		return
	}
	made := input.OpenMode{
		Site: s.site(At(s.Site.At, index) + "/mode"), Program: c.Name, Mode: given.Text, Paths: texts(targets),
		WorldWritable: read.worldWritable && !read.sticky, SetUser: read.setUser, SetGroup: read.setGroup,
	}
	s.Place(made.At, given.Range, given.Origins)
	acts.OpenModes = append(acts.OpenModes, made)
}

// onFolders reports whether a mode is set on nothing but folders, as far as the file tells.
func (s LayerScript) onFolders(layers *Layers, index int, targets []shell.Word) bool {
	c := s.Commands[index]
	_, makesFolders := flag(c, "-d", "--directory")
	if c.Name == "mkdir" || c.Name == "install" && makesFolders || s.findsFolders(index) {
		return true
	}
	return len(targets) > 0 && !slices.ContainsFunc(targets, func(target shell.Word) bool {
		path := absolute(s.directories[index], target.Text)
		_, known := layers.folders[path]
		return !strings.HasSuffix(target.Text, "/") && !known && !slices.Contains(s.foldersMade(index), path)
	})
}

// findsFolders reports whether a command is run on what `find -type d` finds.
func (s LayerScript) findsFolders(index int) bool {
	wrappers := s.Commands[index].Wrappers
	if !slices.Contains(wrappers, "find -exec") && !slices.Contains(wrappers, "xargs") {
		return false
	}
	for _, c := range slices.Backward(s.Commands[:index]) {
		if c.Name == "find" {
			kinds, _ := flag(c, "-type")
			return slices.Equal(kinds, []string{"d"})
		}
	}
	return false
}

// onDevices reports whether a mode is set on nothing but devices, which the build does not keep.
func (s LayerScript) onDevices(index int, targets []shell.Word) bool {
	directory := s.directories[index]
	return len(targets) > 0 && !slices.ContainsFunc(targets, func(target shell.Word) bool {
		return !strings.HasPrefix(absolute(directory, target.Text), "/dev/")
	})
}
