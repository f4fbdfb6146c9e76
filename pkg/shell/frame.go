package shell

import (
	"slices"

	"mvdan.cc/sh/v3/syntax"
)

// frame is what a part of the script inherits from what stands around it.
//
// Whether anybody notices a failure follows from three facts, each handed down: is a status other than zero seen by
// somebody (value), does an exit of this very shell process matter (exit), and is set -e without effect here
// (suppressed), as POSIX says it is in conditions, after ! and before && and ||:
// https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#set
type frame struct {
	wrappers    []string
	after       string
	pipeline    Pipeline // of length 0 outside a pipe
	redirects   []Redirection
	environment []Assignment
	depth       int // programs that run programs

	value      bool
	exit       bool
	suppressed bool
	// dropped: the status would matter if nothing stood behind in the list.
	dropped bool
	// success: that the status IS zero leads to a failure that is noticed, as in if cmd; then exit 1; fi.
	success bool
}

func topFrame() frame { return frame{after: "start", value: true, exit: true} }

func (f frame) in(wrappers ...string) frame {
	f.wrappers = append(slices.Clip(f.wrappers), wrappers...)
	return f
}

// begin makes the first command inside count as the first of its own.
func (f frame) begin() frame {
	f.after = "start"
	return f
}

// unnoticed drops the status: what stands behind decides.
func (f frame) unnoticed() frame {
	f.value, f.success, f.dropped = false, false, false
	return f
}

// detached is the frame of a process of its own whose status is noticed or not.
func (f frame) detached(noticed bool) frame {
	f.value, f.exit, f.success, f.dropped = noticed, noticed, false, false
	return f
}

// followed drops the status because more statements follow.
func (f frame) followed() frame {
	dropped := f.value || f.dropped
	f = f.unnoticed()
	f.dropped = dropped
	return f
}

// drops hands down from another frame that the status is dropped.
func (f frame) drops(from frame) frame {
	f.dropped = from.dropped
	return f
}

// noticed: a status other than zero at this place gets to whoever runs the script.
func (w *walker) noticed(f frame) bool {
	return f.value || w.options.Errexit && !f.suppressed && f.exit
}

// survives tells whether the failure of what stands before || is noticed, given the handler behind it.
func survives(handler *syntax.Stmt, noticed, exit bool) bool {
	name, argument, inSubshell := lastCommand(handler)
	switch name {
	case "true", ":", "echo", "printf":
		return false
	case "exit":
		return argument != "0" && (exit && !inSubshell || noticed)
	}
	return noticed
}

// fails tells whether a list of statements ends by failing on purpose.
func fails(stmts []*syntax.Stmt) bool {
	if len(stmts) == 0 {
		return false
	}
	name, argument, _ := lastCommand(stmts[len(stmts)-1])
	switch name {
	case "exit", "return":
		return argument != "" && argument != "0"
	}
	return name == "false"
}

// lastCommand gives the literal name and first argument of the command that a statement ends with.
func lastCommand(stmt *syntax.Stmt) (name, argument string, inSubshell bool) {
	for stmt != nil {
		switch c := stmt.Cmd.(type) {
		case *syntax.CallExpr:
			return written(c.Args, 0), written(c.Args, 1), inSubshell
		case *syntax.BinaryCmd:
			stmt = c.Y
		case *syntax.Block:
			stmt = last(c.Stmts)
		case *syntax.Subshell:
			stmt, inSubshell = last(c.Stmts), true
		default:
			return "", "", inSubshell
		}
	}
	return "", "", inSubshell
}

func last(stmts []*syntax.Stmt) *syntax.Stmt {
	if len(stmts) == 0 {
		return nil
	}
	return stmts[len(stmts)-1]
}

// written gives a word without quotes, as far as that can be told before anything is expanded: $? stays "$".
func written(words []*syntax.Word, i int) string {
	if i >= len(words) {
		return ""
	}
	if literal := words[i].Lit(); literal != "" {
		return literal
	}
	return "$"
}
