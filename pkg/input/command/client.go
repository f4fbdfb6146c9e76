package command

import (
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// clients are the programs beside curl and wget that fetch from the addresses in their words and compare what comes
// with nothing that the words say. Package managers whose packages are signed are not among them.
var clients = map[string]bool{
	"pip": true, "uv": true, "pipx": true, "poetry": true, "pipenv": true, "npm": true, "yarn": true, "pnpm": true, "npx": true, "gem": true,
	"bundle": true, "composer": true, "cargo": true, "conda": true, "mamba": true, "micromamba": true, "helm": true, "svn": true, "hg": true,
	"rpm": true, "yum": true, "dnf": true, "microdnf": true, "zypper": true, "yum-config-manager": true, "cpanm": true, "luarocks": true,
	"nuget": true, "dotnet": true, "lynx": true, "http": true, "fetch": true, "apt-key": true, "dpkg": true, "easy_install": true,
}

// signedRepositories are the verbs of clients whose addresses are repositories of signed packages.
var signedRepositories = map[string]bool{"addrepo": true, "ar": true}

// packageClient notes the addresses without encryption in the words of other clients.
func (r *downloadReader) packageClient(i int, c shell.Command) {
	if !clients[c.Name] || signedRepositories[c.Verb] {
		return
	}
	var words []shell.Word
	for _, f := range c.Flags {
		if f.Value != nil && !strings.Contains(f.Name, "proxy") {
			words = append(words, *f.Value)
		}
	}
	words = slices.DeleteFunc(append(words, c.Operands...), func(word shell.Word) bool {
		l, ok := locate(word.Text, false)
		return !ok || !plaintext[l.scheme] || l.scheme == ""
	})
	if len(words) == 0 || c.Verb == "config" && slices.ContainsFunc(c.Operands, func(o shell.Word) bool { return strings.Contains(o.Text, "proxy") }) {
		return
	}
	r.acts.Downloads = append(r.acts.Downloads, r.begin(i, c, words, false))
}

// defaultBranch is what a clone gets that names nothing.
const defaultBranch = "the default branch"

// git reads the sub-commands of git that talk to a server, and those that choose what a clone holds.
func (r *downloadReader) git(i int, c shell.Command) {
	switch c.Verb {
	case "clone":
		r.clone(i, c)
	case "fetch", "pull", "submodule", "remote", "ls-remote":
		if made := r.begin(i, c, c.Operands, false); len(made.Addresses) > 0 {
			r.acts.Downloads = append(r.acts.Downloads, made)
		}
		if c.Verb == "fetch" {
			r.settle(c)
		}
	case "checkout", "reset", "switch", "worktree":
		r.settle(c)
	}
}

func (r *downloadReader) clone(i int, c shell.Command) {
	made := r.begin(i, c, c.Operands, false)
	if len(made.Addresses) == 0 {
		return
	}
	made.Addresses = made.Addresses[:1]
	made.Addresses[0].Floating = ""
	if named, given := flag(c, "-b", "--branch", "--revision"); !given {
		made.Addresses[0].Floating = defaultBranch
	} else if len(named) > 0 {
		made.Addresses[0].Floating = branch(named[len(named)-1])
	}
	if made.Addresses[0].Floating != "" {
		r.known.clones = append(r.known.clones, len(r.acts.Downloads))
	}
	r.acts.Downloads = append(r.acts.Downloads, made)
}

// settle notes that a command chooses what a clone holds, if it names more than a branch that moves.
func (r *downloadReader) settle(c shell.Command) {
	chosen := slices.ContainsFunc(c.Operands, func(word shell.Word) bool {
		return branch(word.Text[strings.LastIndexByte(word.Text, '/')+1:]) == "" && word.Text != "origin"
	})
	if !chosen {
		return
	}
	for _, number := range r.known.clones {
		r.acts.Downloads[number].Addresses[0].Floating = ""
	}
	r.known.clones = nil
}
