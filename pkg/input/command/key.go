package command

import (
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// globalKeys is the keyring, and with .d the folder of keyrings, whose keys apt trusts for every source:
// https://manpages.debian.org/stable/apt/apt-secure.8.en.html.
const globalKeys = "/etc/apt/trusted.gpg"

// IsGlobalKey reports whether a path is a keyring that apt trusts for every source, or is in the folder of them.
func IsGlobalKey(path string) bool {
	rest, ok := strings.CutPrefix(path, globalKeys)
	return ok && (rest == "" || rest == ".d" || strings.HasPrefix(rest, ".d/"))
}

// trustedKeys finds the commands that add keys for all of apt's sources.
func (s Script) trustedKeys() []input.TrustedKey {
	var found []input.TrustedKey
	for i, c := range s.Commands {
		path := keyFile(c)
		if path == "" && !addsKey(c) {
			continue
		}
		site := s.at(i)
		s.Place(site.At, c.Range, nil)
		found = append(found, input.TrustedKey{Site: site, By: strings.TrimSpace(c.Name + " " + keyVerb(c)), Path: path})
	}
	return found
}

// addsKey reports apt-key adding to its own keyring: https://manpages.debian.org/bookworm/apt/apt-key.8.en.html.
func addsKey(c shell.Command) bool {
	if c.Name != "apt-key" || c.Verb != "add" && c.Verb != "adv" {
		return false
	}
	if c.Verb == "adv" && !hasFlag(c, "--recv-keys", "--recv-key", "--recv", "--import", "--fetch-keys") {
		return false
	}
	keyrings, given := flag(c, "--keyring")
	return !given || len(keyrings) > 0 && IsGlobalKey(keyrings[0])
}

func keyVerb(c shell.Command) string {
	if c.Name == "apt-key" {
		return c.Verb
	}
	return ""
}

// keyFile is the global keyring that a command writes.
func keyFile(c shell.Command) string {
	target, _ := fileWritten(c)
	candidates := []string{target}
	switch c.Name {
	case "cp", "mv", "ln", "install":
		if len(c.Operands) > 1 {
			candidates = append(candidates, c.Operands[len(c.Operands)-1].Text)
		}
	case "curl", "wget", "gpg":
		files, _ := flag(c, "-o", "-O", "--output", "--output-document", "-P", "--directory-prefix")
		candidates = append(candidates, files...)
		if hasFlag(c, "--import", "--recv-keys", "--receive-keys", "--recv-key") {
			keyrings, _ := flag(c, "--keyring")
			candidates = append(candidates, keyrings...)
		}
	case "tee":
		candidates = append(candidates, texts(c.Operands)...)
	}
	for _, candidate := range candidates {
		candidate = strings.TrimPrefix(strings.TrimPrefix(candidate, "gnupg-ring:"), "kbx:")
		if IsGlobalKey(candidate) {
			return candidate
		}
	}
	return ""
}
