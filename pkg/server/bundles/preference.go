package bundles

import (
	"strconv"
	"strings"
	"time"
)

// A preference is what a Prefer says (RFC 7240) that concerns bundles.
type preference struct {
	// wait is how long the client would wait for another revision.
	wait time.Duration
	// delta tells that it takes a delta.
	delta bool
}

// parsePreference reads the values of the header. OPA writes `modes=snapshot,delta;wait=30`, which RFC 7240 would take for
// two preferences of which the second has a parameter; so commas and semicolons count the same. Of several waits
// the first holds, and what is no number of seconds is none.
func parsePreference(values []string) preference {
	var p preference
	waits := false
	for _, value := range values {
		for part := range strings.FieldsFuncSeq(value, func(r rune) bool { return r == ',' || r == ';' }) {
			name, given, _ := strings.Cut(part, "=")
			given = strings.Trim(strings.TrimSpace(given), `"`)
			switch strings.ToLower(strings.TrimSpace(name)) {
			case "wait":
				if !waits {
					p.wait, waits = seconds(given), true
				}
			case "delta":
				p.delta = true
			case "modes":
				p.delta = p.delta || given == "delta"
			}
		}
	}
	return p
}

// seconds reads as many as fit into a day.
func seconds(text string) time.Duration {
	count, err := strconv.ParseUint(text, 10, 32)
	if err != nil {
		return 0
	}
	return min(time.Duration(count)*time.Second, 24*time.Hour)
}
