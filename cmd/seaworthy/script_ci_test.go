package main

import (
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"go.yaml.in/yaml/v3"
)

const repository = "../../"

// writeStep writes the script of a step of action.yml into a file: step ID FILE.
func writeStep(script *testscript.TestScript, negated bool, arguments []string) {
	if negated || len(arguments) != 2 {
		script.Fatalf("usage: step id file")
	}
	var action struct {
		Runs struct {
			Steps []struct{ ID, Run string }
		}
	}
	readYAML(script, "action.yml", &action)
	for _, step := range action.Runs.Steps {
		if step.ID == arguments[0] {
			script.Check(os.WriteFile(script.MkAbs(arguments[1]), []byte(step.Run), 0o644))
			return
		}
	}
	script.Fatalf("action.yml has no step %s", arguments[0])
}

// runHook does what pre-commit does for a hook of .pre-commit-hooks.yaml: hook ID.
func runHook(script *testscript.TestScript, negated bool, arguments []string) {
	if len(arguments) != 1 {
		script.Fatalf("usage: hook id")
	}
	var hooks []struct{ ID, Entry string }
	readYAML(script, ".pre-commit-hooks.yaml", &hooks)
	for _, hook := range hooks {
		if hook.ID != arguments[0] {
			continue
		}
		entry := strings.Fields(hook.Entry)
		if err := script.Exec(entry[0], entry[1:]...); (err != nil) != negated {
			script.Fatalf("hook %s: %v", hook.ID, err)
		}
		return
	}
	script.Fatalf(".pre-commit-hooks.yaml has no hook %s", arguments[0])
}

func readYAML[T any](script *testscript.TestScript, name string, into *T) {
	text, err := os.ReadFile(repository + name)
	script.Check(err)
	script.Check(yaml.Unmarshal(text, into))
}
