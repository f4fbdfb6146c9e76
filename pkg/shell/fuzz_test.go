package shell_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

func FuzzParse(f *testing.F) {
	for _, text := range seeds {
		f.Add(text, "bash")
		f.Add(text, "zsh")
	}
	f.Fuzz(func(t *testing.T, text, dialect string) {
		variables := func(name string) (shell.Variable, bool) {
			return shell.Variable{Value: "a b", State: shell.Overridable, Origin: name}, len(name) == 1
		}
		c := shell.Context{Dialect: shell.Dialect(dialect), Variables: variables}
		script := shell.Parse(text, c)
		requireSound(t, script)
		require.Equal(t, script, shell.Parse(text, c), "same text, same answer")
	})
}

func FuzzParseArgv(f *testing.F) {
	for _, text := range seeds {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		argv := []shell.Word{{Text: "sudo"}, {Text: "sh"}, {Text: "-c"}, {Text: text, Raw: text, Range: shell.Range{End: len(text)}}}
		for _, c := range shell.ParseArgv(argv, shell.Context{}).Commands {
			require.LessOrEqual(t, 0, c.Range.Start)
			require.LessOrEqual(t, c.Range.Start, c.Range.End)
			require.LessOrEqual(t, c.Range.End, len(text))
		}
	})
}

// seeds are one of each kind of thing a script can hold.
var seeds = []string{
	"apt-get update && DEBIAN_FRONTEND=noninteractive sudo -u root -E apt-get install -qy -o Dpkg::x=1 $A curl=$V",
	`sudo sh -c "echo \"a b\" && rm -rf /x/$V" || true`,
	"set -euxo pipefail; curl -fsSLo x https://h/$V.tgz | tar xzf - -C /opt; cd /",
	"curl https://x | sudo bash -s -- -y > /log 2>&1",
	"echo 'apt-get update; rm $X' | sh",
	`find / -name '*.py' -exec rm -f {} \; && find . -print0 | xargs -0 -n 1 chmod +x`,
	"if ! which foo; then exit 1; elif a; then b; else c; fi; for i in a b; do echo $i; done; A=$(ls -l)",
	"echo ${A%x} ${B##*/} ${C:-d} ${D:+e} ${E/a/b} ${F^^} ${#G} ${H:1:2} ${I:?} ${J:=k} ${K[1]}",
	"python3 -m pip install -r x && env A=b C=d nice -n 5 npm ci; python -mpip install y",
	"set -e; (a; b) | c; a && b; d || { e; exit 1; } & ! f",
	"case $x in a|b) c;; *) d;; esac; while read l; do e; done < f; until g; do h; done",
	"foo() { local a=b; c $a; }; foo; [[ -f x && $y == z ]] && (( a += 1 )); let b=c; time -p d",
	"eval \"apt-get install $V\" x; trap 'rm -f x' EXIT; su -c 'a b' user; flock x -c 'y z'",
	"bash <<'EOF'\necho $A\nEOF\ncat <<-X | sh\n\ta $B `c \\`d\\``\n\tX\nsh <<< \"e $C\"",
	"export A=b C=$(d) E; declare -x F=(g h); readonly I; unset J; read K",
	"#!/bin/bash -eu\r\na \\\r\n b\r\nc\\\nd 'e\\\nf' $'g\\n\\x41\\'' \"h\\\ni\"",
	"foo && (bar", "a <(b) >(c) =(d)", "\x00a\x00 'b\x00", "sh -c \"sh -c 'sh -c \\\"a $b\\\"'\"", "{a,b}{1..3} @(c|d) ~/x *.y",
	"a )\nb\n<<EOF\nc", "busybox sh -c 'a'; exec -a b c; command -v d; timeout -s KILL 5 e; chroot /x f", strings.Repeat("(", 50),
}

func TestSeedsAreSound(t *testing.T) {
	for _, text := range seeds {
		for end := range len(text) + 1 {
			requireSound(t, shell.Parse(text[:end], shell.Context{}))
		}
	}
}

func TestHostileTextsEnd(t *testing.T) {
	texts := map[string]string{
		"a megabyte of open parentheses":     strings.Repeat("(", 1<<20),
		"nested substitutions":               strings.Repeat("$(", 1<<19),
		"nested quotes and substitutions":    strings.Repeat(`"$(`, 1<<17),
		"nested ifs":                         strings.Repeat("if ", 1<<18),
		"nested loops":                       strings.Repeat("for x in a; do ", 1<<16),
		"parentheses hidden behind quotes":   strings.Repeat(`( ")"; `, 1<<17),
		"a long and-list":                    strings.Repeat("a&&", 1<<15) + "b",
		"a long pipe":                        strings.Repeat("a|", 1<<15) + "b",
		"a command with many wrappers":       strings.Repeat("sudo ", 1<<14) + "a",
		"a value that doubles and doubles":   "A=aaaaaaaa;" + strings.Repeat("A=$A$A;", 1<<12) + "echo $A",
		"a long list split again and again":  "A='" + strings.Repeat("a ", 1<<15) + "';" + strings.Repeat("b $A;", 1<<10),
		"negations":                          strings.Repeat("! ", 1<<18) + "a",
		"many errors":                        strings.Repeat("a )\n", 1<<17),
		"larger than anybody writes":         strings.Repeat("a\n", 1<<20),
		"nested eval":                        strings.Repeat("eval ", 1<<14) + "a",
		"backquotes within backquotes":       strings.Repeat("`", 1<<16),
		"many heredocs":                      strings.Repeat("a <<b\n", 1<<14),
		"arithmetic in arithmetic":           strings.Repeat("$((", 1<<17),
		"expansions in expansions":           strings.Repeat("${a:-", 1<<17),
		"functions in functions":             strings.Repeat("f(){ ", 1<<16),
		"find with many -exec":               "find " + strings.Repeat("-exec a ';' ", 1<<14),
		"one word of a megabyte in a script": "sh -c '" + strings.Repeat("a", 1<<19) + "'",
	}
	for name, text := range texts {
		t.Run(name, func(t *testing.T) {
			script := shell.Parse(text, shell.Context{})
			require.Less(t, len(script.Commands), 1<<20)
			if script.Error != nil {
				require.LessOrEqual(t, script.Error.Range.End, len(text))
			}
		})
	}
}
