package seaworthy_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

const manifest = `apiVersion: v1
kind: Pod
metadata: {name: metrics}
spec:
  containers:
    - name: exporter
      image: registry.example.com/exporter:2.4
      securityContext:
        privileged: true
`

// A file is judged by the rules of the default profile, or a choice of them.
func Example() {
	checker, err := seaworthy.New(seaworthy.WithRules("reference/floating_tag", "dockerfile/root_user"))
	if err != nil {
		log.Fatal(err)
	}
	result, err := checker.Check(context.Background(), source.File{
		Path:    "Dockerfile",
		Content: []byte("FROM node\nUSER root\n"),
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, found := range result.Findings() {
		fmt.Printf("%s:%s: %s: %s\n", found.File, found.Span, found.Severity, found.Message)
	}
	// Output:
	// Dockerfile:1:6: medium: node has no tag, so it is whatever was pushed last as latest
	// Dockerfile:2:1: high: the image runs as root: its last user is root
}

// Files in memory are judged under the path that findings shall name.
func ExampleNew() {
	checker, err := seaworthy.New(seaworthy.WithProfile("strict"), seaworthy.WithRules("workload/privileged_container"))
	if err != nil {
		log.Fatal(err)
	}
	result, err := checker.Check(context.Background(), source.File{Path: "pod.yaml", Content: []byte(manifest)})
	if err != nil {
		log.Fatal(err)
	}
	for _, found := range result.Findings() {
		fmt.Printf("%s:%s: %s: %s\n", found.File, found.Span, found.Severity, found.Message)
	}
	// Output:
	// pod.yaml:9:9: critical: container "exporter" runs privileged
}

// Trees are walked as git sees them. What could not be judged stands beside what was found.
func ExampleChecker_CheckPaths() {
	checker, err := seaworthy.New(seaworthy.WithRules("workload/privileged_container"))
	if err != nil {
		log.Fatal(err)
	}
	result, err := checker.CheckPaths(context.Background(), "../../testdata/corpus/quickstart/deploy")
	if err != nil {
		log.Fatal(err)
	}
	for _, found := range result.Findings() {
		fmt.Printf("line %d: %s\n", found.Span.Line, found.Message)
	}
	summary := result.Summary()
	fmt.Printf("%d judged, %d broken, %d critical\n", summary.Judged, summary.Broken, summary.BySeverity[rule.Critical])
	// Output:
	// line 20: container "tune-kernel" runs privileged
	// 1 judged, 0 broken, 1 critical
}

// A parameter is a JSON value by the rule's id, or another tool's name for it, and its own name.
func ExampleWithParameters() {
	checker, err := seaworthy.New(
		seaworthy.WithRules("workload/privileged_container"),
		seaworthy.WithParameters(rule.Parameters{
			"workload/privileged_container": {"exempt": json.RawMessage(`["container:exporter"]`)},
		}))
	if err != nil {
		log.Fatal(err)
	}
	result, err := checker.Check(context.Background(), source.File{Path: "pod.yaml", Content: []byte(manifest)})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(result.Findings()), "findings")
	// Output:
	// 0 findings
}
