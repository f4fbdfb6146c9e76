package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/seaworthy-policy/seaworthy/internal/shellcheckplayer"
)

var update = flag.Bool("update", false, "rewrite golden files and what the scripts compare with")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"seaworthy":         main,
		"conftest":          main,
		"shellcheck-player": func() { os.Exit(shellcheckplayer.Answer(os.Stdout, os.Args[1:])) },
	})
}

// TestScripts plays the sessions of testdata/script: what people type, and what they get.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": statusOf("seaworthy"), "conftest-status": statusOf("conftest"), "step": writeStep, "hook": runHook,
			"large": large, "repeat": repeat, "keypair": keypair, "registry": startRegistry, "address": freeAddress, "fetch": fetch,
			"certify": certify, "post": post, "post-during": postDuring,
		},
		Condition: condition,
		Setup: func(env *testscript.Env) error {
			env.Setenv("TODAY", time.Now().UTC().Format(time.DateOnly))
			env.Setenv("COMMANDS", filepath.SplitList(env.Getenv("PATH"))[0])
			return nil
		},
	})
}

// statusOf makes a command that runs a program and compares its exit code: status CODE ARGUMENT...
func statusOf(program string) func(*testscript.TestScript, bool, []string) {
	return func(script *testscript.TestScript, negated bool, arguments []string) {
		if negated || len(arguments) == 0 {
			script.Fatalf("usage: status code [argument...]")
		}
		err := script.Exec(program, arguments[1:]...)
		code := exitClean
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			code = exit.ExitCode()
		} else {
			script.Check(err)
		}
		if strconv.Itoa(code) != arguments[0] {
			script.Fatalf("exit code %d, want %s", code, arguments[0])
		}
	}
}

// large writes a file of a size in bytes: large BYTES FILE.
func large(script *testscript.TestScript, negated bool, arguments []string) {
	if negated || len(arguments) != 2 {
		script.Fatalf("usage: large bytes file")
	}
	size, err := strconv.ParseInt(arguments[0], 10, 64)
	script.Check(err)
	name := script.MkAbs(arguments[1])
	script.Check(os.WriteFile(name, nil, 0o644))
	script.Check(os.Truncate(name, size))
}

// repeat puts a text behind what a file holds, as often as it is told, with the escapes of Go's strings: repeat times text
// file.
func repeat(script *testscript.TestScript, negated bool, arguments []string) {
	if negated || len(arguments) != 3 {
		script.Fatalf("usage: repeat times text file")
	}
	times, err := strconv.Atoi(arguments[0])
	script.Check(err)
	text, err := strconv.Unquote(`"` + arguments[1] + `"`)
	script.Check(err)
	file, err := os.OpenFile(script.MkAbs(arguments[2]), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	script.Check(err)
	_, err = file.WriteString(strings.Repeat(text, times))
	script.Check(err)
	script.Check(file.Close())
}

// condition knows [root]: whoever runs the test may read everything.
func condition(name string) (bool, error) {
	if name != "root" {
		return false, fmt.Errorf("unknown condition %q", name)
	}
	return os.Geteuid() == 0, nil
}
