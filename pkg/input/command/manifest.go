package command

import (
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// A resolver is how a package manager installs what a manifest lists.
type resolver struct {
	// locked: it holds to the lock file.
	locked condition
	// production: it leaves development dependencies out. A resolver without has none that it would bring.
	production condition
	// quiet: packages run no scripts of their own. A resolver without runs none anyway, or can't be told not to.
	quiet condition
}

// The managers' documentation: https://docs.npmjs.com/cli/commands/npm-ci, https://yarnpkg.com/cli/install,
// https://classic.yarnpkg.com/en/docs/cli/install, https://pnpm.io/cli/install, https://bun.sh/docs/cli/install,
// https://bundler.io/man/bundle-install.1.html, https://getcomposer.org/doc/03-cli.md, https://python-poetry.org/docs/cli/,
// https://docs.astral.sh/uv/reference/cli/, https://pip.pypa.io/en/stable/topics/secure-installs/.
var resolvers = map[string]resolver{
	"npm": {
		production: condition{
			flags:     []string{"--omit=dev", "--production", "--only=production|prod", "--prod"},
			variables: []string{"NODE_ENV=production", "NPM_CONFIG_OMIT=dev", "NPM_CONFIG_PRODUCTION", "NPM_CONFIG_ONLY=production|prod"},
			settings:  []string{"npm.omit=dev", "npm.production", "npm.only=production|prod"},
		},
		quiet: condition{
			flags: []string{"--ignore-scripts"}, variables: []string{"NPM_CONFIG_IGNORE_SCRIPTS"}, settings: []string{"npm.ignore-scripts"},
		},
	},
	"yarn": {
		locked: condition{
			flags: []string{"--frozen-lockfile", "--immutable", "--pure-lockfile"}, variables: []string{"YARN_ENABLE_IMMUTABLE_INSTALLS", "CI"},
			settings: []string{"yarn.enableimmutableinstalls", "yarn.frozen-lockfile"},
		},
		production: condition{
			flags: []string{"--production", "--prod"}, variables: []string{"NODE_ENV=production", "NPM_CONFIG_PRODUCTION", "YARN_PRODUCTION"},
		},
		quiet: condition{
			flags:     []string{"--ignore-scripts", "--mode=skip-build"},
			variables: []string{"NPM_CONFIG_IGNORE_SCRIPTS", "YARN_IGNORE_SCRIPTS", "YARN_ENABLE_SCRIPTS=false|0"},
			settings:  []string{"yarn.ignore-scripts", "yarn.enablescripts=false|0", "npm.ignore-scripts"},
		},
	},
	"pnpm": {
		locked: condition{flags: []string{"--frozen-lockfile"}, variables: []string{"CI", "NPM_CONFIG_FROZEN_LOCKFILE"}, settings: []string{"pnpm.frozen-lockfile"}},
		production: condition{
			flags: []string{"--prod", "--production", "-P"}, variables: []string{"NODE_ENV=production", "NPM_CONFIG_PRODUCTION"},
		},
	},
	"bun": {
		locked:     condition{flags: []string{"--frozen-lockfile"}},
		production: condition{flags: []string{"--production", "-p", "--omit=dev"}, variables: []string{"NODE_ENV=production"}},
	},
	"bundle": {
		locked: condition{
			flags: []string{"--frozen", "--deployment"}, variables: []string{"BUNDLE_FROZEN", "BUNDLE_DEPLOYMENT"},
			settings: []string{"bundle.frozen", "bundle.deployment"},
		},
		production: condition{
			flags: []string{"--without=development"}, variables: []string{"BUNDLE_WITHOUT=development", "BUNDLE_ONLY"},
			settings: []string{"bundle.without=development", "bundle.only"},
		},
	},
	"composer": {production: condition{flags: []string{"--no-dev"}, variables: []string{"COMPOSER_NO_DEV"}}},
	"poetry": {
		production: condition{
			flags: []string{"--no-dev", "--only", "--only-root", "--without=dev"}, variables: []string{"POETRY_WITHOUT", "POETRY_ONLY"},
		},
	},
	"pip": {locked: condition{flags: []string{"--require-hashes"}, variables: []string{"PIP_REQUIRE_HASHES"}, settings: []string{"pip.require-hashes"}}},
	"uv": {
		locked: condition{flags: []string{"--locked", "--frozen", "--require-hashes"}, variables: []string{"UV_LOCKED", "UV_FROZEN", "UV_REQUIRE_HASHES"}},
		production: condition{
			flags:     []string{"--no-dev", "--no-default-groups", "--only-group", "--no-group=dev"},
			variables: []string{"UV_NO_DEV", "UV_NO_DEFAULT_GROUPS"},
		},
	},
}

// lockVerbs are the verbs that hold to the lock file by themselves.
var lockVerbs = []string{
	"ci", "clean-install", "ic", "install-clean", "install-ci-test", "cit", "clean-install-test", "workspaces focus", "mod download",
}

// manifest notes how a command installs what a manifest lists.
func (s Script) manifest(made *input.Install, c call, settings Settings) {
	how, known := resolvers[c.Name]
	made.RunsScripts = len(how.quiet.flags) > 0 && !s.holds(c.Command, settings, how.quiet)
	made.Manifest = readsManifest(c)
	if !made.Manifest || !known {
		return
	}
	made.Unlocked = !slices.Contains(lockVerbs, c.verb) && !ownLock(c) && !s.holds(c.Command, settings, how.locked)
	made.Development = developing(c) || len(how.production.flags) > 0 && c.verb != "pip sync" && c.verb != "pip install" &&
		!s.holds(c.Command, settings, how.production)
}

// ownLock reports the managers that read the lock file unless they are told to renew it.
func ownLock(c call) bool {
	return c.Name == "poetry" || c.Name == "composer" && (c.verb == "install" || c.verb == "i")
}

// readsManifest reports whether a command installs what a file of the project lists.
func readsManifest(c call) bool {
	_, global := flag(c.Command, "-g", "--global", "--location")
	switch c.family {
	case "npm":
		return len(c.named) == 0 && !global && !strings.HasSuffix(c.verb, "add") || c.verb == "workspaces focus"
	case "pip":
		return c.verb == "sync" || c.verb == "pip sync" || len(requirements(c)) > 0
	case "poetry", "pipenv", "composer":
		return len(c.named) == 0
	case "bundle":
		return true
	case "go":
		return c.verb == "mod download"
	case "conda":
		return strings.HasPrefix(c.verb, "env ")
	}
	return false
}

// requirements are the requirement files that pip is given.
func requirements(c call) []string {
	files, _ := flag(c.Command, "-r", "--requirement", "--requirements")
	return files
}

// developing reports a requirement file that says by its name that it is for building and testing.
func developing(c call) bool {
	return c.family == "pip" && slices.ContainsFunc(requirements(c), func(file string) bool {
		name := strings.ToLower(file[strings.LastIndexByte(file, '/')+1:])
		words := strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune("-_.", r) })
		return slices.ContainsFunc(words, func(word string) bool {
			return word == "dev" || word == "develop" || word == "development" || word == "test" || word == "tests" || word == "testing"
		})
	})
}

// prune takes back what earlier installs of the stage brought for development, if the script removes it.
func (s Script) prune(made []input.Install) {
	for i, c := range s.Commands {
		if !s.prunes(c) {
			continue
		}
		for n := range made {
			earlier := made[n].Step < s.Site.Step || before(made[n].At, s.at(i).At)
			if made[n].Stage == s.Site.Stage && made[n].Manager == "npm" && earlier {
				made[n].Development = false
			}
		}
	}
}

// before compares the places of two commands of one script: they differ in the number at the end.
func before(place, other string) bool {
	if len(place) != len(other) {
		return len(place) < len(other)
	}
	return place < other
}

// prunes reports a command that leaves of node_modules only what production needs, or nothing.
func (s Script) prunes(c shell.Command) bool {
	switch c.Name {
	case "npm", "pnpm":
		return c.Verb == "prune" && s.holds(c, s.Settings, resolvers[c.Name].production)
	case "yarn":
		return s.holds(c, s.Settings, condition{flags: resolvers["yarn"].production.flags})
	case "rm":
		return slices.ContainsFunc(c.Operands, func(w shell.Word) bool {
			return strings.HasSuffix(strings.TrimRight(w.Text, "/*"), "node_modules")
		})
	}
	return false
}
