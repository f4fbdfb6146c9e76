package migration_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/internal/generate/artefact"
	"github.com/seaworthy-policy/seaworthy/internal/generate/migration"
	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

const (
	start = "<!-- The table is generated from the rules' METADATA by internal/generate. -->\n"
	end   = "<!-- End of the table. -->\n"
	head  = "| its name | our rule | what it finds | severity | in default | other profiles |\n|---|---|---|---|---|---|\n"
)

// Two rules that share a name of a tool.
var rules = []rule.Rule{
	{
		ID: "dockerfile/a", Facet: "dockerfile", Name: "a", Title: "One | two", Severity: rule.Low,
		Profiles: []string{"default", "strict", "nowhere"}, Aliases: []string{"tool:X10", "tool:X9", "tool:X11", "cis-docker:5.10", "unheard-of:n"},
	},
	{
		ID: "dockerfile/b", Facet: "dockerfile", Name: "b", Title: "Other", Severity: rule.High,
		Profiles: []string{"strict"}, Aliases: []string{"tool:X9", "tool:X11", "cis-docker:5.9", "dockerfile_former"},
	},
}

var unions = []migration.Union{{Tool: "tool", Name: "X11", Rules: []string{"dockerfile/a", "dockerfile/b"}}}

const (
	rowOfA = " | [dockerfile/a](../../policies/seaworthy/rules/dockerfile/README.md#a) | One \\| two | low | yes | strict |\n"
	rowOfB = " | [dockerfile/b](../../policies/seaworthy/rules/dockerfile/README.md#b) | Other | high | no | strict |\n"
)

func pages(t *testing.T, folder fstest.MapFS) map[string]string {
	made, err := migration.Pages(folder, migration.Names{Rules: rules, Unions: unions, Profiles: []string{"default", "strict"}})
	require.NoError(t, err)
	texts := map[string]string{}
	for _, page := range made {
		texts[page.Path] = string(page.Text)
	}
	return texts
}

func TestTheTableStandsBetweenTheMarkersOfAPage(t *testing.T) {
	made := pages(t, fstest.MapFS{
		"tool.md":  {Data: []byte("# Tool\n" + start + "old\n" + end + "Tail.\n")},
		"prose.md": {Data: []byte("# No tool\n")},
	})
	require.Len(t, made, 2, "the page of the tool, and the shared one")
	require.Equal(t, "# Tool\n"+start+"\n"+head+"| `X9`"+rowOfA+"| `X9`"+rowOfB+"| `X10`"+rowOfA+
		"| `X11` \\*"+rowOfA+"| `X11` \\*"+rowOfB+"\n"+end+"Tail.\n", made["tool.md"])
}

func TestTheOtherToolsShareAPage(t *testing.T) {
	shared := pages(t, fstest.MapFS{"tool.md": {Data: []byte(start + end)}})["other-tools.md"]
	require.Contains(t, shared, "\n## CIS Docker Benchmark\n\nBy numbers of recommendations, `cis-docker:` before them or not.\n\n"+
		head+"| `5.9`"+rowOfB+"| `5.10`"+rowOfA)
	require.Contains(t, shared, "\n## unheard-of\n\nBy names, `unheard-of:` before them or not.\n\n"+head+"| `n`"+rowOfA)
	require.NotContains(t, shared, "X9", "it stands on a page of its own")
	require.NotContains(t, shared, "former", "a rule's own former id is no other tool's")
}

func TestAPageWithoutAPlaceForItsTableIsRefused(t *testing.T) {
	for name, text := range map[string]string{
		"no markers": "# Tool\n", "no end": start, "no start": end, "the wrong way round": end + start,
	} {
		t.Run(name, func(t *testing.T) {
			_, err := migration.Pages(fstest.MapFS{"tool.md": {Data: []byte(text)}}, migration.Names{Rules: rules})
			require.ErrorIs(t, err, migration.ErrMarkers)
			require.ErrorContains(t, err, "tool.md")
		})
	}
}

func TestAUnionOfWhatIsNotThereIsRefused(t *testing.T) {
	for name, union := range map[string]migration.Union{
		"a rule that there is not": {Tool: "tool", Name: "Y", Rules: []string{"dockerfile/a", "dockerfile/c"}},
		"a name that a rule lacks": {Tool: "tool", Name: "X10", Rules: []string{"dockerfile/a", "dockerfile/b"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := migration.Pages(fstest.MapFS{}, migration.Names{Rules: rules, Unions: []migration.Union{union}})
			require.ErrorIs(t, err, migration.ErrUnion)
		})
	}
}

// The pages of this project: current, and complete.
func TestPagesOfTheProject(t *testing.T) {
	library, err := policy.Load(os.DirFS("../../../policies"))
	require.NoError(t, err)
	folder := os.DirFS("../../../docs/migrating")
	known, err := migration.Unions()
	require.NoError(t, err)
	made, err := migration.Pages(folder, migration.Names{Rules: library.Catalogue().Rules(), Unions: known, Profiles: seaworthy.Profiles()})
	require.NoError(t, err)
	stale, err := artefact.Differing(folder, made)
	require.NoError(t, err)
	require.Empty(t, stale, "run `go run ./internal/generate`")

	var all strings.Builder
	for _, page := range made {
		all.Write(page.Text)
	}
	for _, r := range library.Catalogue().Rules() {
		for _, alias := range r.Aliases {
			_, name, _ := strings.Cut(alias, ":")
			require.Regexp(t, "\\| `"+regexp.QuoteMeta(name)+"`( \\\\\\*)? \\| \\["+r.ID+"\\]\\(", all.String(), "%s is in no table", alias)
		}
	}
}
