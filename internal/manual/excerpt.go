package manual

import (
	"regexp"
	"slices"
	"strings"
)

// omission is the paragraph that stands for what an excerpt leaves out.
const omission = "..."

// Renew returns what a page is to show of a report. Without an omission that is all of it. With one it is an excerpt:
// each paragraph as the report has it now, a finding as the first one of the same rule, another by its first line, and
// what has none like it as the end of the report. A rule that finds nothing any more is left out.
func Renew(excerpt, report []string) []string {
	current := paragraphs(report)
	if !slices.Contains(excerpt, omission) {
		return trimmed(report)
	}
	var renewed []string
	for _, shown := range paragraphs(excerpt) {
		now := shown
		if !slices.Equal(shown, []string{omission}) {
			now = counterpart(shown, current)
		}
		if now != nil {
			renewed = append(append(renewed, now...), "")
		}
	}
	return slices.Compact(renewed[:max(0, len(renewed)-1)])
}

// trimmed drops the empty lines at the end.
func trimmed(lines []string) []string {
	for len(lines) > 0 && strings.TrimSpace(lines[len(lines)-1]) == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

func counterpart(shown []string, report [][]string) []string {
	if len(report) == 0 {
		return nil
	}
	id := finding.FindString(shown[0])
	same := func(p []string) bool {
		return p[0] == shown[0] || id != "" && finding.FindString(p[0]) == id
	}
	if i := slices.IndexFunc(report, same); i >= 0 {
		return report[i]
	}
	if id != "" {
		return nil
	}
	return report[len(report)-1]
}

// finding is the rule at the end of a finding's first line.
var finding = regexp.MustCompile(`\[[a-z]+/[a-z0-9_]+\]$`)

// paragraphs splits lines at the empty ones.
func paragraphs(lines []string) [][]string {
	var all [][]string
	open := false
	for _, line := range lines {
		empty := strings.TrimSpace(line) == ""
		switch {
		case empty:
		case open:
			all[len(all)-1] = append(all[len(all)-1], line)
		default:
			all = append(all, []string{line})
		}
		open = !empty
	}
	return all
}
