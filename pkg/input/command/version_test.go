package command

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// A versionCase is an operand of an install command, and what it asks for.
type versionCase struct {
	name, manager, text string
	want                input.Package
}

func pinned(name, version string) input.Package {
	return input.Package{Name: name, Version: version, Pinned: true}
}

func open(name string) input.Package { return input.Package{Name: name} }

func local(name string) input.Package { return input.Package{Name: name, Local: true} }

var versionCases = []versionCase{
	{"pip: a name alone", "pip", "flask", open("flask")},
	{"pip: extras are no version", "pip", "uvicorn[standard]", open("uvicorn")},
	{"pip: one version", "pip", "flask==3.1.0", pinned("flask", "3.1.0")},
	{"pip: exactly this text", "pip", "flask===3.1.0", pinned("flask", "3.1.0")},
	{"pip: extras and a version", "pip", "uvicorn[standard]==0.30", pinned("uvicorn", "0.30")},
	{"pip: a range", "pip", "flask>=3,<4", pinned("flask", "3,<4")},
	{"pip: a version that is left out", "pip", "flask!=3.0", pinned("flask", "3.0")},
	{"pip: a marker is no version", "pip", "flask; python_version>'3'", open("flask")},
	{"pip: the folder at hand", "pip", ".", local(".")},
	{"pip: the folder at hand with extras", "pip", ".[dev]", local(".[dev]")},
	{"pip: another folder", "pip", "libs/api", local("libs/api")},
	{"pip: a wheel", "pip", "api.whl", local("api.whl")},
	{"pip: an archive somewhere", "pip", "https://example.com/api.zip", local("https://example.com/api.zip")},
	{"pip: a branch that nobody names", "pip", "git+https://example.com/a/b.git#egg=b", open("git+https://example.com/a/b.git#egg=b")},
	{"pip: the main branch", "pip", "git+https://example.com/a/b@main", input.Package{Name: "git+https://example.com/a/b@main", Version: "main"}},
	{"pip: a tag", "pip", "git+ssh://git@example.com/a/b.git@v1#egg=b", pinned("git+ssh://git@example.com/a/b.git@v1#egg=b", "v1")},
	{"pip: a user in the address is no tag", "pip", "git+ssh://git@example.com/a/b.git", open("git+ssh://git@example.com/a/b.git")},
	{"pip: a name with an address", "pip", "b @ git+https://example.com/a/b@v1", pinned("b", "v1")},
	{"pip: a name with an archive's address", "pip", "b@https://example.com/b.zip", local("b")},
	{"uv: a tool's version", "uv", "ruff@0.6.2", pinned("ruff", "0.6.2")},
	{"uv: a tool's newest version", "uv", "ruff@latest", input.Package{Name: "ruff", Version: "latest"}},

	{"npm: a name alone", "npm", "express", open("express")},
	{"npm: a scope is no version", "npm", "@vue/cli", open("@vue/cli")},
	{"npm: a version", "npm", "express@4.19.2", pinned("express", "4.19.2")},
	{"npm: a version with a v", "npm", "express@v4", pinned("express", "v4")},
	{"npm: a version in a scope", "npm", "@vue/cli@>=5", pinned("@vue/cli", ">=5")},
	{"npm: a version that a variable holds", "npm", "npm@$NPM_VERSION", pinned("npm", "$NPM_VERSION")},
	{"npm: a tag that moves", "npm", "typescript@next", input.Package{Name: "typescript", Version: "next"}},
	{"npm: any version", "npm", "typescript@*", input.Package{Name: "typescript", Version: "*"}},
	{"npm: an alias", "npm", "old@npm:express@4.1.0", pinned("old", "4.1.0")},
	{"npm: an alias without a version", "npm", "old@npm:@acme/express", open("old")},
	{"npm: a packed file", "npm", "api-1.2.3.tgz", local("api-1.2.3.tgz")},
	{"npm: a folder", "npm", "../api", local("../api")},
	{"npm: an address", "npm", "https://example.com/api.tgz", local("https://example.com/api.tgz")},
	{"npm: a repository", "npm", "git+ssh://git@github.com:npm/npm.git", open("git+ssh://git@github.com:npm/npm.git")},
	{"npm: a commit of a repository", "npm", "git+https://github.com/npm/npm#v1", pinned("git+https://github.com/npm/npm#v1", "v1")},
	{"npm: a repository on GitHub", "npm", "npm/cli", open("npm/cli")},
	{"npm: a commit on GitHub", "npm", "npm/cli#v1", pinned("npm/cli#v1", "v1")},

	{"gem: a name alone", "gem", "rails", open("rails")},
	{"gem: a version", "gem", "rails:7.1", pinned("rails", "7.1")},
	{"gem: a file", "gem", "./api.gem", local("./api.gem")},

	{"go: a path alone", "go", "golang.org/x/tools/gopls", open("golang.org/x/tools/gopls")},
	{"go: a version", "go", "golang.org/x/tools/gopls@v0.16.1", pinned("golang.org/x/tools/gopls", "v0.16.1")},
	{"go: the newest version", "go", "golang.org/x/tools/gopls@latest", input.Package{Name: "golang.org/x/tools/gopls", Version: "latest"}},
	{"go: packages of the module at hand", "go", "./...", local("./...")},
	{"go: the standard library", "go", "net/http", local("net/http")},
	{"go: a file", "go", "main.go", local("main.go")},

	{"cargo: a name alone", "cargo", "ripgrep", open("ripgrep")},
	{"cargo: a version", "cargo", "ripgrep@14.1.0", pinned("ripgrep", "14.1.0")},
	{"composer: a name alone", "composer", "monolog/monolog", open("monolog/monolog")},
	{"composer: a range", "composer", "monolog/monolog:^3.0", pinned("monolog/monolog", "^3.0")},
	{"composer: a branch", "composer", "monolog/monolog:dev-main", input.Package{Name: "monolog/monolog", Version: "dev-main"}},
	{"conda: a name in a channel", "conda", "conda-forge::numpy", open("numpy")},
	{"conda: a version", "conda", "numpy=1.26", pinned("numpy", "1.26")},
	{"poetry: a range", "poetry", "flask@^3", pinned("flask", "^3")},
	{"poetry: the newest", "poetry", "flask@latest", input.Package{Name: "flask", Version: "latest"}},

	{"apt: a version", "apt-get", "curl=8.5.0-1", pinned("curl", "8.5.0-1")},
	{"apt: a release", "apt-get", "curl/bookworm", pinned("curl", "bookworm")},
	{"apt: an architecture is no version", "apt-get", "curl:arm64", open("curl")},
	{"apk: a version", "apk", "curl~8.5", pinned("curl", "8.5")},
	{"apk: a repository is no version", "apk", "curl@edge", open("curl")},
	{"dnf: a version and a release", "dnf", "httpd-2.4.62-1.fc42", pinned("httpd", "2.4.62-1.fc42")},
	{"dnf: numbers in a name are no version", "dnf", "java-1.8.0-openjdk", open("java-1.8.0-openjdk")},
	{"zypper: a file", "zypper", "./api.rpm", local("./api.rpm")},
}

func TestVersions(t *testing.T) {
	for _, test := range versionCases {
		t.Run(test.name, func(t *testing.T) {
			test.want.Text = test.text
			require.Equal(t, test.want, managers[test.manager].read(test.text))
		})
	}
}

func FuzzVersions(f *testing.F) {
	for _, test := range versionCases {
		f.Add(test.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for program, m := range managers {
			p := m.read(text)
			require.Equal(t, text, p.Text, program)
			require.False(t, p.Pinned && p.Local, "%s: %q is both a version and a file", program, text)
		}
	})
}
