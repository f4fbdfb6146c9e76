package engine_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/open-policy-agent/opa/v1/topdown"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/engine"
	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// sound is a rule without fault.
const sound = `deny contains {"msg": $"{container.title} is named", "at": container.at} if {
	some container in input.workload.containers
	container.name
}`

// tree is a tree of rules: the text behind the package by id.
func tree(rules map[string]string) fstest.MapFS {
	files := fstest.MapFS{}
	for id, text := range rules {
		facet, name, _ := strings.Cut(id, "/")
		text = "package seaworthy.rules." + facet + "." + name + "\n\n" + text
		files[policy.RuleFile(rule.Rule{Facet: facet, Name: name})] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

// judging prepares an engine for all rules of a tree, in order of their ids.
func judging(t *testing.T, rules map[string]string, parameters rule.Parameters) *engine.Engine {
	t.Helper()
	library, err := policy.Load(tree(rules))
	require.NoError(t, err)
	var described []rule.Rule
	for id := range rules {
		facet, name, _ := strings.Cut(id, "/")
		described = append(described, rule.Rule{ID: id, Facet: facet, Name: name})
	}
	slices.SortFunc(described, func(a, b rule.Rule) int { return strings.Compare(a.ID, b.ID) })
	return engine.New(library, described, parameters)
}

// pod is a document with one container.
func pod(name string) *input.Document {
	container := input.Container{Name: name, Title: "container " + name, Role: "main", At: "spec/containers/0"}
	return &input.Document{Kind: "kubernetes", File: "pod.yaml", Workload: &input.Workload{
		Platform: "kubernetes", Kind: "Pod", Containers: []input.Container{container},
	}}
}

func messages(verdict engine.Verdict) []string {
	var found []string
	for _, v := range verdict.Violations {
		found = append(found, v.Rule.ID+": "+v.Message)
	}
	slices.Sort(found)
	return found
}

func failed(verdict engine.Verdict) []string {
	var found []string
	for _, e := range verdict.Errors {
		found = append(found, e.Rule.ID)
	}
	return found
}

func evaluated(verdict engine.Verdict) []string {
	var found []string
	for _, r := range verdict.Evaluated {
		found = append(found, r.ID)
	}
	return found
}

func TestAVerdict(t *testing.T) {
	judge := judging(t, map[string]string{
		"workload/named": sound,
		"workload/quiet": `deny contains {"msg": "never", "at": ""} if input.workload.kind == "Job"`,
	}, nil)
	verdict, err := judge.Evaluate(t.Context(), pod("web"))
	require.NoError(t, err)
	require.Empty(t, verdict.Errors)
	require.Equal(t, []string{"workload/named", "workload/quiet"}, evaluated(verdict))
	require.Len(t, verdict.Violations, 1)
	require.Equal(t, "workload/named", verdict.Violations[0].Rule.ID)
	require.Equal(t, "container web is named", verdict.Violations[0].Message)
	require.Equal(t, "spec/containers/0", verdict.Violations[0].At)
}

func TestOnlyRulesOfFacetsThatTheDocumentCarriesAreAsked(t *testing.T) {
	judge := judging(t, map[string]string{
		"workload/named":     sound,
		"dockerfile/any":     `deny contains {"msg": "a Dockerfile", "at": ""} if input.dockerfile`,
		"reference/unasked":  `this does not even parse {`,
		"dockerfile/workers": `deny contains {"msg": "sees a workload", "at": ""} if input.workload`,
	}, nil)
	for _, test := range []struct {
		name      string
		document  *input.Document
		asked     []string
		violation []string
	}{
		{name: "a pod", document: pod("web"), asked: []string{"workload/named"}, violation: []string{"workload/named: container web is named"}},
		{
			name: "a Dockerfile", document: &input.Document{Dockerfile: &input.Dockerfile{}},
			asked: []string{"dockerfile/any", "dockerfile/workers"}, violation: []string{"dockerfile/any: a Dockerfile"},
		},
		{name: "a document without facets", document: &input.Document{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			verdict, err := judge.Evaluate(t.Context(), test.document)
			require.NoError(t, err)
			require.Empty(t, verdict.Errors)
			require.Equal(t, test.asked, evaluated(verdict))
			require.Equal(t, test.violation, messages(verdict))
		})
	}
}

func TestARuleThatFailsIsReportedAndTheOthersAnswer(t *testing.T) {
	for _, test := range []struct{ name, rule, want string }{
		{name: "a built-in fails", rule: `deny contains {"msg": "m", "at": ""} if json.unmarshal(input.workload.kind)`, want: "json.unmarshal"},
		{name: "a division by zero", rule: `deny contains {"msg": "m", "at": ""} if 1 / (count(input.workload.containers) - 1) > 0`, want: "divide by zero"},
		{name: "a number that is none", rule: `deny contains {"msg": "m", "at": ""} if to_number(input.workload.kind) > 0`, want: "to_number"},
		{name: "a complete rule with two values", rule: "kind := \"a\" if input.kind\n\nkind := \"b\" if input.file\n\ndeny contains {\"msg\": kind, \"at\": \"\"}", want: "conflict"},
		{name: "a function with two values", rule: "of(x) := 1 if x\n\nof(x) := 2 if x\n\ndeny contains {\"msg\": \"m\", \"at\": \"\"} if of(true) == 1", want: "conflict"},
		{name: "no deny at all", rule: `warn contains {"msg": "m", "at": ""} if input`, want: "deny must hold objects"},
		{name: "a deny that is sometimes not there", rule: `deny := {{"msg": "m", "at": ""}} if input.dockerfile`, want: "deny must hold objects"},
		{name: "a deny that is a boolean", rule: `deny if input`, want: "deny must hold objects"},
		{name: "a deny that is a list", rule: `deny := [{"msg": "m", "at": ""}]`, want: "deny must hold objects"},
		{name: "a deny that holds texts", rule: `deny contains "m" if input`, want: "deny must hold objects"},
		{name: "a deny that holds lists", rule: `deny contains ["msg"] if input`, want: "deny must hold objects"},
		{name: "a finding without a message", rule: `deny contains {"at": "a"} if input`, want: "deny must hold objects"},
		{name: "an empty message", rule: `deny contains {"msg": "", "at": "a"} if input`, want: "deny must hold objects"},
		{name: "a message that is a number", rule: `deny contains {"msg": 1, "at": "a"} if input`, want: "deny must hold objects"},
		{name: "a finding without a place", rule: `deny contains {"msg": "m"} if input`, want: "deny must hold objects"},
		{name: "a place that is a number", rule: `deny contains {"msg": "m", "at": 1} if input`, want: "deny must hold objects"},
	} {
		t.Run(test.name, func(t *testing.T) {
			judge := judging(t, map[string]string{"workload/a_sound": sound, "workload/broken": test.rule, "workload/z_sound": sound}, nil)
			for range 2 { // the second time from what is compiled
				verdict, err := judge.Evaluate(t.Context(), pod("web"))
				require.NoError(t, err)
				require.Equal(t, []string{"workload/broken"}, failed(verdict))
				require.ErrorContains(t, verdict.Errors[0].Err, test.want)
				require.Equal(t, []string{"workload/a_sound: container web is named", "workload/z_sound: container web is named"}, messages(verdict))
				require.Equal(t, []string{"workload/a_sound", "workload/broken", "workload/z_sound"}, evaluated(verdict))
			}
		})
	}
}

func TestARuleFailsOnlyOnTheDocumentThatBreaksIt(t *testing.T) {
	judge := judging(t, map[string]string{
		"workload/broken": `deny contains {"msg": "m", "at": ""} if to_number(input.workload.containers[0].name) > 0`,
		"workload/named":  sound,
	}, nil)
	broken, err := judge.Evaluate(t.Context(), pod("web"))
	require.NoError(t, err)
	require.Equal(t, []string{"workload/broken"}, failed(broken))
	fine, err := judge.Evaluate(t.Context(), pod("1"))
	require.NoError(t, err)
	require.Empty(t, fine.Errors)
	require.Equal(t, []string{"workload/broken: m", "workload/named: container 1 is named"}, messages(fine))
}

func TestParametersReachTheRules(t *testing.T) {
	text := `deny contains {"msg": $"at most {most}", "at": ""} if most := data.seaworthy.parameters["workload/limit"].most`
	judge := judging(t, map[string]string{"workload/limit": text}, rule.Parameters{"workload/limit": {"most": json.RawMessage("3")}})
	verdict, err := judge.Evaluate(t.Context(), pod("web"))
	require.NoError(t, err)
	require.Equal(t, []string{"workload/limit: at most 3"}, messages(verdict))
}

func TestParametersThatAreNoJSON(t *testing.T) {
	rules := map[string]string{"workload/limit": sound}
	judge := judging(t, rules, rule.Parameters{"workload/limit": {"most": json.RawMessage("{")}})
	_, err := judge.Evaluate(t.Context(), pod("web"))
	require.ErrorContains(t, err, "store parameter workload/limit.most")
}

func TestRulesThatDoNotCompile(t *testing.T) {
	for name, test := range map[string]struct{ rule, want string }{
		"text that is no Rego":         {rule: "deny {", want: "workload/broken/broken.rego:3"},
		"a variable that is not bound": {rule: `deny contains {"msg": "m", "at": ""} if unbound > 1`, want: "compile rules"},
	} {
		t.Run(name, func(t *testing.T) {
			judge := judging(t, map[string]string{"workload/broken": test.rule, "workload/named": sound}, nil)
			for range 2 {
				_, err := judge.Evaluate(t.Context(), pod("web"))
				require.ErrorContains(t, err, test.want)
			}
		})
	}
}

// endless takes far longer than anybody waits.
const endless = `deny contains {"msg": "m", "at": ""} if {
	some x in numbers.range(1, 100000)
	some y in numbers.range(1, 100000)
	x + y == 0
}`

func TestCancellationStops(t *testing.T) {
	for _, test := range []struct{ name, other string }{
		{name: "while all rules are asked", other: sound},
		{name: "while they are asked one by one", other: `deny contains {"msg": "m", "at": ""} if to_number(input.workload.kind) > 0`},
	} {
		t.Run(test.name, func(t *testing.T) {
			judge := judging(t, map[string]string{"workload/a_other": test.other, "workload/endless": endless}, nil)
			ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
			defer cancel()
			started := time.Now()
			_, err := judge.Evaluate(ctx, pod("web"))
			require.ErrorIs(t, err, context.DeadlineExceeded)
			require.Less(t, time.Since(started), 5*time.Second)
		})
	}
}

func TestNothingIsAskedWhenTheContextIsDone(t *testing.T) {
	judge := judging(t, map[string]string{"workload/named": sound}, nil)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for range 100 {
		verdict, err := judge.Evaluate(ctx, pod("web"))
		require.ErrorIs(t, err, context.Canceled)
		require.Empty(t, verdict)
	}
	verdict, err := judge.Evaluate(t.Context(), pod("web"))
	require.NoError(t, err, "the engine is as good as before")
	require.Len(t, verdict.Violations, 1)
}

func TestManyGoroutines(t *testing.T) {
	judge := judging(t, map[string]string{
		"workload/named":     sound,
		"workload/broken":    `deny contains {"msg": "m", "at": ""} if to_number(input.workload.kind) > 0`,
		"workload/pattern":   `deny contains {"msg": "matches", "at": ""} if regex.match("^w", input.workload.containers[0].name)`,
		"dockerfile/present": `deny contains {"msg": "a Dockerfile", "at": ""} if input.dockerfile`,
	}, nil)
	want := []string{"workload/named: container web is named", "workload/pattern: matches"}
	var group sync.WaitGroup
	verdicts := make([]engine.Verdict, 64)
	errs := make([]error, len(verdicts))
	shared := pod("web")
	for i := range verdicts {
		group.Go(func() {
			document := shared
			if i%4 == 3 {
				document = &input.Document{Dockerfile: &input.Dockerfile{}}
			}
			verdicts[i], errs[i] = judge.Evaluate(t.Context(), document)
		})
	}
	group.Wait()
	for i, verdict := range verdicts {
		require.NoError(t, errs[i])
		if i%4 == 3 {
			require.Equal(t, []string{"dockerfile/present: a Dockerfile"}, messages(verdict))
			continue
		}
		require.Equal(t, want, messages(verdict))
		require.Equal(t, []string{"workload/broken"}, failed(verdict))
	}
}

func TestTheErrorOfARuleSaysWhere(t *testing.T) {
	judge := judging(t, map[string]string{"workload/broken": `deny contains {"msg": "m", "at": ""} if to_number(input.workload.kind) > 0`}, nil)
	verdict, err := judge.Evaluate(t.Context(), pod("web"))
	require.NoError(t, err)
	require.Len(t, verdict.Errors, 1)
	var where *topdown.Error
	require.ErrorAs(t, verdict.Errors[0].Err, &where)
	require.Equal(t, "seaworthy/rules/workload/broken/broken.rego", where.Location.File)
	require.Equal(t, 3, where.Location.Row)
}

func TestTheRulesOfLaterDocumentsAreCompiledToo(t *testing.T) {
	text := map[string]string{}
	for _, field := range []string{"name", "image", "role", "title"} {
		text["workload/"+field] = strings.ReplaceAll(sound, "container.name", "container."+field)
	}
	library, err := policy.Load(tree(text))
	require.NoError(t, err)
	var rules []rule.Rule
	for _, field := range []string{"image", "name", "role", "title"} {
		rules = append(rules, rule.Rule{
			ID: "workload/" + field, Facet: "workload", Name: field, Needs: [][]string{{"workload/containers/*/" + field}},
		})
	}
	judge := engine.New(library, rules, nil)
	for _, test := range []struct {
		container input.Container
		want      int
	}{
		{input.Container{Title: "a"}, 2}, // role and title are always there
		{input.Container{Title: "b", Name: "b"}, 3},
		{input.Container{Title: "c"}, 2},
		{input.Container{Title: "d", Image: "d"}, 3},
		{input.Container{Title: "e", Image: "e", Name: "e"}, 4},
	} {
		document := pod("")
		document.Workload.Containers = []input.Container{test.container}
		verdict, err := judge.Evaluate(t.Context(), document)
		require.NoError(t, err)
		require.Len(t, verdict.Violations, test.want, test.container.Title)
		require.Len(t, verdict.Evaluated, 4, "rules without cause count as asked")
	}
}
