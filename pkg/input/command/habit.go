package command

import (
	"strconv"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// HabitActs adds what a script does carelessly to the acts of its file: failures that get lost, accounts with huge
// numbers.
func HabitActs(acts *input.Acts, s Script) {
	for i, c := range s.Commands {
		if c.Dropped && mayFail(c) {
			site := s.at(i)
			s.Place(site.At, c.Range, nil)
			acts.DroppedFailures = append(acts.DroppedFailures, input.DroppedFailure{Site: site, Title: title(c)})
			break
		}
	}
	for i, c := range s.Commands {
		if id, ok := sparse(c); ok {
			site := s.at(i)
			s.Place(site.At, c.Range, nil)
			acts.SparseLogins = append(acts.SparseLogins, input.SparseLogin{
				Site: site, ID: id, ProgramAt: written(c.Words[0], site.At+"/program", s.Place),
			})
		}
	}
}

// harmless are the commands of which nobody cares whether they fail: they print, set or ask something, or are told again
// with what they run.
var harmless = map[string]bool{
	"": true, "echo": true, "printf": true, "true": true, ":": true, "set": true, "export": true, "unset": true, "cd": true, "pushd": true,
	"popd": true, "sleep": true, "test": true, "[": true, "[[": true, "which": true, "command": true, "type": true, "hash": true, "shopt": true,
	"alias": true, "umask": true, "ulimit": true, "kill": true, "wait": true, "exit": true, "return": true, "read": true, "local": true,
	"declare": true, "readonly": true, "typeset": true, "date": true, "id": true, "whoami": true, "env": true, "pwd": true, "ls": true, "cat": true,
	"sync": true, "time": true, "sudo": true, "exec": true, "nohup": true, "trap": true, "shift": true, "break": true, "continue": true,
	"false": true, "uname": true, "hostname": true, "df": true, "du": true, "history": true, "let": true, "eval": true, "printenv": true,
	"nproc": true, "head": true, "tail": true, "ps": true, "free": true, "tput": true, "clear": true, "rmdir": true,
}

func mayFail(c shell.Command) bool {
	switch {
	case harmless[c.Name]:
		return false
	case shells[c.Name] && hasFlag(c, "-c"): // what stands in its script is told as well
		return false
	case c.Name == "rm":
		return !hasFlag(c, "-f", "--force")
	case c.Name == "mkdir":
		return !hasFlag(c, "-p", "--parents")
	}
	return true
}

// sparseFrom is the number from which on the entries of an account are far behind those of all others in
// /var/log/lastlog and /var/log/faillog: https://docs.docker.com/build/building/best-practices/#user.
const sparseFrom = 100_000

// sparse returns the number of an account that is given such a number and an entry in the login logs.
func sparse(c shell.Command) (int64, bool) {
	if c.Name != "useradd" || hasFlag(c, "-l", "--no-log-init") {
		return 0, false
	}
	id, err := strconv.ParseInt(value(c, "-u", "--uid"), 10, 64)
	return id, err == nil && id >= sparseFrom
}
