package housestyle_test

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/internal/housestyle"
)

const policies = "../../policies"

func TestTheRulesKeepToTheStyle(t *testing.T) {
	faults, err := housestyle.Check(t.Context(), os.DirFS(policies))
	require.NoError(t, err)
	for _, fault := range faults {
		t.Error(fault)
	}
}

// The real tree with one thing changed: each fault has to be seen.
func TestCheckNamesWhatIsWrong(t *testing.T) {
	const rule = "seaworthy/rules/dockerfile/root_user/root_user.rego"
	const unit = "seaworthy/rules/dockerfile/root_user/root_user_test.rego"
	const views = "seaworthy/rules/dockerfile/recommended_packages_installed/recommended_packages_installed.rego"
	cases := []struct {
		name      string
		file      string
		from, to  string
		wantFault string
	}{
		{"a file that is not formatted", rule, "\tuser.root\n", "\tuser.root  \n\n\n\n", rule + ": is not formatted"},
		{"a file that does not parse", rule, "deny contains", "deny contians", rule + ": does not parse"},
		{"a field that the schema does not have", rule, "user.root\n", "user.boot\n", rule + ": line 28: undefined ref"},
		{"a field of a library's view that the schema does not have", views, "install.recommended\n", "install.suggested\n", views + ": line 26: undefined ref"},
		{"a variable that is not used", rule, "user.root\n", "user.root\n\tunused := 1\n", rule + ": line 29: assigned var unused unused"},
		{"a call whose answer hangs on chance", rule, "user.root\n", "user.root\n\trand.intn(\"x\", 9) > 1\n", rule + ": line 29: undefined function rand.intn"},
		{"a call whose answer hangs on the clock", rule, "user.root\n", "user.root\n\ttime.now_ns() > 0\n", rule + ": calls time.now_ns"},
		{"a call that loses findings", rule, "$\"{stage.title} runs as {power(user)}: its last user is {user.text}\"", "sprintf(\"%s\", [stage.title])", rule + ": calls sprintf"},
		{"an iteration in place", rule, "user.root\n", "user.root\n\tinput.dockerfile.stages[_].target\n", rule + ": iterates with [_]"},
		{"METADATA without a severity", rule, "#   severity: high\n", "", "seaworthy/rules: seaworthy/rules/dockerfile/root_user/root_user.rego:1:1: "},
		{"a rule that hides one that is not there", rule, "#   since:", "#   hides: [dockerfile/no_such_rule]\n#   since:", rule + ": hides dockerfile/no_such_rule"},
		{"an alias claimed twice", rule, "#     - hadolint:DL3002\n", "#     - hadolint:DL3002\n#     - hadolint:DL3002\n", rule + ": claims the alias hadolint:DL3002"},
		{"the alias of another rule", rule, "#     - hadolint:DL3002\n", "#     - hadolint:DL3015\n", rule + ": claims the alias hadolint:DL3015, which is dockerfile/recommended_packages_installed's"},
		{"the name of a union that it is no part of", rule, "#     - hadolint:DL3002\n", "#     - cis-docker:4.3\n", rule + ": claims the alias cis-docker:4.3, which is dockerfile/recommended_packages_installed's"},
		{"a unit test that fails", unit, "user is {user.text}", "user was {user.text}", unit + ": line 11: fails test_reports/an argument whose default is root"},
		{"a catalogue that is stale", rule, "title: Shipped", "title: Chipped", "seaworthy/catalogue/dockerfile/data.json: is stale"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			tree := memoryTree(t)
			changed := bytes.Replace(tree[tc.file].Data, []byte(tc.from), []byte(tc.to), 1)
			require.NotEqual(t, string(tree[tc.file].Data), string(changed))
			tree[tc.file] = &fstest.MapFile{Data: changed}
			requireFault(t, tree, tc.wantFault)
		})
	}
}

func TestCheckNamesWhatIsMissing(t *testing.T) {
	const folder = "seaworthy/rules/dockerfile/root_user"
	cases := []struct {
		name, wantFault string
		change          func(fstest.MapFS)
	}{
		{"an example", folder + ": has no example.txtar", func(tree fstest.MapFS) { delete(tree, folder+"/example.txtar") }},
		{"a unit test", folder + ": has no root_user_test.rego", func(tree fstest.MapFS) { delete(tree, folder+"/root_user_test.rego") }},
		{"a test in a test file", folder + "/root_user_test.rego: holds no test", func(tree fstest.MapFS) {
			tree[folder+"/root_user_test.rego"] = &fstest.MapFile{Data: []byte("package seaworthy.rules.dockerfile.root_user_test\n")}
		}},
		{"a good file", folder + "/example.txtar: has no good", func(tree fstest.MapFS) {
			tree[folder+"/example.txtar"] = &fstest.MapFile{Data: []byte("-- bad/Dockerfile --\nFROM a\n-- want --\nx\n")}
		}},
		{"a reason to be there", folder + "/notes.md: is none of a rule's three files", func(tree fstest.MapFS) {
			tree[folder+"/notes.md"] = &fstest.MapFile{Data: []byte("notes\n")}
		}},
		{"the schemas", "schemas: the tree has no schemas, run", func(tree fstest.MapFS) {
			maps.DeleteFunc(tree, func(name string, _ *fstest.MapFile) bool { return strings.HasPrefix(name, "schemas/") })
		}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			tree := memoryTree(t)
			tc.change(tree)
			requireFault(t, tree, tc.wantFault)
		})
	}
}

func requireFault(t *testing.T, tree fs.FS, want string) {
	faults, err := housestyle.Check(t.Context(), tree)
	require.NoError(t, err)
	var lines []string
	for _, fault := range faults {
		lines = append(lines, fault.String())
	}
	require.True(t, slices.ContainsFunc(lines, func(line string) bool { return strings.HasPrefix(line, want) }),
		"no fault begins with %q:\n%s", want, strings.Join(lines, "\n"))
}

// anyRule matches the folder of a rule, and broken those that the tests break.
var (
	anyRule = regexp.MustCompile(`^seaworthy/rules/\w+/\w+$`)
	broken  = []string{"seaworthy/rules/dockerfile/root_user", "seaworthy/rules/dockerfile/recommended_packages_installed"}
)

// memoryTree is a copy of the real tree that a test may break, with no more rules than it needs.
func memoryTree(t *testing.T) fstest.MapFS {
	tree := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(policies), ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && anyRule.MatchString(name) && entry.IsDir() && !slices.Contains(broken, name) {
			return fs.SkipDir
		}
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(policies, name))
		tree[name] = &fstest.MapFile{Data: text}
		return err
	})
	require.NoError(t, err)
	return tree
}
