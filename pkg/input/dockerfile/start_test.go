package dockerfile_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerfile"
)

func TestFormOfStart(t *testing.T) {
	for _, test := range []struct{ name, command, form string }{
		{"an array", `["api"]`, "exec"},
		{"an array with blanks", `[ "api", "-v" ]`, "exec"},
		{"text", `api -v`, "shell"},
		{"single quotes", `['api']`, "broken_exec"},
		{"single quotes and blanks", `[ 'api', '-v' ]`, "broken_exec"},
		{"a comma too many", `["api", "-v",]`, "broken_exec"},
		{"a comma that is missing", `["api" "-v"]`, "broken_exec"},
		{"a bracket that is missing", `["api", "-v"`, "broken_exec"},
		{"text behind the array", `["api"] # starts it`, "broken_exec"},
		{"curly quotes", `[“api”]`, "broken_exec"},
		{"words without quotes", `[api, -v]`, "broken_exec"},
		{"the shell's own test", `[ -f /ready ]`, "shell"},
		{"a comparison", `[ "$MODE" = "fast" ]`, "shell"},
		{"a test and a command", `[ -n "$MODE" ] && api`, "shell"},
		{"bash's test", `[[ -f /ready ]]`, "shell"},
	} {
		t.Run(test.name, func(t *testing.T) {
			instructions := read(t, "FROM a\nCMD "+test.command+"\nHEALTHCHECK --interval=5s CMD  "+test.command+"\n", dockerfile.Options{}).
				Dockerfile.Instructions
			require.Equal(t, test.form, instructions.Cmd[0].Form)
			require.Equal(t, test.form, instructions.Healthcheck[0].Form)
		})
	}
}

func TestVariablesThatNothingExpands(t *testing.T) {
	for _, test := range []struct {
		name, command, want string
	}{
		{"a variable", `["api", "--port=${PORT}"]`, "${PORT}"},
		{"a variable without braces", `["$APP"]`, "$APP"},
		{"a script of a shell", `["sh", "-c", "exec api $PORT"]`, ""},
		{"a script of a shell with other options", `["/bin/bash", "-euo", "pipefail", "-c", "api $PORT"]`, ""},
		{"a login shell", `["bash", "-lc", "api $PORT"]`, ""},
		{"a shell behind another program", `["tini", "--", "sh", "-c", "api $PORT"]`, ""},
		{"a file that a shell is to read", `["sh", "$SCRIPT"]`, "$SCRIPT"},
		{"code in another language", "[\"node\", \"-e\", \"console.log(`${process.pid}`)\"]", ""},
		{"a language of its own", `["awk", "{ print $NF }"]`, ""},
		{"the end of a pattern", `["api", "--match=^a$"]`, ""},
		{"a number", `["api", "$1"]`, ""},
		{"PowerShell", `["powershell.exe", "-Command", "Start-Api $env:PORT"]`, ""},
		{"a text that the shell form expands", `api $PORT`, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := "FROM a\nCMD " + test.command + "\n"
			document := read(t, text, dockerfile.Options{})
			literal := document.Dockerfile.Instructions.Cmd[0].Literal
			if test.want == "" {
				require.Empty(t, literal)
				return
			}
			require.Len(t, literal, 1)
			require.Equal(t, test.want, literal[0].Text)
			require.Contains(t, textAt(text, document, literal[0].At), test.want)
		})
	}
}

func TestHealthcheckThatAlwaysSucceeds(t *testing.T) {
	for _, test := range []struct {
		name, command string
		always        bool
	}{
		{"a constant", `true`, true},
		{"a constant in an array", `["/bin/true"]`, true},
		{"an exit in place of a failure", `curl -f localhost || exit 0`, true},
		{"a constant in place of a failure", `curl -f localhost || true`, true},
		{"a message in place of a failure", `curl -f localhost && echo up || echo down`, true},
		{"an exit behind the probe", `curl -f localhost; exit 0`, true},
		{"inside a shell of its own", `["sh", "-c", "curl -f localhost || exit 0"]`, true},
		{"a probe", `curl -f localhost`, false},
		{"a failure that is told", `curl -f localhost || exit 1`, false},
		{"a success that hangs on the probe", `curl -f localhost && exit 0`, false},
		{"a success and a failure", `curl -f localhost && exit 0 || exit 1`, false},
		{"both in a condition", `if curl -f localhost; then exit 0; else exit 1; fi`, false},
		{"a success in a condition", `if curl -f localhost; then true; fi && test -f /ready`, false},
		{"a failure that ends the script", `set -e; curl -f localhost; echo up`, false},
		{"a message inside the probe", `test "$(echo up)" = up`, false},
		{"a message into the probe", `echo ruok | nc localhost 2181`, false},
		{"a message and a failure", `curl -f localhost || { echo down; exit 1; }`, false},
		{"a process that is killed", `curl -f localhost || kill 1; echo`, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			document := read(t, "FROM a\nHEALTHCHECK CMD "+test.command+"\n", dockerfile.Options{})
			require.Equal(t, test.always, document.Dockerfile.Instructions.Healthcheck[0].AlwaysSucceeds)
		})
	}
}

func TestCommandsOfStart(t *testing.T) {
	for _, test := range []struct {
		name, command, program, at string
	}{
		{"an array", `["/usr/bin/api", "-v"]`, "api", `"/usr/bin/api", "-v"`},
		{"shell form", `exec api -v`, "exec", `exec api -v`},
		{"a script in an array", `["sh", "-c", "api -v"]`, "sh", `"sh", "-c", "api -v"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := "FROM a\nCMD " + test.command + "\n"
			document := read(t, text, dockerfile.Options{})
			commands := document.Dockerfile.Instructions.Cmd[0].Commands
			require.Equal(t, test.program, commands[0].Program)
			require.Equal(t, "api", commands[len(commands)-1].Program)
			require.Contains(t, commands[len(commands)-1].Arguments, "-v")
			require.Equal(t, test.at, textAt(text, document, commands[0].At))
		})
	}
}

func TestWhatAStageStarts(t *testing.T) {
	for _, test := range []struct {
		name, text      string
		entrypoint, cmd []string
	}{
		{"the last of several", "FROM a\nCMD a\nCMD b\n", nil, []string{"b"}},
		{"both", "FROM a\nCMD a\nENTRYPOINT b\n", []string{"b"}, []string{"a"}},
		{"what the parent starts", "FROM a AS p\nENTRYPOINT a\nCMD b\nFROM p\n", []string{"a"}, []string{"b"}},
		{"an entrypoint drops the parent's command", "FROM a AS p\nCMD a\nFROM p\nENTRYPOINT b\n", []string{"b"}, nil},
		{"a trigger starts nothing here", "FROM a\nONBUILD CMD a\n", nil, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			stages := read(t, test.text, dockerfile.Options{}).Dockerfile.Stages
			effective := stages[len(stages)-1].Effective
			if test.entrypoint == nil {
				require.Nil(t, effective.Entrypoint)
			} else {
				require.Equal(t, test.entrypoint, effective.Entrypoint.Words)
			}
			if test.cmd == nil {
				require.Nil(t, effective.Cmd)
			} else {
				require.Equal(t, test.cmd, effective.Cmd.Words)
			}
		})
	}
}

func TestShellFormThatReadsItsArguments(t *testing.T) {
	for text, reads := range map[string]bool{
		`exec api "$@"`:      true,
		`exec api ${1:-run}`: true,
		`exec api $0`:        true,
		`exec api $PORT`:     false,
		`["api", "$@"]`:      false,
	} {
		t.Run(text, func(t *testing.T) {
			document := read(t, "FROM a\nENTRYPOINT "+text+"\n", dockerfile.Options{})
			require.Equal(t, reads, document.Dockerfile.Instructions.Entrypoint[0].ReadsArguments)
		})
	}
}
