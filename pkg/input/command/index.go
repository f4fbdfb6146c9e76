package command

import (
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// indexFolders hold the indexes that a family's update fetches.
var indexFolders = map[string]string{"apt": aptLists, "apk": "/var/cache/apk", "zypper": "/var/cache/zypp"}

// update says what becomes of the index that a command fetches.
func (s Script) update(c call, at input.Site) input.IndexUpdate {
	later := s.Commands[c.index+1:]
	folder := indexFolders[c.family]
	used := slices.ContainsFunc(later, func(next shell.Command) bool { return usesIndex(next, c.manager) })
	return input.IndexUpdate{
		Site: at, Title: c.title(), Manager: c.family,
		Alone: !used && !mounted(s.Mounts, folder) && !removed(later, folder, nil),
	}
}

// usesIndex reports whether a command reads the index of a family, or is a script that may do so.
func usesIndex(c shell.Command, m *manager) bool {
	if managers[c.Name] == m {
		return recognise(c, m).is(installs, fetches, upgrades, switches)
	}
	switch c.Name {
	case "", "make", "mk-build-deps", "rosdep", "gdebi", "tasksel", "aptdcon", "apt-file", "apt-cache", "playwright", "npx", "ansible-playbook":
		return true
	}
	return isScript(c)
}

// isScript reports a command that is, or is given, a file of which nobody knows what it does.
func isScript(c shell.Command) bool {
	if strings.HasSuffix(c.Name, ".sh") || strings.HasPrefix(c.Path, "./") || strings.HasPrefix(c.Path, "/") && !inSystemPath(c.Path) {
		return true
	}
	switch c.Name {
	case "sh", "bash", "ash", "dash", "zsh", ".", "source", "python", "perl", "ruby":
		return len(c.Operands) > 0 && !hasFlag(c, "-c", "-m")
	}
	return false
}

func hasFlag(c shell.Command, names ...string) bool {
	_, given := flag(c, names...)
	return given
}

func inSystemPath(path string) bool {
	folder := path[:strings.LastIndexByte(path, '/')]
	return slices.Contains([]string{"/bin", "/sbin", "/usr/bin", "/usr/sbin"}, folder)
}
