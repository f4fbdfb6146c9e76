package command

import (
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

var (
	// withScheme takes an address apart: scheme, user and password, host and port, and what to ask for there.
	withScheme = regexp.MustCompile(`^(?:[a-z]+\+)?([A-Za-z][A-Za-z0-9.-]*)://(?:[^/?#@]*@)?([^/?#]*)(.*)$`)
	// withoutScheme is what curl and wget complete with http://.
	withoutScheme = regexp.MustCompile(`^()(?:[^/?#@]*@)?((?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]+(?::\d+)?|localhost(?::\d+)?)((?:[/?#].*)?)$`)
	// commitID is an address that names content: nothing else can be served in its place.
	commitID = regexp.MustCompile(`(?:^|[/#@=])[0-9a-f]{40}(?:[0-9a-f]{24})?(?:[/.?]|$)`)
	// packedEnding stands behind a branch in addresses of archives.
	packedEnding = regexp.MustCompile(`\.(?:zip|tar|tgz|tar\.[a-z0-9]+)$`)
)

// location is an address taken apart; the zero value is of a text that is none.
type location struct{ scheme, host, rest string }

// locate takes an address apart. A bare one has no scheme.
func locate(text string, bare bool) (location, bool) {
	found := withScheme.FindStringSubmatch(text)
	if found == nil && bare {
		found = withoutScheme.FindStringSubmatch(text)
	}
	if found == nil {
		return location{}, false
	}
	return location{strings.ToLower(found[1]), found[2], found[3]}, true
}

// plaintext are the schemes that neither encrypt nor authenticate. Without a scheme curl and wget take http.
var plaintext = map[string]bool{"": true, "http": true, "ftp": true, "git": true, "svn": true}

// known returns the host without its port, if no variable hides it.
func (l location) known() string {
	if strings.ContainsAny(l.host, "${`") {
		return ""
	}
	if host, port, ok := strings.Cut(l.host, ":"); ok && strings.Trim(port, "0123456789") == "" {
		return host
	}
	return l.host
}

func (l location) local() bool {
	switch l.known() {
	case "localhost", "127.0.0.1", "0.0.0.0", "[::1]":
		return true
	}
	return l.scheme == "file"
}

// text is the address without user and password.
func (l location) text() string {
	if l.scheme == "" {
		return l.host + l.rest
	}
	return l.scheme + "://" + l.host + l.rest
}

// branches are the names that move with development.
var branches = map[string]bool{"main": true, "master": true, "HEAD": true, "trunk": true, "develop": true, "dev": true}

// beforeBranch are the parts of paths behind which hosts of repositories name a branch or tag.
var beforeBranch = map[string]bool{
	"raw": true, "archive": true, "tarball": true, "zipball": true, "blob": true, "tree": true, "get": true, "heads": true,
	"plain": true, "tar.gz": true, "zip": true, "legacy.tar.gz": true, "legacy.zip": true,
}

// floating returns the part of an address that names whatever is newest; "" where none does.
func (l location) floating() string {
	where, behind, _ := strings.Cut(l.rest, "#")
	where, query, _ := strings.Cut(where, "?")
	if strings.HasSuffix(where, ".git") && behind != "" {
		name, _, _ := strings.Cut(behind, ":")
		return branch(name)
	}
	segments := strings.Split(strings.Trim(where, "/"), "/")
	for i, segment := range segments {
		for _, token := range strings.FieldsFunc(segment, func(r rune) bool { return strings.ContainsRune("-_.", r) }) {
			if token == "latest" || token == "nightly" {
				return token
			}
		}
		if i == 2 && l.host == "raw.githubusercontent.com" || i > 0 && beforeBranch[segments[i-1]] {
			if name := branch(packedEnding.ReplaceAllString(segment, "")); name != "" {
				return name
			}
		}
	}
	for _, pair := range strings.Split(query, "&") {
		if name, value, _ := strings.Cut(pair, "="); name == "ref" || name == "h" || name == "at" {
			return branch(value)
		}
	}
	return ""
}

func branch(name string) string {
	if branches[name] {
		return name
	}
	return ""
}

// fileName is the name under which wget and curl -O keep what they fetch.
func (l location) fileName() string {
	where, _, _ := strings.Cut(l.rest, "?")
	where, _, _ = strings.Cut(where, "#")
	if name := path.Base(where); name != "/" && name != "." {
		return name
	}
	return ""
}

// address makes the document of an address that a word holds.
func (s Script) address(word shell.Word, l location, at string, number int) input.Address {
	made := input.Address{
		Text: l.text(), Host: l.known(), Plaintext: plaintext[l.scheme], Floating: l.floating(),
		At: at + "/addresses/" + strconv.Itoa(number),
	}
	s.Place(made.At, word.Range, word.Origins)
	if offset := strings.Index(word.Raw, "http://"); offset >= 0 && word.Range.End-word.Range.Start == len(word.Raw) {
		made.SchemeAt = made.At + "/scheme"
		start := word.Range.Start + offset
		s.Place(made.SchemeAt, shell.Range{Start: start, End: start + len("http")}, nil)
	}
	return made
}

// NewAddress reads an address that no shell has seen, as of ADD; false where the text is none.
func NewAddress(text, at string) (input.Address, bool) {
	l, ok := locate(text, false)
	if !ok {
		return input.Address{}, false
	}
	return input.Address{Text: l.text(), Host: l.known(), Plaintext: plaintext[l.scheme], Floating: l.floating(), At: at}, true
}

// FileName is the name of the file that an address names; "" for one that names none.
func FileName(address string) string {
	l, _ := locate(address, false)
	return l.fileName()
}
