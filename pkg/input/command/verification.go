package command

import (
	"path"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// A coverage is the files that a verification is about: all that are there where it doesn't say.
type coverage struct {
	all   bool
	words []string
}

func (c coverage) covers(file downloadedFile) bool {
	if c.all || len(file.paths) == 0 {
		return true
	}
	return slices.ContainsFunc(file.paths, func(known string) bool {
		base := path.Base(known)
		return strings.ContainsAny(base, "$`*") || slices.ContainsFunc(c.words, func(word string) bool {
			return path.Base(strings.TrimPrefix(word, "*")) == base
		})
	})
}

// digests are the programs that print or compare checksums.
var digests = map[string]bool{
	"sha1sum": true, "sha224sum": true, "sha256sum": true, "sha384sum": true, "sha512sum": true, "md5sum": true, "b2sum": true,
	"b3sum": true, "shasum": true, "cksum": true, "rhash": true, "sha3sum": true, "sha256": true, "sha512": true, "md5": true, "gsha256sum": true,
}

// verification reports whether a command compares files with checksums or signatures, and which. Before are the
// commands before it: those of the same pipe may give it the checksums.
func verification(before []shell.Command, c shell.Command) (coverage, bool) {
	switch {
	case digests[c.Name] && hasFlag(c, "-c", "--check"):
		return listed(before, c), true
	case digests[c.Name]:
		return named(c.Operands), true
	case c.Name == "gpg" || c.Name == "gpg2":
		return coverage{all: true}, hasFlag(c, "--verify", "--verify-files", "-d", "--decrypt")
	case c.Name == "minisign" || c.Name == "signify": // -V -m FILE: https://jedisct1.github.io/minisign/
		return mentioned(c), true
	case c.Name == "gpgv", c.Name == "slsa-verifier", c.Name == "rekor-cli":
		return coverage{all: true}, true
	case c.Name == "cosign":
		return coverage{all: true}, len(c.Operands) > 0 && strings.HasPrefix(c.Operands[0].Text, "verify")
	case c.Name == "openssl":
		return coverage{all: true}, c.Verb == "dgst" || digests[c.Verb] || strings.HasPrefix(c.Verb, "sha")
	case c.Name == "rpm" || c.Name == "rpmkeys":
		return named(c.Operands), hasFlag(c, "-K", "--checksig")
	case c.Name == "gh":
		words := texts(c.Operands)
		return coverage{all: true}, len(words) > 1 && words[0] == "attestation" && words[1] == "verify"
	}
	return coverage{all: true}, hashesInline(c)
}

// mentioned are the files among the words of a command that is about one file: all where a variable hides which.
func mentioned(c shell.Command) coverage {
	words := texts(c.Words)
	return coverage{words: words, all: slices.ContainsFunc(words, func(word string) bool { return strings.ContainsAny(word, "$`*") })}
}

// hashesInline reports a program of another language that computes a checksum.
func hashesInline(c shell.Command) bool {
	if !interpreters[c.Name] {
		return false
	}
	code := value(c, "-r", "-c", "-e")
	return strings.Contains(code, "hash_file(") || strings.Contains(code, "hashlib") || strings.Contains(code, "Digest")
}

// listed reads the checksums that a command is given. Those of a file nobody knows.
func listed(before []shell.Command, c shell.Command) coverage {
	heredoc, words := standardInput(before, c)
	switch {
	case heredoc != "":
		return coverage{words: strings.Fields(heredoc), all: strings.Contains(heredoc, "$")}
	case len(words) == 0:
		return coverage{all: true}
	}
	return named(words)
}

// standardInput is what a command is given to read, as far as the script holds it: a here-document, or the words of
// here-strings and of the echo or printf before it in its pipe.
func standardInput(before []shell.Command, c shell.Command) (heredoc string, words []shell.Word) {
	for _, r := range c.Redirections {
		switch {
		case r.Heredoc != "":
			return r.Heredoc, nil
		case r.Operator == "<<<":
			words = append(words, r.Target)
		}
	}
	for _, earlier := range before {
		if earlier.Pipeline.ID == c.Pipeline.ID && (earlier.Name == "echo" || earlier.Name == "printf") {
			words = append(words, earlier.Operands...)
		}
	}
	return "", words
}

// named are the files that words name. A variable that nobody knows may name any, unless the word goes on with a name
// behind it.
func named(words []shell.Word) coverage {
	var made coverage
	for _, word := range words {
		fields := strings.Fields(strings.ReplaceAll(word.Text, `\n`, "\n"))
		for n, field := range fields {
			hidden := word.State == shell.Unresolved && strings.ContainsAny(field, "$`(")
			if hidden && (n == len(fields)-1 || n > 0) {
				made.all = true
			}
		}
		made.words = append(made.words, fields...)
	}
	made.all = made.all || len(words) == 0
	return made
}

// verify notes that files are as somebody expects them.
func (r *downloadReader) verify(covered coverage) {
	r.known.files = slices.DeleteFunc(slices.Clone(r.known.files), func(file downloadedFile) bool {
		if !covered.covers(file) {
			return false
		}
		found := &r.acts.Downloads[file.download]
		found.Unverified, found.ErrorPageKept, found.Verified = false, false, true
		return true
	})
}
