package suppress_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
	"github.com/seaworthy-policy/seaworthy/pkg/suppress"
)

const (
	root       = "dockerfile/root_user"
	copied     = "dockerfile/add_instead_of_copy"
	shellForm  = "dockerfile/shell_form_command"
	tag        = "reference/floating_tag"
	privileged = "workload/privileged_container"
)

func catalogue(t testing.TB) *rule.Catalogue {
	made := func(id string, aliases ...string) rule.Rule {
		facet, name, _ := strings.Cut(id, "/")
		return rule.Rule{ID: id, Facet: facet, Name: name, Aliases: aliases}
	}
	catalogue, err := rule.NewCatalogue([]rule.Rule{
		made(root, "hadolint:DL3002", "trivy:DS-0002", "kics:missing_user", "checkov:CKV_DOCKER_8"),
		made(copied, "hadolint:DL3020", "trivy:DS-0005"),
		made(shellForm, "buildkit:JSONArgsRecommended", "hadolint:DL3025", "shellcheck:SC2086"),
		made(tag, "hadolint:DL3007", "buildkit:FloatingTag", "checkov:CKV_K8S_14", "kube-score:container-image-tag", "kube-linter:latest-tag"),
		made(privileged, "trivy:KSV-0017", "kics:privileged", "checkov:CKV_K8S_16", "kube-linter:privileged-container", "zizmor:container"),
	})
	require.NoError(t, err)
	return catalogue
}

func lines(first, last int) suppress.Scope { return suppress.Scope{First: first, Last: last} }

var wholeFile = suppress.Scope{WholeFile: true}

// formats are the formats of the tests' files by name.
var formats = map[string]string{"Dockerfile": "dockerfile", "pod.yaml": "kubernetes", "compose.yaml": "compose", "run.sh": "dockerrun"}

func read(t testing.TB, file, content string) []suppress.Suppression {
	return suppress.Read(source.File{Path: file, Content: []byte(content)}, formats[file], catalogue(t)).Suppressions()
}

func text(lines ...string) string { return strings.Join(lines, "\n") + "\n" }

// formCases say what one comment on line 1 or 2 of a file comes to.
var formCases = []struct {
	name, file, content string
	form                suppress.Form
	rules               []string
	scope               suppress.Scope
	until, reason       string
	mistake             string
}{
	{name: "our own, with all of it", file: "Dockerfile",
		content: text("FROM a", "# seaworthy:ignore dockerfile/root_user until=2027-01-31 -- see #12 -- really", "USER root"),
		form:    suppress.Comment, rules: []string{root}, scope: lines(3, 3), until: "2027-01-31", reason: "see #12 -- really"},
	{name: "our own with several rules, by whatever name", file: "Dockerfile",
		content: text("FROM a", "#seaworthy:ignore DL3002, trivy:DS-0005 -- x", "USER root"),
		form:    suppress.Comment, rules: []string{copied, root}, scope: lines(3, 3), reason: "x"},
	{name: "our own without a reason", file: "Dockerfile",
		content: text("# seaworthy:ignore DL3002", "FROM a"), form: suppress.Comment, rules: []string{root}, scope: lines(2, 2)},
	{name: "our own with two dashes and no reason", file: "Dockerfile",
		content: text("# seaworthy:ignore DL3002 --", "FROM a"), form: suppress.Comment, rules: []string{root}, scope: lines(2, 2)},
	{name: "our own without a rule", file: "Dockerfile",
		content: text("# seaworthy:ignore", "FROM a"), form: suppress.Comment, scope: lines(2, 2), mistake: "names no rule"},
	{name: "our own with a date that is none", file: "Dockerfile",
		content: text("# seaworthy:ignore DL3002 until=2027-02-30 -- x", "FROM a"),
		form:    suppress.Comment, rules: []string{root}, scope: lines(2, 2), reason: "x", mistake: `"2027-02-30" is no date of the form YYYY-MM-DD`},
	{name: "our own with a rule that there is not", file: "Dockerfile",
		content: text("# seaworthy:ignore dockerfile/nothing -- x", "FROM a"), form: suppress.Comment, scope: lines(2, 2), reason: "x"},
	{name: "hadolint, with blanks everywhere", file: "Dockerfile",
		content: text("FROM a", "#  hadolint ignore = DL3002 , SC2086 ", "RUN a"),
		form:    suppress.Hadolint, rules: []string{root, shellForm}, scope: lines(3, 3)},
	{name: "hadolint with words behind it", file: "Dockerfile",
		content: text("# hadolint ignore=DL3002 # legacy base", "FROM a"),
		form:    suppress.Hadolint, rules: []string{root}, scope: lines(2, 2), reason: "legacy base"},
	{name: "hadolint with a rule of its that is not here", file: "Dockerfile",
		content: text("# hadolint ignore=DL9999", "FROM a"), form: suppress.Hadolint, scope: lines(2, 2)},
	{name: "hadolint for the stage that begins below", file: "Dockerfile",
		content: text("# hadolint stage ignore=DL3002", "FROM a", "USER root", "", "FROM b"), form: suppress.HadolintStage, rules: []string{root}, scope: lines(2, 4)},
	{name: "hadolint for the stage around it", file: "Dockerfile",
		content: text("FROM a", "# hadolint stage ignore=DL3002", "USER root"), form: suppress.HadolintStage, rules: []string{root}, scope: lines(1, 4)},
	{name: "hadolint for the file", file: "Dockerfile",
		content: text("FROM a", "# hadolint global ignore=DL3002,DL3007"), form: suppress.HadolintGlobal, rules: []string{root, tag}, scope: wholeFile},
	{name: "BuildKit's directive at the top is for the file", file: "Dockerfile",
		content: text("# syntax=docker/dockerfile:1", "# check=skip=JSONArgsRecommended,Other;error=true", "FROM a"),
		form:    suppress.BuildCheck, rules: []string{shellForm}, scope: wholeFile},
	{name: "BuildKit's comment elsewhere is for the instruction", file: "Dockerfile",
		content: text("FROM a", "# check=skip=JSONArgsRecommended // why", "CMD b"),
		form:    suppress.BuildCheck, rules: []string{shellForm}, scope: lines(3, 3), reason: "why"},
	{name: "BuildKit's skip=all means BuildKit's rules", file: "Dockerfile",
		content: text("# check=error=true;skip=all", "FROM a"), form: suppress.BuildCheck, rules: []string{shellForm, tag}, scope: wholeFile},
	{name: "Trivy", file: "Dockerfile",
		content: text("#trivy:ignore:DS-0002", "FROM a"), form: suppress.Trivy, rules: []string{root}, scope: lines(2, 2)},
	{name: "Trivy by an id of old, with a last day", file: "Dockerfile",
		content: text("# trivy:ignore:AVD-DS-0002:exp:2027-01-31", "FROM a"),
		form:    suppress.Trivy, rules: []string{root}, scope: lines(2, 2), until: "2027-01-31"},
	{name: "Trivy by an older id, with a last day behind a blank", file: "pod.yaml",
		content: text("spec: # trivy:ignore:ksv017 exp:2027-01-31", "  a: b"),
		form:    suppress.Trivy, rules: []string{privileged}, scope: lines(1, 2), until: "2027-01-31"},
	{name: "Trivy's star means Trivy's rules", file: "Dockerfile",
		content: text("#trivy:ignore:*", "FROM a"), form: suppress.Trivy, rules: []string{copied, root, privileged}, scope: lines(2, 2)},
	{name: "Checkov in a Dockerfile is for the file", file: "Dockerfile",
		content: text("FROM a", "#checkov:skip=CKV_DOCKER_8: ticket #7"),
		form:    suppress.Checkov, rules: []string{root}, scope: wholeFile, reason: "ticket #7"},
	{name: "Checkov in YAML is for the node", file: "compose.yaml",
		content: text("a: #checkov:skip=CKV_K8S_16", "  b: c", "d: e"), form: suppress.Checkov, rules: []string{privileged}, scope: lines(1, 2)},
	{name: "KICS for the next line", file: "compose.yaml",
		content: text("x: y", "# kics-scan ignore-line", "a:", "  b: c"), form: suppress.KICSLine, rules: []string{root, privileged}, scope: lines(3, 3)},
	{name: "KICS for the next block", file: "compose.yaml",
		content: text("x: y", "# kics-scan ignore-block", "a:", "  b: c"), form: suppress.KICSBlock, rules: []string{root, privileged}, scope: lines(3, 4)},
	{name: "KICS for the file", file: "Dockerfile",
		content: text("# kics-scan ignore", "FROM a"), form: suppress.KICSFile, rules: []string{root, privileged}, scope: wholeFile},
	{name: "KICS for the file, by id", file: "Dockerfile",
		content: text("# kics-scan disable=privileged,fd54f200-402c-4333-a5a4-36ef6709af2f", "FROM a"),
		form:    suppress.KICSDisable, rules: []string{privileged}, scope: wholeFile},
	{name: "zizmor", file: "compose.yaml",
		content: text("a: b # zizmor: ignore[container, other] because", "c: d"),
		form:    suppress.Zizmor, rules: []string{privileged}, scope: lines(1, 1), reason: "because"},
	{name: "our annotation", file: "pod.yaml",
		content: text("metadata:", "  annotations: {seaworthy.io/ignore.workload.privileged_container: loads probes}", "spec: {}"),
		form:    suppress.Annotation, rules: []string{privileged}, scope: lines(1, 3), reason: "loads probes"},
	{name: "our annotation by another tool's id, without a reason", file: "pod.yaml",
		content: text(`metadata: {annotations: {"seaworthy.io/ignore.KSV-0017": ""}}`),
		form:    suppress.Annotation, rules: []string{privileged}, scope: lines(1, 1)},
	{name: "kube-linter's annotation", file: "pod.yaml",
		content: text("metadata:", "  annotations:", "    ignore-check.kube-linter.io/privileged-container: probes"),
		form:    suppress.KubeLinter, rules: []string{privileged}, scope: lines(1, 3), reason: "probes"},
	{name: "kube-linter's annotation for all its checks", file: "pod.yaml",
		content: text("metadata:", "  annotations:", "    kube-linter.io/ignore-all: generated"),
		form:    suppress.KubeLinterAll, rules: []string{tag, privileged}, scope: lines(1, 3), reason: "generated"},
	{name: "Checkov's annotation", file: "pod.yaml",
		content: text("metadata:", "  annotations:", "    checkov.io/skip12: CKV_K8S_16=needs = it"),
		form:    suppress.CheckovAnnotation, rules: []string{privileged}, scope: lines(1, 3), reason: "needs = it"},
	{name: "Checkov's annotation under the name that it had", file: "pod.yaml",
		content: text("metadata:", "  annotations:", "    bridgecrew.io/skip3: CKV_K8S_16=needs it"),
		form:    suppress.CheckovAnnotation, rules: []string{privileged}, scope: lines(1, 3), reason: "needs it"},
	{name: "kube-score's annotation", file: "pod.yaml",
		content: text("metadata:", "  annotations:", "    kube-score/ignore: pod-probes, container-image-tag"),
		form:    suppress.KubeScore, rules: []string{tag}, scope: lines(1, 3)},
	{name: "a pod template's annotation is about the object", file: "pod.yaml",
		content: text("kind: CronJob", "spec:", "  jobTemplate:", "    spec:", "      template:", "        metadata:", "          annotations:",
			"            checkov.io/skip: CKV_K8S_14", "        spec: {}"),
		form: suppress.CheckovAnnotation, rules: []string{tag}, scope: lines(1, 9)},
	{name: "an annotation of an object in a List is about that object", file: "pod.yaml",
		content: text("kind: List", "items:", "- kind: Pod", "- kind: Pod", "  metadata: {annotations: {kube-score/ignore: container-image-tag}}", "- kind: Pod"),
		form:    suppress.KubeScore, rules: []string{tag}, scope: lines(4, 5)},
	{name: "a byte order mark and CRLF", file: "Dockerfile",
		content: "\uFEFF# hadolint ignore=DL3002\r\nFROM a\r\n", form: suppress.Hadolint, rules: []string{root}, scope: lines(2, 2)},
	{name: "a byte order mark and CRLF in YAML", file: "compose.yaml",
		content: "\uFEFF# trivy:ignore:KSV-0017\r\na:\r\n  b: c\r\n", form: suppress.Trivy, rules: []string{privileged}, scope: lines(2, 3)},
}

func TestForms(t *testing.T) {
	for _, test := range formCases {
		t.Run(test.name, func(t *testing.T) {
			found := read(t, test.file, test.content)
			require.Len(t, found, 1)
			require.Equal(t, test.form, found[0].Form)
			require.Equal(t, test.rules, found[0].Rules)
			require.Equal(t, test.scope, found[0].Scope)
			require.Equal(t, test.reason, found[0].Reason)
			require.Equal(t, test.mistake, found[0].Mistake)
			if test.mistake == "" {
				require.Equal(t, test.until, day(found[0].Until))
			}
		})
	}
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

func TestSeveralFormsInOneComment(t *testing.T) {
	found := read(t, "Dockerfile", text("# trivy:ignore:DS-0002 old base #hadolint ignore=DL3002 # seaworthy:ignore DL3007 -- a #trivy:ignore:DS-0005", "FROM a"))
	require.Len(t, found, 3)
	require.Equal(t, suppress.Trivy, found[0].Form)
	require.Equal(t, "old base", found[0].Reason)
	require.Equal(t, suppress.Hadolint, found[1].Form)
	require.Equal(t, suppress.Comment, found[2].Form)
	require.Equal(t, "a #trivy:ignore:DS-0005", found[2].Reason)
}

// What is no comment, or a comment of no form, holds no suppression.
func TestNoSuppression(t *testing.T) {
	tests := []struct{ name, file, content string }{
		{"a heredoc's script", "Dockerfile", text("FROM a", "RUN <<EOF", "# hadolint ignore=DL3002", "EOF")},
		{"a heredoc with quotes, tabs and a number", "Dockerfile", text("FROM a", `RUN cat 3<<-"E" <<'F'`, "# hadolint ignore=DL3002", "\tE", "# hadolint ignore=DL3002", "F")},
		{"a heredoc behind ONBUILD", "Dockerfile", text("FROM a", "ONBUILD COPY <<EOF /x", "# hadolint ignore=DL3002", "EOF")},
		{"text in quotes of RUN", "Dockerfile", text("FROM a", `RUN echo "# hadolint ignore=DL3002" '# trivy:ignore:DS-0002'`)},
		{"a word with a number sign", "Dockerfile", text("FROM a", "RUN echo a#trivy:ignore:DS-0002")},
		{"an argument of another instruction", "Dockerfile", text("FROM a", "ENV A=1 # trivy:ignore:DS-0002")},
		{"words about it", "Dockerfile", text("# we used to hadolint ignore=DL3002 here", "# seaworthy:ignored", "# seaworthy: ignore", "FROM a")},
		{"hadolint with a name that is none of its own", "Dockerfile", text("# hadolint ignore=crazy,DL3002", "FROM a")},
		{"BuildKit's directive that skips nothing", "Dockerfile", text("# check=error=true", "FROM a")},
		{"Trivy with a condition that nobody can weigh", "Dockerfile", text("#trivy:ignore:DS-0002[port=22]", "FROM a")},
		{"a Dockerfile's form in YAML", "compose.yaml", text("a: b # hadolint ignore=DL3002", "# check=skip=all")},
		{"a block scalar", "compose.yaml", text("run: |", "  # trivy:ignore:KSV-0017", "", "  x # trivy:ignore:KSV-0017", "")},
		{"a folded scalar in a list", "compose.yaml", text("- >2-", "   a", "  # trivy:ignore:KSV-0017")},
		{"a block scalar behind a tag and an anchor", "compose.yaml", text("a: !!str &b |", "  # trivy:ignore:KSV-0017")},
		{"double quotes over lines", "compose.yaml", text(`a: "b \" `, `  # trivy:ignore:KSV-0017`, `  "`)},
		{"single quotes", "compose.yaml", text(`a: 'it''s # trivy:ignore:KSV-0017'`)},
		{"a quoted key", "compose.yaml", text(`"a # trivy:ignore:KSV-0017": b`)},
		{"a plain scalar with a number sign", "compose.yaml", text("a: b#trivy:ignore:KSV-0017")},
		{"YAML that is none", "compose.yaml", text("a: [", "# trivy:ignore:KSV-0017")},
		{"an annotation where no object is", "compose.yaml", text("metadata: {annotations: {kube-score/ignore: container-image-tag}}")},
		{"an annotation elsewhere in an object", "pod.yaml", text("data: {kube-score/ignore: container-image-tag}")},
		{"an annotation that names nothing", "pod.yaml", text("metadata: {annotations: {checkov.io/skip1: ''}}")},
		{"a shell's heredoc and quotes", "run.sh", text("cat <<EOF", "# trivy:ignore:KSV-0017", "EOF", "echo '", "# trivy:ignore:KSV-0017", "'")},
		{"a shell script that is none", "run.sh", text("# trivy:ignore:KSV-0017", "if")},
		{"a file of no syntax", "notes.txt", text("# trivy:ignore:KSV-0017")},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.Empty(t, read(t, test.file, test.content))
		})
	}
}

// Each comment of a file says with a number where it stands, and which lines it is about.
func TestScopes(t *testing.T) {
	tests := []struct {
		name, file, content string
		want                []suppress.Scope
	}{
		{"an instruction over several lines", "Dockerfile", text("FROM a", "# trivy:ignore:X", `RUN a \`, `  && b \`, "", "  && c", "USER b"),
			[]suppress.Scope{lines(3, 6)}},
		{"a comment inside an instruction", "Dockerfile", text("FROM a", `RUN a \`, "  # trivy:ignore:X", "  && b"), []suppress.Scope{lines(2, 4)}},
		{"a shell's comment at the end of an instruction", "Dockerfile", text("FROM a", `RUN a \`, "  && b # trivy:ignore:X", "USER b"),
			[]suppress.Scope{lines(2, 3)}},
		{"comments and empty lines between", "Dockerfile", text("# trivy:ignore:X", "", "# trivy:ignore:X", "# so it is", "FROM a"),
			[]suppress.Scope{lines(5, 5), lines(5, 5)}},
		{"an instruction with a heredoc", "Dockerfile", text("FROM a", "# trivy:ignore:X", "COPY <<A <<B /x", "# a", "A", "b", "B", "USER b"),
			[]suppress.Scope{lines(3, 7)}},
		{"a heredoc without an end", "Dockerfile", text("FROM a", "RUN <<A", "# trivy:ignore:X", "USER b"), []suppress.Scope{lines(4, 4)}},
		{"another escape character", "Dockerfile", text("# escape=`", "# trivy:ignore:X", "FROM a `", " as b", `RUN c:\`, "# trivy:ignore:X", "USER b"),
			[]suppress.Scope{lines(3, 4), lines(7, 7)}},
		{"an escaped escape character", "Dockerfile", text("FROM a", `RUN c:\\`, "# trivy:ignore:X", "USER b"), []suppress.Scope{lines(4, 4)}},
		{"nothing behind it", "Dockerfile", text("FROM a", "# trivy:ignore:X"), []suppress.Scope{{}}},
		{"a key and all below it", "compose.yaml", text("a: 1", "# trivy:ignore:X", "b:", "  c:", "", "    - d", "e: f"), []suppress.Scope{lines(3, 6)}},
		{"a list at its key's own indentation", "compose.yaml", text("a: 1", "b: # trivy:ignore:X", "- c", "- d", "e: f"), []suppress.Scope{lines(2, 4)}},
		{"an element of a list", "compose.yaml", text("a:", "  # trivy:ignore:X", "  - b: c", "    d: e", "  - f"), []suppress.Scope{lines(3, 4)}},
		{"the first line of an element", "compose.yaml", text("a:", "  - b: c # trivy:ignore:X", "    d: e", "  - f"), []suppress.Scope{lines(2, 3)}},
		{"a later line of an element", "compose.yaml", text("a:", "  - b: c", "    d: e # trivy:ignore:X", "  - f"), []suppress.Scope{lines(3, 3)}},
		{"a dash alone", "compose.yaml", text("a:", "  - # trivy:ignore:X", "    b: c", "    d: e"), []suppress.Scope{lines(3, 4)}},
		{"a document that begins behind it", "pod.yaml", text("# trivy:ignore:X", "a: b", "c: d", "---", "e: f"), []suppress.Scope{lines(2, 3)}},
		{"a document behind three dashes", "pod.yaml", text("# trivy:ignore:X", "---", "# trivy:ignore:X", "a: b", "c: d"),
			[]suppress.Scope{lines(4, 5), lines(4, 5)}},
		{"the first key of a document", "pod.yaml", text("a: b # trivy:ignore:X", "c: d"), []suppress.Scope{lines(1, 1)}},
		{"the end of a document", "pod.yaml", text("a: b", "# trivy:ignore:X", "---", "c: d"), []suppress.Scope{{}}},
		{"a document beside a broken one", "pod.yaml", text("a: [", "---", "b:", "  c: d # trivy:ignore:X"), []suppress.Scope{lines(4, 4)}},
		{"a comment behind a block scalar", "compose.yaml", text("a: |", "  b", "# trivy:ignore:X", "c: d"), []suppress.Scope{lines(4, 4)}},
		{"an empty block scalar", "compose.yaml", text("- a: |", "  b: c # trivy:ignore:X"), []suppress.Scope{lines(2, 2)}},
		{"the header of a block scalar", "compose.yaml", text("a: | # trivy:ignore:X", "  b", "c: d"), []suppress.Scope{lines(1, 2)}},
		{"an apostrophe in plain text", "compose.yaml", text("a: it's # trivy:ignore:X", "b: 'c'"), []suppress.Scope{lines(1, 1)}},
		{"flow style", "compose.yaml", text("a: {b: c, # trivy:ignore:X", "  d: e}", "f: g"), []suppress.Scope{lines(1, 2)}},
		{"characters at which YAML ends a line and editors do not", "compose.yaml", text("a: \"x\u2028y\" # trivy:ignore:X", "b:", "  c: d # trivy:ignore:X"),
			[]suppress.Scope{lines(1, 1), lines(3, 3)}},
		{"a statement over several lines", "run.sh", text("a", "# trivy:ignore:X", `docker run \`, "  b", "c"), []suppress.Scope{lines(3, 4)}},
		{"a statement inside another", "run.sh", text("if a; then", "  b # trivy:ignore:X", "  # trivy:ignore:X", "  c", "fi"),
			[]suppress.Scope{lines(2, 2), lines(4, 4)}},
		{"the end of a script", "run.sh", text("a", "# trivy:ignore:X"), []suppress.Scope{{}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var scopes []suppress.Scope
			for _, found := range read(t, test.file, test.content) {
				scopes = append(scopes, found.Scope)
			}
			require.Equal(t, test.want, scopes)
		})
	}
}

func TestSpans(t *testing.T) {
	tests := []struct {
		name, file, content string
		want                source.Span
	}{
		{"a comment", "Dockerfile", "\uFEFF  # trivy:ignore:X \r\nFROM a", source.Span{Line: 1, Column: 3, EndLine: 1, EndColumn: 19}},
		{"a comment behind letters of two bytes", "compose.yaml", "ä: ö # trivy:ignore:X", source.Span{Line: 1, Column: 6, EndLine: 1, EndColumn: 22}},
		{"an annotation", "pod.yaml", `metadata: {annotations: {"kube-score/ignore": a}}`, source.Span{Line: 1, Column: 26, EndLine: 1, EndColumn: 45}},
		{"a comment of a script", "run.sh", "ä # trivy:ignore:X", source.Span{Line: 1, Column: 3, EndLine: 1, EndColumn: 19}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			found := read(t, test.file, test.content)
			require.Len(t, found, 1)
			require.Equal(t, test.want, found[0].Span)
		})
	}
}
