package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
)

// writeMarkdown writes GitHub's flavour, which GitLab and Azure DevOps read as well (https://github.github.com/gfm/#tables-extension-).
func writeMarkdown(w io.Writer, result finding.Result, options Options) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "## seaworthy: %s\n", plainVerdict(result, options))
	for _, file := range result.Files {
		for _, p := range file.Problems {
			fmt.Fprintf(out, "\n**%s could not be judged:** %s\n", codeSpan(at(file.Path, p.Span)), escapeMarkdown(p.Message))
		}
	}
	writeFindings(out, result)
	writeRemedies(out, result, options)
	if !options.Quiet {
		fmt.Fprintf(out, "\n%s.\n", escapeMarkdown(files(result, result.Summary())))
		for _, told := range remarks(result.Summary()) {
			fmt.Fprintf(out, "%s.\n", told)
		}
		if result.Incomplete != "" {
			fmt.Fprintf(out, "**Not all files were judged:** %s.\n", escapeMarkdown(result.Incomplete))
		}
	}
	return out.Flush()
}

func writeFindings(out io.Writer, result finding.Result) {
	found := result.Findings()
	if len(found) == 0 {
		return
	}
	fmt.Fprintln(out, "\n| Severity | Place | Finding | Rule |\n| --- | --- | --- | --- |")
	for _, each := range found {
		fmt.Fprintf(out, "| %s | %s | %s | %s |\n", each.Severity, codeSpan(at(each.File, each.Span)),
			escapeMarkdown(each.Message), markdownLink(each.Rule, each.URL))
	}
}

// markdownLink is a plain name where there is no address.
func markdownLink(name, address string) string {
	if address == "" {
		return escapeMarkdown(name)
	}
	return fmt.Sprintf("[%s](%s)", escapeMarkdown(name), address)
}

// writeRemedies says once for each rule how to mend its findings.
func writeRemedies(out io.Writer, result finding.Result, options Options) {
	violated := violatedRules(result)
	if len(violated) == 0 {
		return
	}
	remedies := map[string]finding.Finding{}
	for _, each := range result.Findings() {
		remedies[each.Rule] = each
	}
	fmt.Fprint(out, "\n<details><summary>How to mend them</summary>\n\n")
	for _, v := range violated {
		known := options.about(remedies[v.id])
		fmt.Fprintf(out, "- **%s** (%s): %s\n", escapeMarkdown(v.id), escapeMarkdown(known.Title), oneLine(remedies[v.id].Remediation))
	}
	fmt.Fprintln(out, "\n</details>")
}

// escapeMarkdown keeps a text of a file from being anything but text, in a table too.
func escapeMarkdown(text string) string {
	var escaped strings.Builder
	for _, r := range oneLine(text) {
		switch r {
		case '<':
			escaped.WriteString("&lt;")
			continue
		case '&':
			escaped.WriteString("&amp;")
			continue
		case '\\', '`', '*', '_', '[', ']', '|', '~', '!', '#':
			escaped.WriteByte('\\')
		}
		escaped.WriteRune(r)
	}
	return escaped.String()
}

// codeSpan sets a text in code, with more backticks around it than in it, and without a bar that would end a table's cell.
func codeSpan(text string) string {
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	if len(fence) > 1 {
		text = " " + text + " "
	}
	return fence + strings.ReplaceAll(text, "|", `\|`) + fence
}
