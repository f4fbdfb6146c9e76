package dockerfile

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// supplies is what a file adds to the base image, as far as it can be told: it answers whether an account or a program
// that the base lacks may be there all the same. It is never too small.
type supplies struct {
	// words are all words of the scripts, and the last elements of the paths of copied files.
	words map[string]bool
	// accounts are the words of commands that may create an account of that name.
	accounts map[string]bool
	// packages are the words of commands that install.
	packages map[string]bool
	// atRoot are the last elements of what is copied into the root: a program, or a folder with a whole tree in it.
	atRoot []string
	// anyAccount and anyProgram tell that something was brought that can't be seen through.
	anyAccount, anyProgram bool
}

func (s *supplies) clone() supplies {
	copied := *s
	copied.words, copied.accounts, copied.packages = maps.Clone(s.words), maps.Clone(s.accounts), maps.Clone(s.packages)
	return copied
}

func (s *supplies) anything() {
	s.anyAccount, s.anyProgram = true, true
}

func (s *supplies) word(text string) {
	note(&s.words, text)
	note(&s.words, path.Base(text))
}

func note(set *map[string]bool, text string) {
	if *set == nil {
		*set = map[string]bool{}
	}
	(*set)[text] = true
}

// copied takes note of a COPY or ADD. A relative destination is one below the working directory, which is the root if
// nothing says otherwise.
func (s *supplies) copied(c input.Copy, workdir *input.Workdir) {
	target := path.Clean("/" + c.Destination.Text)
	if c.Destination.Kind == "relative" && workdir != nil {
		target = path.Join("/", workdir.Text, workdir.Path, c.Destination.Text)
	}
	if c.Destination.State == input.Unresolved || target == "/etc" || strings.HasPrefix(target, "/etc/passwd") {
		s.anyAccount = true
	}
	s.word(target)
	for _, source := range c.Sources {
		s.word(source.Text)
		if target == "/" && (source.Kind != "path" || isTree(source.Text)) {
			s.anything()
		} else if target == "/" {
			s.atRoot = append(slices.Clip(s.atRoot), path.Base(source.Text))
		}
		if systemFolder(target) && (source.Kind != "path" || isTree(source.Text)) {
			s.anyProgram = true
		}
	}
}

// isTree reports whether what is copied is a folder with others in it rather than one file, by the names that people
// give to both.
func isTree(source string) bool {
	base := path.Base(source)
	return strings.HasSuffix(source, "/") || strings.ContainsAny(base, "*?$") || trees[base]
}

var trees = map[string]bool{
	".": true, "/": true, "bin": true, "sbin": true, "usr": true, "local": true, "root": true, "rootfs": true, "fs": true,
	"dist": true, "out": true, "output": true, "install": true, "target": true, "etc": true, "opt": true, "image": true,
}

// systemFolder reports whether programs are looked for in a folder, or in those below it.
func systemFolder(folder string) bool {
	switch folder {
	case "/", "/usr", "/usr/local", "/opt":
		return true
	}
	return path.Base(folder) == "bin" || path.Base(folder) == "sbin"
}

// ran takes note of a script.
func (s *supplies) ran(script *shell.Script) {
	if script.Opaque || script.Error != nil {
		s.anything()
	}
	for _, c := range script.Commands {
		s.called(c)
	}
}

func (s *supplies) called(c shell.Command) {
	if unseen(c) {
		s.anything()
	}
	for _, redirection := range c.Redirections {
		s.anyAccount = s.anyAccount || strings.HasPrefix(redirection.Target.Text, "/etc/passwd") && redirection.Operator != "<"
	}
	for _, w := range c.Words {
		s.word(w.Text)
		if !handlesFiles[c.Name] {
			note(&s.accounts, w.Text)
		}
		s.anyAccount = s.anyAccount || strings.Contains(w.Text, "/etc/passwd") && !reads[c.Name]
	}
	if addsAccounts[c.Name] && uncertain(c.Operands) {
		s.anyAccount = true
	}
	if installers[c.Name] {
		s.installed(c)
	}
}

func (s *supplies) installed(c shell.Command) {
	if uncertain(c.Operands) {
		s.anything()
	}
	for _, operand := range c.Operands {
		note(&s.packages, operand.Text)
		if strings.ContainsAny(operand.Text, "/@*") {
			s.anything()
		}
	}
}

func uncertain(words []shell.Word) bool {
	return slices.ContainsFunc(words, func(w shell.Word) bool { return w.State == shell.Unresolved || w.Substitution })
}

var (
	reads        = map[string]bool{"cat": true, "grep": true, "awk": true, "cut": true, "chgrp": true, "chmod": true, "chown": true, "ls": true}
	addsAccounts = map[string]bool{"useradd": true, "adduser": true, "usermod": true, "newusers": true, "luseradd": true}
	// handlesFiles are programs that name an account, or a file that is called like one, and create none.
	handlesFiles = map[string]bool{
		"mkdir": true, "chown": true, "chgrp": true, "chmod": true, "install": true, "echo": true, "printf": true, "cp": true,
		"mv": true, "rm": true, "ln": true, "cd": true, "touch": true, "test": true, "[": true, "tar": true, "su": true,
		"gosu": true, "id": true, "groupadd": true, "addgroup": true, "sudo": true, "sh": true, "bash": true,
	}
	installers = map[string]bool{
		"apt-get": true, "apt": true, "aptitude": true, "apk": true, "yum": true, "dnf": true, "microdnf": true,
		"tdnf": true, "zypper": true, "pacman": true, "opkg": true, "emerge": true, "conda": true, "mamba": true,
		"brew": true, "nix-env": true, "nix": true, "dpkg": true, "rpm": true,
	}
	shellNames = map[string]bool{"sh": true, "bash": true, "ash": true, "dash": true, "zsh": true, "ksh": true}
)

// unseen reports whether a command runs what does not stand in the file: a script, a program whose name is not known, or
// one that unpacks over the system's folders.
func unseen(c shell.Command) bool {
	switch {
	case c.Name == "":
		return len(c.Words) > 0
	case c.Name == "." || c.Name == "source" || c.Name == "dpkg" || c.Name == "rpm" || c.Name == "newusers":
		return true
	case shellNames[c.Name]:
		return len(c.Operands) > 0 || c.Pipeline.Position > 0
	case c.Name == "tar" || c.Name == "unzip" || c.Name == "cp" || c.Name == "rsync" || c.Name == "make" || c.Name == "curl" || c.Name == "wget":
		return slices.ContainsFunc(c.Words, func(w shell.Word) bool { return w.Text == "/" || w.Text == "install" })
	}
	return strings.Contains(c.Path, "/") && !slices.Contains([]string{"/bin", "/sbin", "/usr/bin", "/usr/sbin"}, path.Dir(c.Path))
}

// settle says of what holds at the end of a stage which parts of it the stage brings.
func (s *supplies) settle(effective *input.Effective) {
	if user := effective.User; user != nil {
		effective.AccountCreated = s.anyAccount || s.accounts[user.Name] || s.packageAccount(user.Name)
	}
	effective.ShellSupplied = s.anyProgram || s.bringsTree(effective) || slices.ContainsFunc(
		[]string{"sh", "bash", "ash", "dash", "busybox", "toybox", "coreutils"}, s.brings)
	effective.Supplied = nil
	if effective.Healthcheck == nil {
		return
	}
	for _, called := range effective.Healthcheck.Commands {
		if s.anyProgram || s.brings(called.Program) {
			effective.Supplied = append(effective.Supplied, called.Program)
		}
	}
}

// bringsTree reports whether what is copied into the root may be more than the program that the image starts.
func (s *supplies) bringsTree(effective *input.Effective) bool {
	return slices.ContainsFunc(s.atRoot, func(name string) bool {
		return !calls(effective.Entrypoint, name) && !calls(effective.Cmd, name) && path.Ext(name) == ""
	})
}

func calls(start *input.Start, program string) bool {
	return start != nil && slices.ContainsFunc(start.Commands, func(c input.Invocation) bool { return c.Program == program })
}

// brings reports whether a program comes with a file or package of its name, or has been used already.
func (s *supplies) brings(program string) bool {
	if s.words[program] {
		return true
	}
	for name := range s.packages {
		if strings.HasPrefix(name, program) || packagePrograms[program] != "" && strings.Contains(name, packagePrograms[program]) {
			return true
		}
	}
	return false
}

// packagePrograms are programs whose package is called otherwise.
var packagePrograms = map[string]string{"nc": "netcat", "ncat": "nmap"}

// packageAccount reports whether one of the packages may create an account: services have accounts of their own, with
// names that resemble theirs.
func (s *supplies) packageAccount(account string) bool {
	stem := account[:min(len(account), 4)]
	for name := range s.packages {
		if strings.Contains(name, stem) || packageAccounts[account] != "" && strings.Contains(name, packageAccounts[account]) {
			return true
		}
	}
	return false
}

// packageAccounts are accounts whose package is called otherwise.
var packageAccounts = map[string]string{
	"apache": "httpd", "www-data": "apache", "mysql": "mariadb", "sshd": "ssh", "messagebus": "dbus", "ftp": "ftpd",
	"git": "gitolite", "vcap": "cloud", "www": "nginx", "http": "nginx",
}
