package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/clipperhouse/displaywidth"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
)

func writeTable(w io.Writer, result finding.Result, options Options) error {
	out := bufio.NewWriter(w)
	rows := [][]string{{"RESULT", "SEVERITY", "PLACE", "RULE", "MESSAGE"}}
	for _, file := range result.Files {
		rows = append(rows, rowsOf(file, options)...)
	}
	if len(rows) > 1 {
		writeRows(out, rows)
	}
	if !options.Quiet {
		if len(rows) > 1 {
			fmt.Fprintln(out)
		}
		fmt.Fprintln(out, plainVerdict(result, options))
		fmt.Fprintln(out, files(result, result.Summary()))
	}
	return out.Flush()
}

func rowsOf(file finding.File, options Options) [][]string {
	var rows [][]string
	for _, p := range file.Problems {
		rows = append(rows, []string{"error", "-", at(file.Path, p.Span), "-", oneLine(p.Message)})
	}
	for _, found := range file.Findings {
		result := "warning"
		if options.Failure(found) {
			result = "failure"
		}
		rows = append(rows, rowOf(result, found))
	}
	for _, excepted := range file.Exceptions {
		rows = append(rows, rowOf("excepted", excepted.Finding))
	}
	return rows
}

func rowOf(result string, found finding.Finding) []string {
	return []string{result, string(found.Severity), at(found.File, found.Span), found.Rule, oneLine(found.Message)}
}

// writeRows pads all columns but the last to the width of their widest cell.
func writeRows(out io.Writer, rows [][]string) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], displaywidth.String(cell))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			line.WriteString(cell)
			if i < len(row)-1 {
				line.WriteString(strings.Repeat(" ", widths[i]-displaywidth.String(cell)+2))
			}
		}
		fmt.Fprintln(out, line.String())
	}
}
