package migration

import (
	"fmt"
	"strings"
)

// tools are how tools of the shared page are called and what their names for rules are; one that is not here goes by
// what aliases call it.
var tools = map[string]struct{ title, names string }{
	"buildkit":           {"BuildKit's build checks", "names of checks, as `docker build --check` prints them"},
	"checkov":            {"Checkov", "ids of checks"},
	"cis-docker":         {"CIS Docker Benchmark", "numbers of recommendations"},
	"dclint":             {"DCLint", "names of rules"},
	"docker-bench":       {"Docker Bench for Security", "names of checks"},
	"dockle":             {"Dockle", "codes of checkpoints"},
	"gatekeeper-library": {"Gatekeeper's library", "names of constraint templates"},
	"kics":               {"KICS", "names of queries, by their folders"},
	"kube-score":         {"kube-score", "ids of checks"},
	"kubesec":            {"Kubesec", "ids of rules"},
	"kyverno":            {"Kyverno's policies", "policy and rule"},
	"pss":                {"Pod Security Standards", "names of Kubernetes' own checks"},
	"regolibrary":        {"Kubescape's regolibrary", "names of rules"},
	"zizmor":             {"zizmor", "names of audits"},
}

const sharedHead = `<!-- Generated from the rules' METADATA by internal/generate. Edit the rules, not this page. -->

# Rules by other tools' names

What these tools call a defect works wherever seaworthy takes a rule's name: in ` + "`seaworthy explain CKV_DOCKER_2`" + `, with
` + "`--rule`, `--skip` and `--set`" + `, in .seaworthy.yaml and in comments that except a finding. A name that two tools share is
told apart by the tool's: ` + "`seaworthy explain kubesec:DockerSock`" + `.

The tables hold each name that rules of ours answer to. What a name with a star stands for is found by several of our rules
together, and the name means all of them; or, where it has one row, our rule finds a part of it. A check that stands in none
of the tables has no rule here. hadolint,
Trivy, kube-linter and conftest have [pages of their own](../README.md#coming-from-another-tool).
`

// sharedPage returns the page of the tools whose tables are given, in alphabetical order.
func sharedPage(tables map[string][]entry, profiles []string) string {
	var page strings.Builder
	page.WriteString(sharedHead)
	for _, tool := range toolsOf(tables) {
		called, known := tools[tool]
		if !known {
			called.title, called.names = tool, "names"
		}
		fmt.Fprintf(&page, "\n## %s\n\nBy %s, `%s:` before them or not.\n\n%s",
			called.title, called.names, tool, table(tables[tool], profiles))
	}
	return page.String()
}
