package command

import (
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// A cache is where a package manager keeps what it downloads.
type cache struct {
	// manager is whose it is.
	manager string
	// folders are where it may be, depending on version and user; homes are below /root.
	folders []string
	// off: nothing is kept.
	off condition
	// moved: options and variables whose value is another folder.
	moved condition
	// fills are the actions that write to it, installs and upgrades where none are given.
	fills []action
}

var (
	dnfCache = cache{
		manager: "dnf", folders: []string{"/var/cache/dnf", "/var/cache/yum", "/var/cache/libdnf5", "/var/cache/tdnf"},
		fills: []action{installs, fetches, upgrades, switches},
	}
	condaCache = cache{manager: "conda", folders: []string{"/opt/conda/pkgs", "/root/.conda/pkgs"}, moved: condition{variables: []string{"CONDA_PKGS_DIRS"}}}
)

// caches by program.
var caches = map[string]cache{
	"apk": {
		manager: "apk", folders: []string{"/var/cache/apk", "/etc/apk/cache"}, off: condition{flags: []string{"--no-cache", "--no-network"}},
		fills: []action{installs, upgrades, refreshes},
	},
	"yum": dnfCache, "dnf": dnfCache, "microdnf": dnfCache, "tdnf": dnfCache,
	"zypper": {
		manager: "zypper", folders: []string{"/var/cache/zypp"},
		fills: []action{installs, fetches, upgrades, switches, refreshes, removes},
	},
	"pip": {
		manager: "pip", folders: []string{"/root/.cache/pip"}, fills: []action{installs, fetches},
		off:   condition{flags: []string{"--no-cache-dir", "--no-cache"}, variables: []string{"PIP_NO_CACHE_DIR"}, settings: []string{"pip.no-cache-dir"}},
		moved: condition{flags: []string{"--cache-dir"}, variables: []string{"PIP_CACHE_DIR"}},
	},
	"uv": {
		manager: "uv", folders: []string{"/root/.cache/uv"},
		off:   condition{flags: []string{"--no-cache", "-n", "--no-cache-dir"}, variables: []string{"UV_NO_CACHE"}},
		moved: condition{flags: []string{"--cache-dir"}, variables: []string{"UV_CACHE_DIR"}},
	},
	"poetry": {
		manager: "poetry", folders: []string{"/root/.cache/pypoetry"}, off: condition{flags: []string{"--no-cache"}},
		moved: condition{variables: []string{"POETRY_CACHE_DIR"}},
	},
	"npm": {
		manager: "npm", folders: []string{"/root/.npm/_cacache"},
		moved: condition{flags: []string{"--cache"}, variables: []string{"NPM_CONFIG_CACHE"}},
	},
	"yarn": {
		manager: "yarn", folders: []string{"/usr/local/share/.cache/yarn", "/root/.cache/yarn", "/root/.yarn/berry/cache"},
		moved: condition{flags: []string{"--cache-folder"}, variables: []string{"YARN_CACHE_FOLDER"}},
	},
	"composer": {
		manager: "composer", folders: []string{"/root/.composer/cache", "/root/.cache/composer", "/tmp/cache"},
		off:   condition{flags: []string{"--no-cache"}},
		moved: condition{variables: []string{"COMPOSER_CACHE_DIR", "COMPOSER_HOME"}},
	},
	"conda": condaCache, "mamba": condaCache, "micromamba": condaCache,
}

// keptCaches finds the caches that the calls of a script leave in the layer, one for each program.
func (s Script) keptCaches(found []call) []input.KeptCache {
	var kept []input.KeptCache
	seen := map[string]bool{}
	settings := s.Settings.After(s.Commands)
	for i := len(found) - 1; i >= 0; i-- {
		c := found[i]
		where, known := caches[c.Name]
		if !known || seen[cleaner(c)] || !s.fills(c, where, settings) || onlyMarks(c, found[:i]) {
			continue
		}
		seen[cleaner(c)] = true
		if path, stays := s.stays(c, where, found[i+1:]); stays {
			c = s.filledBefore(c, where, settings, found[:i])
			kept = append(kept, input.KeptCache{Site: s.at(c.index), Title: c.title(), Kind: c.kind(), Manager: where.manager, Path: path})
		}
	}
	slices.Reverse(kept)
	return kept
}

// filledBefore returns the call that fetches the index before an install, if there is one: as long as it stands there,
// an install that keeps nothing changes nothing.
func (s Script) filledBefore(c call, where cache, settings Settings, earlier []call) call {
	for _, other := range earlier {
		if cleaner(other) == cleaner(c) && other.is(refreshes) && s.fills(other, where, settings) {
			return other
		}
	}
	return c
}

func (s Script) fills(c call, where cache, settings Settings) bool {
	fills := where.fills
	if fills == nil {
		fills = []action{installs, upgrades}
	}
	return c.is(fills...) && !s.holds(c.Command, settings, where.off)
}

// onlyMarks reports `apk add --virtual .rundeps $found` behind an `apk add --no-cache`: without an index it can add
// nothing but what is there, so that it stays when the packages for building go.
func onlyMarks(c call, earlier []call) bool {
	unknown := !slices.ContainsFunc(c.named, func(operand shell.Word) bool { return operand.State != shell.Unresolved })
	return c.family == "apk" && unknown && slices.ContainsFunc(earlier, func(other call) bool {
		return other.family == "apk" && hasFlag(other.Command, "--no-cache")
	})
}

// stays returns the folder of a cache that no mount holds and nothing behind the call empties.
func (s Script) stays(c call, where cache, later []call) (string, bool) {
	folders := where.folders
	if moved, ok := s.movedTo(c, where.moved); ok {
		if moved.State == shell.Unresolved {
			return "", false
		}
		folders = []string{home(moved.Value)}
	}
	for _, next := range later {
		if next.is(cleans) && cleaner(next) == cleaner(c) {
			return "", false
		}
	}
	for _, folder := range folders {
		if mounted(s.Mounts, folder) || removed(s.Commands[c.index+1:], folder, nil) {
			return "", false
		}
	}
	return folders[0], true
}

// movedTo returns the folder that options or variables move a cache to.
func (s Script) movedTo(c call, moved condition) (shell.Variable, bool) {
	for _, f := range c.Flags {
		if slices.Contains(moved.flags, f.Name) && f.Value != nil {
			return shell.Variable{Value: f.Value.Text, State: f.Value.State}, true
		}
	}
	for _, name := range moved.variables {
		for _, spelling := range []string{name, strings.ToLower(name)} {
			if set, ok := s.environment(c.Command, spelling); ok {
				return set, true
			}
		}
	}
	return shell.Variable{}, false
}

// cleaner names the programs of which one empties the other's cache: where both are there, yum is dnf.
func cleaner(c call) string {
	switch c.Name {
	case "yum":
		return "dnf"
	case "mamba", "micromamba":
		return "conda"
	}
	return c.Name
}

// home makes a path in anybody's home one in root's: whose home it is, a script does not tell.
func home(path string) string {
	for _, start := range []string{"~/", "$HOME/", "${HOME}/"} {
		if rest, ok := strings.CutPrefix(path, start); ok {
			return "/root/" + rest
		}
	}
	if rest, ok := strings.CutPrefix(path, "/home/"); ok {
		if _, below, ok := strings.Cut(rest, "/"); ok {
			return "/root/" + below
		}
	}
	return path
}
