package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/term"

	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

const (
	// patience is how long a check may take before it says how far it is.
	patience = 2 * time.Second
	// refresh is how long one reading stands.
	refresh = 100 * time.Millisecond
	// eraseLine goes to the start of the line and clears it (ECMA-48, 8.3.41).
	eraseLine = "\r\x1b[K"
)

// A progress tells on a terminal how far a long check has come.
type progress struct {
	out   io.Writer
	next  time.Time
	shown bool
}

// newProgress says nothing unless standard error is a terminal.
func newProgress(terminal console, quiet bool) *progress {
	if quiet || !isTerminal(terminal.err) {
		return &progress{out: io.Discard}
	}
	return &progress{out: terminal.err, next: time.Now().Add(patience)}
}

func (p *progress) report(now seaworthy.Progress) {
	if time.Now().Before(p.next) {
		return
	}
	p.shown, p.next = true, time.Now().Add(refresh)
	if now.Total == 0 {
		fmt.Fprintf(p.out, "%s%d files seen", eraseLine, now.Seen)
		return
	}
	fmt.Fprintf(p.out, "%s%d of %d files judged", eraseLine, now.Done, now.Total)
}

// clear leaves the line to the report.
func (p *progress) clear() {
	if p.shown {
		fmt.Fprint(p.out, eraseLine)
	}
}

func isTerminal(stream io.Writer) bool {
	file, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}
