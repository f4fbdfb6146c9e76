package command_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/command"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// acts returns what a script does with packages; it runs in an environment and with mounts on folders.
func acts(text string, environment map[string]string, mounts ...string) input.Acts {
	variables := func(name string) (shell.Variable, bool) {
		value, ok := environment[name]
		if value == "?" {
			return shell.Variable{State: shell.Unresolved}, true
		}
		return shell.Variable{Value: value, State: shell.Resolved}, ok
	}
	s := command.Script{
		Script:    shell.Parse(text, shell.Context{Dialect: shell.POSIX, Variables: variables}),
		Variables: variables, Site: input.Site{At: "run"}, Place: func(string, shell.Range, []string) {},
	}
	for _, folder := range mounts {
		s.Mounts = append(s.Mounts, input.Mount{Type: "cache", Target: folder})
	}
	var made input.Acts
	command.PackageActs(&made, s)
	return made
}

func TestInstalls(t *testing.T) {
	for _, test := range []struct {
		name, text string
		// want are the titles of the commands, each with the names of its packages.
		want map[string][]string
	}{
		{"apt", "apt-get update && apt-get install -y curl git", map[string][]string{"apt-get install": {"curl", "git"}}},
		{"a verb by its short name", "dnf in -y curl", map[string][]string{"dnf in": {"curl"}}},
		{"a verb of two words", "yarn global add @vue/cli", map[string][]string{"yarn global add": {"@vue/cli"}}},
		{"a program alone", "yarn --frozen-lockfile", map[string][]string{"yarn": nil}},
		{"a program that only tells its version", "yarn --version", map[string][]string{}},
		{"a script of the project", "yarn build", map[string][]string{}},
		{"a module of Python", "python3 -m pip install flask", map[string][]string{"pip install": {"flask"}}},
		{"pip in uv", "uv pip install --system flask", map[string][]string{"uv pip install": {"flask"}}},
		{"a value of an option is no package", "pip install -r requirements.txt -i https://example.com flask", map[string][]string{"pip install": {"flask"}}},
		{"what is installed for editing", "pip install -e git+https://example.com/a/b", map[string][]string{"pip install": {"git+https://example.com/a/b"}}},
		{"options for building a gem", "gem install pg -- --with-pg-config pg_config", map[string][]string{"gem install": {"pg"}}},
		{"arguments of what go runs", "go run example.com/tool@v1 generate", map[string][]string{"go run": {"example.com/tool"}}},
		{"a version as an operand of its own", "composer require monolog/monolog ^3.0", map[string][]string{"composer require": {"monolog/monolog"}}},
		{"a module of dnf", "dnf module install -y nodejs:22", map[string][]string{"dnf module install": {"nodejs"}}},
		{"a group of dnf", "dnf group install -y 'Development Tools'", map[string][]string{"dnf group install": nil}},
		{"a package that a variable hides", "apk add curl $PACKAGES", map[string][]string{"apk add": {"curl"}}},
		{"a package that apt removes", "apt-get install -y curl exim4-", map[string][]string{"apt-get install": {"curl"}}},
		{"no install", "apt-get remove -y curl; npm test; pip list", map[string][]string{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			found := map[string][]string{}
			for _, install := range acts(test.text, nil).Installs {
				found[install.Title] = nil
				for _, p := range install.Packages {
					found[install.Title] = append(found[install.Title], p.Name)
				}
			}
			require.Equal(t, test.want, found)
		})
	}
}

func TestVersionsByOption(t *testing.T) {
	for text, pinned := range map[string]bool{
		"gem install rails -v 7.1":                                true,
		"gem install rails":                                       false,
		"pip install flask -c constraints.txt":                    true,
		"cargo install ripgrep --version 14.1.0":                  true,
		"cargo install --git https://example.com/a tool --tag v1": true,
		"cargo install --git https://example.com/a tool":          false,
	} {
		t.Run(text, func(t *testing.T) {
			require.Equal(t, pinned, acts(text, nil).Installs[0].Packages[0].Pinned)
		})
	}
}

func TestRemovedPackages(t *testing.T) {
	for _, test := range []struct {
		name, text string
		removed    bool
	}{
		{"by name", "apt-get install -y gcc && make && apt-get purge -y gcc", true},
		{"by a virtual name", "apk add --virtual .build gcc && make && apk del .build", true},
		{"by a variable that is known", "B='gcc make'; apk add $B && make && apk del $B", true},
		{"by one that is not", "apk add gcc && make && apk del $(cat list)", true},
		{"by marking all as automatic", "apt-get install -y gcc; apt-mark auto '.*'; apt-get purge -y --auto-remove", true},
		{"another package", "apt-get install -y gcc && apt-get purge -y curl", false},
		{"before the install", "apt-get purge -y gcc; apt-get install -y gcc", false},
		{"only what nothing needs", "apt-get install -y gcc && apt-get autoremove -y", false},
		{"of another manager", "apk add gcc && pip uninstall -y gcc", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.removed, acts(test.text, nil).Installs[0].Packages[0].Removed)
		})
	}
}

func TestRecommended(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       bool
	}{
		{"by default", "apt-get install -y curl", true},
		{"an option", "apt-get install -y --no-install-recommends curl", false},
		{"a setting on the line", "apt-get -o APT::Install-Recommends=0 install -y curl", false},
		{"a setting that was written", `echo 'APT::Install-Recommends "false";' > /etc/apt/apt.conf.d/99 && apt-get install -y curl`, false},
		{"a setting that is written later", `apt-get install -y curl; echo 'APT::Install-Recommends "false";' > /etc/apt/apt.conf.d/99`, true},
		{"the same words elsewhere", `echo 'APT::Install-Recommends "false";' > /tmp/x && apt-get install -y curl`, true},
		{"another manager", "apk add curl", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, acts(test.text, nil).Installs[0].Recommended)
		})
	}
}

func TestPrompts(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       bool
	}{
		{"an install", "apt-get install curl", true},
		{"quiet is not yes", "apt-get install -q curl", true},
		{"quiet twice is yes", "apt-get install -qq curl", false},
		{"quiet by number", "apt-get install -q=2 curl", false},
		{"yes before the verb", "apt-get -y install curl", false},
		{"yes in a cluster", "apt-get install -fmy curl", false},
		{"yes by a setting", "apt-get -o APT::Get::Assume-Yes=true install curl", false},
		{"yes by a setting that was written", `echo 'APT::Get::Assume-Yes "true";' > /etc/apt/apt.conf.d/90yes; apt-get install curl`, false},
		{"yes through a pipe", "yes | apt-get install curl", false},
		{"a trial", "apt-get install -s curl", false},
		{"an upgrade", "apt-get upgrade", true},
		{"an update", "apt-get update", false},
		{"a download", "apt-get download curl", false},
		{"removing what is named", "zypper rm curl", true},
		{"removing what nothing needs", "apt-get autoremove", false},
		{"dnf by its small name", "microdnf install curl", true},
		{"zypper without questions", "zypper --non-interactive install curl", false},
		{"dnf configured", "echo assumeyes=1 >> /etc/dnf/dnf.conf && dnf install curl", false},
		{"apk never asks", "apk add curl", false},
		{"pip never asks", "pip install flask", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, len(acts(test.text, nil).Prompts) > 0)
		})
	}
}

func TestIndexUpdates(t *testing.T) {
	for _, test := range []struct {
		name, text string
		alone      bool
		mounts     []string
	}{
		{"alone", "apt-get update", true, nil},
		{"with an install", "apt-get update && apt-get install -y curl", false, nil},
		{"behind an install", "apt-get install -y curl && apt-get update", true, nil},
		{"with an install by another program of the family", "apt update && apt-get install -y curl", false, nil},
		{"with an install of another family", "apt-get update && apk add curl", true, nil},
		{"with an upgrade", "apk update && apk upgrade", false, nil},
		{"with something else", "apt-get update && adduser app", true, nil},
		{"with a script that may install", "apt-get update && ./install.sh", false, nil},
		{"with a program that nobody knows", "apt-get update && $INSTALL", false, nil},
		{"and removed", "apt-get update && rm -rf /var/lib/apt/lists/*", false, nil},
		{"on a mount", "apt-get update", false, []string{"/var/lib/apt/lists"}},
		{"of zypper", "zypper refresh", true, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.alone, acts(test.text, nil, test.mounts...).IndexUpdates[0].Alone)
		})
	}
}

func TestUpgrades(t *testing.T) {
	for text, distribution := range map[string]bool{
		"apt-get upgrade -y": false, "apt-get dist-upgrade -y": true, "apt full-upgrade -y": true, "zypper dup": true,
		"zypper up": false, "dnf upgrade -y": false, "dnf distro-sync -y": true, "apk upgrade": false,
	} {
		t.Run(text, func(t *testing.T) {
			require.Equal(t, distribution, acts(text, nil).Upgrades[0].Distribution)
		})
	}
}

func TestSecondIndex(t *testing.T) {
	for _, test := range []struct {
		name, text, want string
		environment      map[string]string
	}{
		{"an option", "pip install --extra-index-url https://example.com flask", "--extra-index-url", nil},
		{"a variable", "pip install flask", "PIP_EXTRA_INDEX_URL", map[string]string{"PIP_EXTRA_INDEX_URL": "https://example.com"}},
		{"a variable that only a build argument fills", "pip install flask", "", map[string]string{"PIP_EXTRA_INDEX_URL": "?"}},
		{"a variable of which a part is unknown", "PIP_EXTRA_INDEX_URL=https://$HOST/simple pip install flask", "PIP_EXTRA_INDEX_URL", nil},
		{"hashes say which package is meant", "pip install --require-hashes --extra-index-url https://example.com -r r.txt", "", nil},
		{"one index in place of the other", "pip install --index-url https://example.com flask", "", nil},
		{"uv takes the first index that has the name", "uv pip install --extra-index-url https://example.com flask", "", nil},
		{"unless told otherwise", "uv pip install --index-strategy unsafe-best-match flask", "--index-strategy", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, acts(test.text, test.environment).Installs[0].SecondIndex)
		})
	}
}
