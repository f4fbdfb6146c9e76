package dockerfile_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerfile"
)

func TestLabelKeys(t *testing.T) {
	for _, test := range []struct{ name, key, fault string }{
		{"a word", "team", ""},
		{"a domain in reverse", "org.example.cost-centre2", ""},
		{"Docker's own domain", "com.docker.x", "reserved"},
		{"a domain that begins alike", "com.dockers.x", ""},
		{"an upper-case letter", "Team", "character"},
		{"an underscore", "cost_centre", "character"},
		{"a digit first", "1team", "edge"},
		{"a dot first", ".team", "edge"},
		{"a hyphen last", "team-", "edge"},
		{"two dots", "org..team", "divider"},
		{"a dot and a hyphen", "org.-team", "divider"},
		{"a variable that is known", "$KNOWN.team", ""},
		{"a variable that only the build knows", "$TOLD.team", ""},
		{"a variable that nothing sets", "te$am", "variable"},
	} {
		t.Run(test.name, func(t *testing.T) {
			document := read(t, "FROM a\nARG TOLD\nENV KNOWN=org\nLABEL "+test.key+"=x\n", dockerfile.Options{})
			require.Equal(t, test.fault, document.Dockerfile.Instructions.Label[0].KeyFault)
		})
	}
}

func TestLabelFormats(t *testing.T) {
	for _, test := range []struct {
		name, value string
		formats     []string
	}{
		{"nothing", `""`, nil},
		{"blanks", `"  "`, nil},
		{"a word", "x", []string{"text"}},
		{"an address", "ann@example.com", []string{"email", "text"}},
		{"an address with a name", `"Ann <ann@example.com>"`, []string{"email", "text"}},
		{"a short commit", "2dbfae9", []string{"hash", "text"}},
		{"a full commit", "2dbfae9c5d0ae6a5c2fa6f4fd2ab2c9f1c7c1e50", []string{"hash", "text"}},
		{"too short for a commit", "2dbfae", []string{"text"}},
		{"a time", "2026-03-01T10:00:00.5+01:00", []string{"rfc3339", "text"}},
		{"a day", "2026-03-01", []string{"text"}},
		{"a version", "1.0.0-rc.1+build.5", []string{"semver", "text"}},
		{"a version with a letter", "v1.0.0", []string{"text"}},
		{"a version with a leading zero", "1.02.0", []string{"text"}},
		{"a licence", "Apache-2.0", []string{"spdx", "text"}},
		{"licences", `"(MIT OR Apache-2.0) AND GPL-2.0+ WITH Classpath-exception-2.0"`, []string{"spdx", "text"}},
		{"an own licence", "LicenseRef-Acme", []string{"spdx", "text"}},
		{"a licence that there is not", `"Apache 2"`, []string{"text"}},
		{"an exception alone", "Classpath-exception-2.0", []string{"text"}},
		{"an operator too many", `"MIT OR"`, []string{"text"}},
		{"a parenthesis too many", `"MIT)"`, []string{"text"}},
		{"a URL", "https://example.com/x", []string{"text", "url"}},
		{"a path", "/x", []string{"text"}},
		{"what only the build knows", "$TOLD", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			document := read(t, "FROM a\nARG TOLD\nLABEL x="+test.value+"\n", dockerfile.Options{})
			require.Equal(t, test.formats, document.Dockerfile.Instructions.Label[0].Formats)
		})
	}
}
