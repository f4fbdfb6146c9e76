package reference

import (
	"cmp"
	_ "crypto/sha256" // go-digest knows only the algorithms that are linked in
	_ "crypto/sha512"
	"errors"
	"regexp"
	"strings"

	distribution "github.com/distribution/reference"
	"github.com/opencontainers/go-digest"
)

const (
	dockerHub     = "docker.io"
	malformedName = "the name is not of the form [registry/]repository in letters, digits and single separators"
)

// Parse takes a reference apart. The grammar is that of https://pkg.go.dev/github.com/distribution/reference, with Docker's short
// names; the text "sha256:..." alone is an image ID, a digest without a name.
//
// Variables that are left in the text ($NAME, ${NAME}, ${{ name }}, $(NAME), {{ name }}) make the parts that they touch unknown; the
// other parts stand. A malformed digest is no error but a Reference whose DigestValid is false.
//
// The error is an [*InvalidError]; the Reference beside it holds what can still be told.
func Parse(text string) (Reference, error) {
	if digest.Digest(text).Validate() == nil {
		return Reference{Text: text, Resolved: true, TagState: None, Digest: text, DigestState: Known, DigestValid: true}, nil
	}
	whole := mask(text)
	parsed := Reference{Text: text, Resolved: !whole.variable(), TagState: None, DigestState: None}
	rest, fingerprint := whole.cut(strings.IndexByte(whole.masked, '@'))
	name, tag := rest.cut(tagSeparator(rest.masked))
	nameFault := parsed.setName(name)
	tagFault := parsed.setTag(tag, name)
	digestFault := parsed.setDigest(fingerprint, rest)
	if reason := cmp.Or(unusable(whole), nameFault, tagFault, digestFault); reason != "" {
		return parsed, &InvalidError{Text: text, Reason: reason}
	}
	return parsed, nil
}

// tagSeparator finds the colon before the tag. One that a slash follows stands before a registry's port.
func tagSeparator(name string) int {
	slash := strings.LastIndexByte(name, '/')
	colon := strings.LastIndexByte(name, ':')
	if colon < slash {
		return -1
	}
	return colon
}

// unusable gives the reason why a text is no reference whatever its parts say, or nothing.
func unusable(whole written) string {
	switch {
	case whole.text == "":
		return "it is empty"
	case strings.IndexByte(whole.text, hole) >= 0:
		return "it holds a NUL"
	case strings.ContainsAny(whole.masked, " \t\r\n\v\f"):
		return "it holds white space"
	case strings.Contains(whole.masked, "://"):
		return "it begins with a URL scheme"
	default:
		return ""
	}
}

func (r *Reference) setName(name written) (fault string) {
	if name.text == "" {
		return "it has no name"
	}
	r.setRegistry(name)
	if name.variable() {
		return ""
	}
	named, err := distribution.ParseNormalizedNamed(lowerHost(name.text))
	if err != nil {
		return nameFault(name.text, err)
	}
	// "a_b.c/d" is no host and a folder; the package gives it no registry at all, and a registry would not be found.
	if !distribution.IsNameOnly(named) || distribution.Domain(named) == "" {
		return malformedName
	}
	r.Repository, r.Name = distribution.Path(named), distribution.FamiliarName(named)
	r.Official = r.Registry == dockerHub && !strings.Contains(r.Name, "/")
	return ""
}

// setRegistry reads the registry off the first component, as long as no variable stands in it.
func (r *Reference) setRegistry(name written) {
	first, rest := name.cut(strings.IndexByte(name.masked, '/'))
	if first.variable() {
		return
	}
	if !rest.present {
		r.Registry, r.RegistryImplied = dockerHub, true
		return
	}
	named, err := distribution.ParseNormalizedNamed(lowerHost(first.text + "/any"))
	if err != nil {
		return
	}
	r.Registry = distribution.Domain(named)
	r.RegistryImplied = r.Registry == dockerHub && !isHost(first.text)
}

func isHost(component string) bool {
	return strings.ContainsAny(component, ".:")
}

// lowerHost writes the registry's host in lower case: names of hosts have no case, those of repositories have.
func lowerHost(name string) string {
	first, _, followed := strings.Cut(name, "/")
	if !followed || !isHost(first) {
		return name
	}
	return strings.ToLower(first) + name[len(first):]
}

func nameFault(name string, err error) string {
	switch {
	case strings.ToLower(name) != name:
		return "the repository has upper-case letters"
	case errors.Is(err, distribution.ErrNameTooLong):
		return "the repository is longer than 255 characters"
	default:
		return malformedName
	}
}

func (r *Reference) setTag(tag, name written) (fault string) {
	switch {
	case !tag.present && name.mayHoldTag(), tag.variable():
		r.TagState = Unknown
	case tag.present && tag.text == "":
		return "the tag is empty"
	case tag.present:
		r.Tag, r.TagState = tag.text, Known
		if distribution.TagRegexp.FindString(tag.text) != tag.text {
			return "the tag is malformed"
		}
	}
	return ""
}

// setDigest reads the digest. Where none is written, a variable at the very end may still bring one: "app:${VERSION}" is often given
// "1.2@sha256:...".
func (r *Reference) setDigest(fingerprint, rest written) (fault string) {
	switch {
	case !fingerprint.present && rest.endsInVariable(), fingerprint.variable():
		r.DigestState = Unknown
	case fingerprint.present && fingerprint.text == "":
		return "the digest is empty"
	case fingerprint.present:
		r.Digest, r.DigestState = fingerprint.text, Known
		r.DigestValid = validDigest(fingerprint.text)
	}
	return ""
}

// blake3 is registered by OCI, and go-digest does not know it yet.
var blake3 = regexp.MustCompile(`^blake3:[a-f0-9]{64}$`)

// validDigest tells whether a digest is what its algorithm gives. One of an algorithm that is not registered is valid if it keeps to
// the grammar: https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests.
func validDigest(text string) bool {
	if strings.HasPrefix(text, "blake3:") {
		return blake3.MatchString(text)
	}
	err := digest.Digest(text).Validate()
	return err == nil || errors.Is(err, digest.ErrDigestUnsupported)
}
