package dockerfile

import (
	"net/mail"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// describeLabel adds to a label what is wrong with its key, and which formats its value has.
func (r *reader) describeLabel(label *input.Assignment) {
	label.KeyFault = r.keyFault(label.Name)
	if label.State.Known() {
		label.Formats = formats(*label.Value)
	}
}

// keyFault holds a label's key against the rules for keys: lower-case letters, digits, single dots and hyphens, a letter
// first, none of Docker's own namespaces. See https://docs.docker.com/engine/manage-resources/labels/.
func (r *reader) keyFault(key string) string {
	switch {
	case strings.Contains(key, "$"):
		if len(r.missing(r.current.scope, key, nil)) == 0 {
			return "" // an argument without a value: only the build tells
		}
		return "variable"
	case reservedKey.MatchString(key):
		return "reserved"
	case !keyCharacters.MatchString(key):
		return "character"
	case !keyEdges.MatchString(key):
		return "edge"
	case keyDividers.MatchString(key):
		return "divider"
	}
	return ""
}

var (
	reservedKey   = regexp.MustCompile(`^(?:com\.docker|io\.docker|org\.dockerproject)\.`)
	keyCharacters = regexp.MustCompile(`^[a-z0-9.-]*$`)
	keyEdges      = regexp.MustCompile(`^[a-z](?:.*[a-z0-9])?$`)
	keyDividers   = regexp.MustCompile(`[.-][.-]`)
)

// formats returns those that a value has, in alphabetical order.
func formats(value string) []string {
	var found []string
	for _, format := range []struct {
		name string
		is   func(string) bool
	}{
		{"email", isAddress}, {"hash", gitHash.MatchString}, {"rfc3339", isTime}, {"semver", semanticVersion.MatchString},
		{"spdx", isLicense}, {"text", isText}, {"url", isURL},
	} {
		if format.is(value) {
			found = append(found, format.name)
		}
	}
	return found
}

var (
	// gitHash is the name of a commit, short or in full, of SHA-1 or SHA-256.
	gitHash = regexp.MustCompile(`^(?:[0-9a-fA-F]{7,40}|[0-9a-fA-F]{64})$`)
	// semanticVersion is a version of https://semver.org.
	semanticVersion = regexp.MustCompile(`^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)` +
		`(?:-(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?` +
		`(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?$`)
)

func isText(value string) bool { return strings.TrimSpace(value) != "" }

// isAddress tells whether a text is a mail address of RFC 5322, with a name or without.
func isAddress(value string) bool {
	_, err := mail.ParseAddress(value)
	return err == nil
}

func isTime(value string) bool {
	_, err := time.Parse(time.RFC3339, value)
	return err == nil
}

func isURL(value string) bool {
	parsed, err := url.Parse(value)
	return err == nil && parsed.Scheme != "" && parsed.Host != ""
}
