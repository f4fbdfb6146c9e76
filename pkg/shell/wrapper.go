package shell

import "strings"

// wrapper is the grammar of a program that runs another: its own flags and operands stand first.
type wrapper struct {
	values   string // flags whose value is the next word
	attached string // letters that take a value only when it hangs on them
	operands int    // words of its own between the flags and the command: timeout 5 cmd
	assigns  bool   // NAME=value words may stand before the command
	long     bool   // flags of one dash are words
	script   string // flags whose value is a shell script: su -c '...'
	query    string // flags with which nothing is run: command -v
}

// wrappers are the programs that run what stands behind them.
var wrappers = map[string]wrapper{
	"sudo":   {values: "-C -D -g -h -p -R -r -T -t -U -u --close-from --chdir --group --host --prompt --chroot --role --command-timeout --type --other-user --user", assigns: true, query: "-l -v -k -K -e -V --list --validate --edit --version"},
	"doas":   {values: "-C -u", query: "-L -C"},
	"env":    {values: "-u -C -P --unset --chdir", assigns: true},
	"xargs":  {values: "-a -d -E -I -L -n -P -s -R -S -J --arg-file --delimiter --max-lines --max-args --max-procs --max-chars --process-slot-var --replace", attached: "-i -e -l"},
	"nice":   {values: "-n --adjustment"},
	"ionice": {values: "-c -n --class --classdata", query: "-p -P -u --pid"},
	"chrt":   {operands: 1, values: "-T -P -D"}, "taskset": {operands: 1, query: "-p --pid"},
	"nohup": {}, "setsid": {}, "fakeroot": {values: "-l -s -i -b --lib --faked"}, "eatmydata": {}, "catchsegv": {},
	"timeout": {values: "-k -s --kill-after --signal", operands: 1},
	"time":    {values: "-f -o --format --output"},
	"exec":    {values: "-a"}, "command": {query: "-v -V"}, "builtin": {},
	"stdbuf":      {values: "-i -o -e --input --output --error"},
	"chroot":      {values: "--userspec --groups", operands: 1},
	"gosu":        {operands: 1},
	"su-exec":     {operands: 1},
	"setpriv":     {values: "--reuid --regid --groups --ambient-caps --inh-caps --bounding-set --securebits --pdeathsig --selinux-label --apparmor-profile --euid --egid --ruid --rgid --ptracer --landlock-access --landlock-rule --seccomp-filter", query: "-d --dump --list-caps"},
	"capsh":       {},
	"unshare":     {values: "-S -G -R -w --setuid --setgid --root --wd --map-user --map-group --map-users --map-groups --propagation --setgroups --boottime --monotonic"},
	"nsenter":     {values: "-t -S -G --target --setuid --setgid"},
	"tini":        {values: "-p -e -g"},
	"tini-static": {values: "-p -e"},
	"dumb-init":   {values: "-r --rewrite"}, "catatonit": {},
	"chpst":     {values: "-u -U -b -e -n -l -L -m -d -o -p -f -c -t -r -/ -C"},
	"setuser":   {operands: 1}, // of phusion/baseimage
	"setuidgid": {operands: 1}, "s6-setuidgid": {operands: 1}, "with-contenv": {},
	"strace":           {values: "-e -o -p -s -u -E -a -b -I -O -S -X"},
	"ltrace":           {values: "-e -o -p -s -u -l -n -a"},
	"xvfb-run":         {values: "-e -f -n -p -s -w --error-file --auth-file --server-num --xauth-protocol --server-args --wait"},
	"dbus-run-session": {values: "--config-file --dbus-daemon"},
	"linux32":          {}, "linux64": {}, "setarch": {operands: 1}, "numactl": {values: "-i -m -N -C -p --interleave --membind --cpunodebind --physcpubind --preferred"},
	"prlimit": {query: "-p --pid"},
	"watch":   {values: "-n -q --interval --equexit"},
	"flock":   {values: "-w -E -c --timeout --wait --conflict-exit-code --command", operands: 1},
	"su":      {values: "-c -s -g -G -w --command --session-command --shell --group --supp-group --whitelist-environment", script: "-c --command --session-command"},
	"runuser": {values: "-c -s -g -G -w -u --command --session-command --shell --group --supp-group --user", script: "-c --command --session-command"},
	"script":  {values: "-c -I -O -B -T -E -o -m --command --log-in --log-out --log-io --log-timing --echo --output-limit", script: "-c --command"},
}

// verbWrappers are tools of which one sub-command runs another program: their last word is the verb.
var verbWrappers = map[string]bool{
	"conda run": true, "mamba run": true, "micromamba run": true, "poetry run": true, "uv run": true, "pipenv run": true,
	"bundle exec": true, "npm exec": true, "pnpm exec": true, "yarn exec": true,
}

// multicall are programs whose first operand says which of the programs in them to be.
var multicall = map[string]bool{"busybox": true, "toybox": true}

// wrappedAt tells which of its words a wrapper runs: the number of words when it runs none.
func wrappedAt(name string, words []Word) int {
	if multicall[name] {
		if len(words) > 1 && !strings.HasPrefix(words[1].Text, "-") {
			return 1
		}
		return len(words)
	}
	if w, ok := wrappers[name]; ok {
		return w.wrappedAt(name, words)
	}
	if parsed := parseArguments(name, words); verbWrappers[name+" "+parsed.verb] {
		return parsed.rest
	}
	return len(words)
}

func (w wrapper) wrappedAt(name string, words []Word) int {
	parsed := parseArguments(name, words)
	for _, flag := range parsed.flags {
		if contains(w.query, flag.Name) {
			return len(words)
		}
	}
	at := min(parsed.rest+w.operands, len(words))
	for w.assigns && at < len(words) {
		if _, ok := assignmentOf(words[at]); !ok {
			break
		}
		at++
	}
	if at < len(words) && words[at].Text == "--" {
		at++
	}
	return at
}
