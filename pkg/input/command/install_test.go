package command_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/command"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// packageActs returns what a script does with packages, and checks that every package was placed.
func packageActs(t *testing.T, script string) input.Acts {
	t.Helper()
	var made input.Acts
	placed := newLedger()
	parsed := shell.Parse(script, shell.Context{Dialect: shell.POSIX, Variables: versions})
	command.PackageActs(&made, command.Script{Script: parsed, Site: site, Place: placed.placer(script)})
	for _, install := range made.Installs {
		for i, p := range install.Packages {
			require.NotEmpty(t, placed.text[p.At])
			install.Packages[i].At = ""
		}
	}
	return made
}

// installed returns what the only command of a script installs; nil where it installs nothing.
func installed(t *testing.T, script string) *input.Install {
	t.Helper()
	if made := packageActs(t, script); len(made.Installs) > 0 {
		return &made.Installs[0]
	}
	return nil
}

func free(name string) input.Package { return input.Package{Text: name, Name: name} }

func pinned(text, name, version string) input.Package {
	return input.Package{Text: text, Name: name, Version: version, Pinned: true}
}

func local(text string) input.Package { return input.Package{Text: text, Name: text, Local: true} }

func TestPackages(t *testing.T) {
	for _, test := range []struct {
		name, script, manager string
		want                  []input.Package
	}{
		{name: "apt: names", script: "apt-get install curl g++ libstdc++6", manager: "apt", want: []input.Package{free("curl"), free("g++"), free("libstdc++6")}},
		{name: "apt: a version", script: "apt-get install curl=8.5.0-2ubuntu1", manager: "apt", want: []input.Package{pinned("curl=8.5.0-2ubuntu1", "curl", "8.5.0-2ubuntu1")}},
		{name: "apt: a version with an epoch", script: "apt install git=1:2.39.2-1.1", manager: "apt", want: []input.Package{pinned("git=1:2.39.2-1.1", "git", "1:2.39.2-1.1")}},
		{name: "apt: the newest of a series", script: "apt-get install 'nodejs=20.*'", manager: "apt", want: []input.Package{pinned("nodejs=20.*", "nodejs", "20.*")}},
		{name: "apt: a release", script: "apt-get install curl/bookworm-backports", manager: "apt", want: []input.Package{pinned("curl/bookworm-backports", "curl", "bookworm-backports")}},
		{name: "apt: an architecture", script: "apt-get install libc6:i386 libc6:i386=2.36", manager: "apt", want: []input.Package{{Text: "libc6:i386", Name: "libc6"}, pinned("libc6:i386=2.36", "libc6", "2.36")}},
		{name: "apt: files", script: "apt-get install ./a.deb /tmp/b_1.deb *.deb", manager: "apt", want: []input.Package{local("./a.deb"), local("/tmp/b_1.deb"), local("*.deb")}},
		{name: "apt: a name with a dash behind it is removed", script: "apt-get install curl wget-", manager: "apt", want: []input.Package{free("curl")}},
		{name: "apt: options and their values are no packages", script: "apt-get -o A=b -t sid install --no-install-recommends -y curl", manager: "apt", want: []input.Package{free("curl")}},
		{name: "apt: aptitude", script: "aptitude install curl", manager: "apt", want: []input.Package{free("curl")}},
		{name: "apt: a known variable", script: "apt-get install curl=$CURL", manager: "apt", want: []input.Package{pinned("curl=8.5", "curl", "8.5")}},
		{name: "apt: a version nobody knows is a version", script: "apt-get install curl=$OTHER", manager: "apt", want: []input.Package{pinned("curl=$OTHER", "curl", "$OTHER")}},
		{name: "apt: a package nobody knows is not named", script: "apt-get install $OTHER curl", manager: "apt", want: []input.Package{free("curl")}},
		{name: "apt: a list that a command prints is not named", script: "apt-get install $(cat list) curl", manager: "apt", want: []input.Package{free("curl")}},
		{name: "apt: no package", script: "apt-get install", manager: "apt"},

		{name: "apk: names", script: "apk add curl ca-certificates", manager: "apk", want: []input.Package{free("curl"), free("ca-certificates")}},
		{name: "apk: a version", script: "apk add curl=8.5.0-r0", manager: "apk", want: []input.Package{pinned("curl=8.5.0-r0", "curl", "8.5.0-r0")}},
		{name: "apk: a series of versions", script: "apk add curl~8.5 git~=2.40", manager: "apk", want: []input.Package{pinned("curl~8.5", "curl", "8.5"), pinned("git~=2.40", "git", "2.40")}},
		{name: "apk: a bound", script: "apk add 'curl>8' 'git<=2'", manager: "apk", want: []input.Package{pinned("curl>8", "curl", "8"), pinned("git<=2", "git", "2")}},
		{name: "apk: a tagged repository", script: "apk add curl@edge git@edge=2.40", manager: "apk", want: []input.Package{{Text: "curl@edge", Name: "curl"}, pinned("git@edge=2.40", "git", "2.40")}},
		{name: "apk: the name of a virtual package is no package", script: "apk add --no-cache --virtual .build gcc -t more make", manager: "apk", want: []input.Package{free("gcc"), free("make")}},
		{name: "apk: the address of a repository is no package", script: "apk --no-cache add -X https://example.org/edge curl", manager: "apk", want: []input.Package{free("curl")}},
		{name: "apk: a file", script: "apk add --allow-untrusted /tmp/a.apk", manager: "apk", want: []input.Package{local("/tmp/a.apk")}},

		{name: "dnf: names", script: "dnf install -y curl gcc-c++ java-1.8.0-openjdk", manager: "dnf", want: []input.Package{free("curl"), free("gcc-c++"), free("java-1.8.0-openjdk")}},
		{name: "dnf: a version", script: "yum install curl-7.76.1", manager: "dnf", want: []input.Package{pinned("curl-7.76.1", "curl", "7.76.1")}},
		{name: "dnf: a version, release and architecture", script: "microdnf install glibc-2.28-42.el8.x86_64", manager: "dnf", want: []input.Package{pinned("glibc-2.28-42.el8.x86_64", "glibc", "2.28-42.el8.x86_64")}},
		{name: "dnf: an epoch is no part of the version", script: "dnf install bind-32:9.16.23-1.el9", manager: "dnf", want: []input.Package{pinned("bind-32:9.16.23-1.el9", "bind", "9.16.23-1.el9")}},
		{name: "dnf: a number in the name", script: "dnf install python3-pip-21.2.3 python3-pip", manager: "dnf", want: []input.Package{pinned("python3-pip-21.2.3", "python3-pip", "21.2.3"), free("python3-pip")}},
		{name: "dnf: a series of versions", script: "dnf install 'httpd-2.4*'", manager: "dnf", want: []input.Package{pinned("httpd-2.4*", "httpd", "2.4*")}},
		{name: "dnf: a bound", script: "dnf install 'httpd >= 2.4'", manager: "dnf", want: []input.Package{pinned("httpd >= 2.4", "httpd", "2.4")}},
		{name: "dnf: a group has no version", script: "dnf install @development", manager: "dnf", want: []input.Package{{Text: "@development", Name: "development"}}},
		{name: "dnf: a module's stream", script: "dnf install @nodejs:18/common", manager: "dnf", want: []input.Package{pinned("@nodejs:18/common", "nodejs", "18/common")}},
		{name: "dnf: module install", script: "dnf -y module install nodejs:18 ruby", manager: "dnf", want: []input.Package{pinned("nodejs:18", "nodejs", "18"), free("ruby")}},
		{name: "dnf: files and addresses", script: "yum localinstall a.rpm https://example.org/b.rpm", manager: "dnf", want: []input.Package{local("a.rpm"), local("https://example.org/b.rpm")}},
		{name: "dnf: files that the shell finds", script: "yum install -y built/x86_64/*", manager: "dnf", want: []input.Package{local("built/x86_64/*")}},
		{name: "dnf: options and their values are no packages", script: "tdnf install --setopt tsflags=nodocs --enablerepo epel -y curl", manager: "dnf", want: []input.Package{free("curl")}},

		{name: "zypper: names", script: "zypper install curl python3-pip", manager: "zypper", want: []input.Package{free("curl"), free("python3-pip")}},
		{name: "zypper: the short verb", script: "zypper -n in curl", manager: "zypper", want: []input.Package{free("curl")}},
		{name: "zypper: a version", script: "zypper in curl=8.5 'git>=2'", manager: "zypper", want: []input.Package{pinned("curl=8.5", "curl", "8.5"), pinned("git>=2", "git", "2")}},
		{name: "zypper: a bound with blanks", script: "zypper in 'git >= 2'", manager: "zypper", want: []input.Package{pinned("git >= 2", "git", "2")}},
		{name: "zypper: a file", script: "zypper in ./a=1.rpm", manager: "zypper", want: []input.Package{local("./a=1.rpm")}},
		{name: "zypper: options with values", script: "zypper in -t pattern --from repo -r other devel_basis", manager: "zypper", want: []input.Package{free("devel_basis")}},
		{name: "zypper: options without values", script: "zypper -x in -f -C -D --name --capability --download-in-advance curl", manager: "zypper", want: []input.Package{free("curl")}},
	} {
		t.Run(test.name, func(t *testing.T) {
			install := installed(t, test.script)
			require.NotNil(t, install)
			require.Equal(t, "system", install.Kind)
			require.Equal(t, test.manager, install.Manager)
			require.Equal(t, test.want, install.Packages)
		})
	}
}

func TestWhatInstallsNothing(t *testing.T) {
	for _, script := range []string{
		"apt-get update", "apt-get remove curl", "apt-get -y upgrade", "apk update", "apk del curl", "dnf remove curl",
		"dnf module enable nodejs:18", "dnf module", "zypper refresh", "zypper rm curl", "tar xf install", "git install",
	} {
		t.Run(script, func(t *testing.T) {
			require.Nil(t, installed(t, script))
		})
	}
}

func TestAssumeYes(t *testing.T) {
	for _, test := range []struct {
		script string
		want   bool
	}{
		{script: "apt-get install a"},
		{script: "apt-get install -y a", want: true},
		{script: "apt-get -y install a", want: true},
		{script: "apt-get install a --yes", want: true},
		{script: "apt install --assume-yes a", want: true},
		{script: "apt-get install -qqy a", want: true},
		{script: "apt-get install -q a"},
		{script: "apt-get install -qq a", want: true},
		{script: "apt-get install -q -q a", want: true},
		{script: "apt-get install -q=2 a", want: true},
		{script: "apt-get install -q=1 a"},
		{script: "apk add a", want: true},
		{script: "dnf install a"},
		{script: "dnf install -y a", want: true},
		{script: "yum --assumeyes install a", want: true},
		{script: "dnf install -qq a"},
		{script: "zypper install a"},
		{script: "zypper install -y a", want: true},
		{script: "zypper in --no-confirm a", want: true},
		{script: "zypper -n install a", want: true},
		{script: "zypper --non-interactive install a", want: true},
	} {
		t.Run(test.script, func(t *testing.T) {
			require.Equal(t, test.want, len(packageActs(t, test.script).Prompts) == 0)
		})
	}
}

func TestRecommendedPackages(t *testing.T) {
	for _, test := range []struct {
		script string
		want   bool
	}{
		{script: "apt-get install a", want: true},
		{script: "apt install --install-recommends a", want: true},
		{script: "apt-get install --no-install-recommends a"},
		{script: "apt-get --no-install-recommends install a"},
		{script: "aptitude install -R a"},
		{script: "aptitude install --without-recommends a"},
		{script: "apt-get install -o APT::Install-Recommends=false a"},
		{script: `apt-get install -o apt::install-recommends="0" a`},
		{script: "apt-get install -oAPT::Install-Recommends=no a"},
		{script: "apt-get --option APT::Install-Recommends=true install a", want: true},
		{script: "apt-get install -o APT::Install-Suggests=false a", want: true},
		{script: "apk add a"},
		{script: "dnf install a"},
		{script: "zypper in a"},
	} {
		t.Run(test.script, func(t *testing.T) {
			require.Equal(t, test.want, installed(t, test.script).Recommended)
		})
	}
}

func TestInstallsThatInstallNothing(t *testing.T) {
	for name, script := range map[string]string{
		"apt simulates":                  "apt-get install -s curl",
		"apt only fetches":               "apt-get install -y --download-only curl",
		"dnf only fetches":               "dnf install --downloadonly curl",
		"apk simulates":                  "apk add --simulate curl",
		"zypper says what it would do":   "zypper install --dry-run curl",
		"an update is another operation": "apt-get update",
	} {
		t.Run(name, func(t *testing.T) { require.Nil(t, installed(t, script)) })
	}
}
