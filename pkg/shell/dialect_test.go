package shell_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

func TestDialectOf(t *testing.T) {
	both := shell.Options{Errexit: true, Pipefail: true}
	tests := []struct {
		name    string
		argv    []string
		dialect shell.Dialect
		options shell.Options
		known   bool
	}{
		{"Docker's default", []string{"/bin/sh", "-c"}, shell.POSIX, shell.Options{}, true},
		{"bash with pipefail", []string{"/bin/bash", "-o", "pipefail", "-c"}, shell.Bash, shell.Options{Pipefail: true}, true},
		{"bash with a cluster", []string{"/bin/bash", "-eo", "pipefail", "-c"}, shell.Bash, both, true},
		{"bash with everything", []string{"bash", "--login", "-euxo", "pipefail", "-c"}, shell.Bash, both, true},
		{"options by name", []string{"bash", "-o", "errexit", "-o", "pipefail", "-c"}, shell.Bash, both, true},
		{"an option taken back", []string{"bash", "-e", "+e", "-c"}, shell.Bash, shell.Options{}, true},
		{"ash", []string{"/bin/ash", "-eo", "pipefail", "-c"}, shell.Ash, both, true},
		{"busybox", []string{"busybox", "sh", "-c"}, shell.Ash, shell.Options{}, true},
		{"through env", []string{"/usr/bin/env", "bash", "-c"}, shell.Bash, shell.Options{}, true},
		{"through conda", []string{"conda", "run", "-n", "x", "/bin/bash", "-ec"}, shell.Bash, shell.Options{Errexit: true}, true},
		{"zsh", []string{"zsh", "-c"}, shell.Zsh, shell.Options{}, true},
		{"ksh", []string{"/bin/ksh93", "-c"}, shell.Korn, shell.Options{}, true},
		{"PowerShell", []string{"powershell", "-Command", "$ErrorActionPreference = 'Stop';"}, shell.PowerShell, shell.Options{}, true},
		{"PowerShell by its path", []string{`C:\Program Files\PowerShell\PWSH.exe`, "-c"}, shell.PowerShell, shell.Options{}, true},
		{"cmd", []string{"cmd", "/S", "/C"}, shell.Cmd, shell.Options{}, true},
		{"cmd.exe", []string{"cmd.exe", "/S", "/C"}, shell.Cmd, shell.Options{}, true},
		{"something else", []string{"/usr/bin/python3", "-c"}, "", shell.Options{}, false},
		{"nothing", nil, "", shell.Options{}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dialect, options, known := shell.DialectOf(test.argv)
			require.Equal(t, test.dialect, dialect)
			require.Equal(t, test.options, options)
			require.Equal(t, test.known, known)
		})
	}
}

func TestDialects(t *testing.T) {
	tests := []struct {
		name, text string
		dialect    shell.Dialect
		want       shell.Dialect
		opaque     bool
		commands   []string
	}{
		{"none given", "a", "", shell.POSIX, false, []string{"a"}},
		{"bash's own grammar under sh", "if [[ a ]]; then b <(c); fi", shell.POSIX, shell.POSIX, false, []string{"[if] [[ (a)", "[if] b (<(c))", "[if, substitution] c"}},
		{"POSIX's own grammar", "foo() { a; }; (( b ) )", shell.POSIX, shell.POSIX, false, []string{"[function] a", "[subshell, subshell] b"}},
		{"ash with pipefail", "set -o pipefail; a", shell.Ash, shell.Ash, false, []string{"set -o=pipefail", "a"}},
		{"ksh", "a |& \nb", shell.Korn, shell.Korn, false, []string{"[background] a", "b"}},
		{"zsh", "a =b", shell.Zsh, shell.Zsh, false, []string{"a (=b)"}},
		{"PowerShell is kept as text", "Get-Item x; b", shell.PowerShell, shell.PowerShell, true, nil},
		{"cmd is kept as text", "dir & b", shell.Cmd, shell.Cmd, true, nil},
		{"a shebang of a shell", "#!/bin/bash -e\na", shell.POSIX, shell.Bash, false, []string{"a"}},
		{"a shebang through env", "#!/usr/bin/env bash\na", shell.POSIX, shell.Bash, false, []string{"a"}},
		{"a shebang of something else", "#!/usr/bin/env python3\nprint(1)", shell.POSIX, "python", true, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			script := shell.Parse(test.text, shell.Context{Dialect: test.dialect})
			require.Nil(t, script.Error)
			require.Equal(t, test.want, script.Dialect)
			require.Equal(t, test.opaque, script.Opaque)
			if test.commands == nil {
				require.Empty(t, script.Commands)
				return
			}
			require.Equal(t, test.commands, describeAll(script.Commands))
		})
	}
}

func TestShebangOptions(t *testing.T) {
	script := shell.Parse("#!/bin/bash -e\na", shell.Context{})
	require.True(t, script.Commands[0].Errexit)
}
