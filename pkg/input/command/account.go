package command

import (
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// Accounts adds what the commands of a script do to accounts: the passwords they set and the ways to root they open.
func Accounts(commands []shell.Command, site input.Site, place Placer, acts *input.Acts) {
	for i, c := range commands {
		this := site
		this.Comments, this.At = nil, At(site.At, i)
		if change, ok := passwordChange(c); ok && !onlyLocks(commands[:i], c) {
			place(this.At, c.Range, nil)
			change.Site, change.Program = this, c.Name
			acts.Passwords = append(acts.Passwords, change)
		}
		if grantsRoot(c) {
			place(this.At, c.Range, nil)
			acts.SudoGrants = append(acts.SudoGrants, input.SudoGrant{Site: this, Program: c.Name})
		}
	}
}

// passwordChange reads chpasswd(8), passwd(1), useradd(8), usermod(8) and edits of shadow(5).
func passwordChange(c shell.Command) (input.PasswordChange, bool) {
	switch c.Name {
	case "chpasswd":
		return input.PasswordChange{}, true
	case "passwd":
		_, emptied := flag(c, "-d", "--delete")
		_, otherwise := flag(c, "-l", "--lock", "-u", "--unlock", "-e", "--expire", "-S", "--status", "-x", "-n", "-w", "-i", "--help")
		return input.PasswordChange{Emptied: emptied}, emptied || !otherwise
	case "useradd", "usermod":
		values, given := flag(c, "-p", "--password")
		return input.PasswordChange{Emptied: slices.Contains(values, "")}, given && !slices.ContainsFunc(values, isLocked)
	}
	return input.PasswordChange{Emptied: true}, emptiesShadow(c)
}

// isLocked reports whether a field of shadow(5) is one that no password gives.
func isLocked(hash string) bool {
	return strings.HasPrefix(hash, "*") || strings.HasPrefix(hash, "!") || hash == "x"
}

// onlyLocks reports a chpasswd -e that is fed nothing but hashes that no password gives, as `echo 'git:*' | chpasswd -e`
// feeds it.
func onlyLocks(before []shell.Command, c shell.Command) bool {
	if _, hashed := flag(c, "-e", "--encrypted"); c.Name != "chpasswd" || !hashed {
		return false
	}
	heredoc, words := standardInput(before, c)
	given := heredoc + strings.ReplaceAll(strings.Join(texts(words), " "), `\n`, "\n")
	entries := strings.Fields(given)
	return len(entries) > 0 && !slices.ContainsFunc(entries, func(entry string) bool {
		_, hash, ok := strings.Cut(entry, ":")
		return !ok || !isLocked(hash)
	})
}

// emptiesShadow reports an edit by which a password field of /etc/shadow or /etc/passwd becomes empty.
func emptiesShadow(c shell.Command) bool {
	return c.Name == "sed" && names(c, "/etc/shadow", "/etc/passwd") && slices.ContainsFunc(c.Words, func(w shell.Word) bool {
		pattern, replacement, ok := substitution(w.Text)
		return ok && strings.Contains(replacement, "::") && !strings.Contains(pattern, "::")
	})
}

func names(c shell.Command, files ...string) bool {
	return slices.ContainsFunc(c.Operands, func(w shell.Word) bool { return slices.Contains(files, w.Text) })
}

// substitution takes the s command of sed apart: s/pattern/replacement/.
func substitution(script string) (pattern, replacement string, ok bool) {
	at := strings.IndexByte(script, 's')
	if at < 0 || at+1 >= len(script) || strings.ContainsAny(script[at+1:at+2], "abcdefghijklmnopqrstuvwxyz ") {
		return "", "", false
	}
	parts := strings.Split(script[at+2:], script[at+1:at+2])
	if len(parts) < 2 {
		return "", "", false
	}
	return parts[0], parts[1], true
}

const withoutPassword = "NOPASSWD"

// GrantsRoot reports whether a text for sudoers(5) has an entry that asks for no password.
func GrantsRoot(sudoers string) bool {
	for line := range strings.Lines(sudoers) {
		if entry, _, _ := strings.Cut(line, "#"); strings.Contains(entry, withoutPassword) {
			return true
		}
	}
	return false
}

// grantsRoot reports whether a command writes a sudoers entry that asks for no password.
func grantsRoot(c shell.Command) bool {
	switch {
	case c.Name == "echo" || c.Name == "printf":
		return slices.ContainsFunc(c.Words, mentionsNoPassword) && (c.Pipeline.Length > 1 || slices.ContainsFunc(c.Redirections, writes))
	case c.Name == "cat" || c.Name == "tee":
		return slices.ContainsFunc(c.Redirections, func(r shell.Redirection) bool {
			return GrantsRoot(r.Heredoc) || r.Operator == "<<<" && mentionsNoPassword(r.Target)
		})
	case c.Name == "sed":
		return slices.ContainsFunc(c.Words, func(w shell.Word) bool {
			pattern, replacement, ok := substitution(w.Text)
			return ok && (strings.Contains(replacement, withoutPassword) || uncomments(pattern) && replacement != "")
		})
	}
	return false
}

func writes(r shell.Redirection) bool {
	return strings.HasPrefix(r.Operator, ">") || strings.HasPrefix(r.Operator, "&>")
}

func mentionsNoPassword(w shell.Word) bool {
	return strings.Contains(w.Text, withoutPassword)
}

// uncomments reports whether a pattern finds an entry that is commented out.
func uncomments(pattern string) bool {
	return strings.Contains(pattern, withoutPassword) && strings.HasPrefix(strings.TrimLeft(pattern, `^\(`), "#")
}
