package report

import (
	"bufio"
	"crypto/sha256"
	_ "embed" // for the page's style and script
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

var (
	//go:embed page/page.css
	pageStyle string
	//go:embed page/page.js
	pageScript string
)

// An htmlPage is a report in one file that fetches nothing. All of it can be read without the script, which only filters.
// It is written by hand, since a template engine is prepared at every start of the program.
type htmlPage struct {
	out     *bufio.Writer
	options Options
}

func writeHTML(w io.Writer, result finding.Result, options Options) error {
	p := &htmlPage{out: bufio.NewWriter(w), options: options}
	p.head(result)
	p.filter(result)
	p.print("<main>\n")
	for _, file := range result.Files {
		p.file(file)
	}
	p.print(`<p id="nothing" hidden>Nothing matches.</p>` + "\n")
	p.rules(result)
	p.exceptions(result)
	p.skipped(result)
	p.print("</main>\n")
	p.print("<script>" + pageScript + "</script>\n</body>\n</html>\n")
	return p.out.Flush()
}

// print writes markup in which each %s stands for an argument, escaped. An error stays in the writer until the end.
func (p *htmlPage) print(markup string, arguments ...string) {
	for _, argument := range arguments {
		before, after, _ := strings.Cut(markup, "%s")
		p.out.WriteString(before)
		p.out.WriteString(html.EscapeString(printable(strings.ReplaceAll(argument, "\n", " "))))
		markup = after
	}
	p.out.WriteString(markup)
}

// head allows the page nothing but its own style and script.
func (p *htmlPage) head(result finding.Result) {
	p.print("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
	p.print(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '%s'; script-src '%s'">`+"\n",
		integrity(pageStyle), integrity(pageScript))
	p.print(`<meta name="viewport" content="width=device-width, initial-scale=1">` + "\n")
	p.print(`<meta name="color-scheme" content="light dark">` + "\n")
	p.print("<title>seaworthy: %s</title>\n", plainVerdict(result, p.options))
	p.print("<style>" + pageStyle + "</style>\n</head>\n<body>\n")
	summary := result.Summary()
	p.print("<header>\n<h1>seaworthy</h1>\n<p class=\"verdict %s\">%s</p>\n", p.outcome(summary), plainVerdict(result, p.options))
	p.print("<p>%s</p>\n", files(result, summary))
	for _, told := range remarks(summary) {
		p.print("<p>%s</p>\n", told)
	}
	if result.Incomplete != "" {
		p.print("<p class=\"verdict failed\">not all files were judged: %s</p>\n", result.Incomplete)
	}
	p.print("</header>\n")
}

func integrity(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

func (p *htmlPage) outcome(summary finding.Summary) string {
	switch {
	case summary.Broken > 0 || p.options.failures(summary) > 0:
		return "failed"
	case len(summary.BySeverity) > 0:
		return "warned"
	}
	return "clean"
}

// filter is for the script, and hidden without it.
func (p *htmlPage) filter(result finding.Result) {
	summary := result.Summary()
	if len(summary.BySeverity) == 0 {
		return
	}
	p.print(`<form id="filter" role="search" hidden>` + "\n")
	p.print(`<label>Search <input type="search" id="words" placeholder="words of a file, rule or message"></label>` + "\n")
	for _, severity := range rule.Severities() {
		if n := summary.BySeverity[severity]; n > 0 {
			p.print(`<label class="choice"><input type="checkbox" checked value="%s"> %s <span class="count">%s</span></label>`+"\n",
				string(severity), string(severity), fmt.Sprint(n))
		}
	}
	p.print(`<output id="shown"></output>` + "\n</form>\n")
}

func (p *htmlPage) file(file finding.File) {
	if len(file.Problems)+len(file.Findings) == 0 {
		return
	}
	p.print("<section class=\"file\">\n<h2>%s</h2>\n", file.Path)
	for _, problem := range file.Problems {
		p.print("<article class=\"error\">\n<h3><span class=\"badge error\">error</span> %s</h3>\n", problem.Message)
		p.print("<p class=\"place\">%s</p>\n</article>\n", at(file.Path, problem.Span))
	}
	for _, found := range file.Findings {
		p.finding(found)
	}
	p.print("</section>\n")
}

func (p *htmlPage) finding(found finding.Finding) {
	p.print("<article class=\"finding %s\" data-severity=\"%s\">\n", string(found.Severity), string(found.Severity))
	p.print("<h3><span class=\"badge %s\">%s</span> %s</h3>\n", string(found.Severity), string(found.Severity), found.Message)
	if found.URL == "" {
		p.print("<p class=\"place\">%s %s</p>\n", at(found.File, found.Span), found.Rule)
	} else {
		p.print("<p class=\"place\">%s <a href=\"%s\">%s</a></p>\n", at(found.File, found.Span), ruleLink(found.URL), found.Rule)
	}
	p.excerpt(found)
	for _, c := range found.Because {
		p.print("<p class=\"because\">%s</p>\n", causeText(found, c))
	}
	if found.Remediation != "" {
		p.prose("<p class=\"remedy\">", found.Remediation)
	}
	p.print("</article>\n")
}

// prose writes a paragraph of Markdown as far as rules use it: what stands between backticks is code.
func (p *htmlPage) prose(opening, text string) {
	p.print(opening)
	parts := strings.Split(oneLine(text), "`")
	for i, part := range parts {
		if i%2 == 1 && i < len(parts)-1 {
			p.print("<code>%s</code>", part)
			continue
		}
		if i%2 == 1 {
			part = "`" + part // nobody has closed it
		}
		p.print("%s", part)
	}
	p.print("</p>\n")
}

// ruleLink lets no address through that is not of the web.
func ruleLink(address string) string {
	if strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
		return address
	}
	return "#"
}

// excerpt marks the span in its line.
func (p *htmlPage) excerpt(found finding.Finding) {
	if strings.TrimSpace(found.Excerpt) == "" {
		return
	}
	text := []rune(strings.ReplaceAll(found.Excerpt, "\t", " ")) // as wide as the column that it takes
	start := min(max(found.Span.Column-1, 0), len(text))
	end := len(text)
	if found.Span.EndLine <= found.Span.Line {
		end = min(max(found.Span.EndColumn-1, start), len(text))
	}
	p.print("<pre><span class=\"number\">%s</span> %s<mark>%s</mark>%s</pre>\n",
		fmt.Sprint(found.Span.Line), string(text[:start]), string(text[start:end]), string(text[end:]))
}

// rules explains each rule that has findings.
func (p *htmlPage) rules(result finding.Result) {
	violated := violatedRules(result)
	if len(violated) == 0 {
		return
	}
	first := map[string]finding.Finding{}
	for _, found := range result.Findings() {
		first[found.Rule] = found
	}
	p.print("<section>\n<h2>Rules</h2>\n")
	for _, v := range violated {
		known := p.options.about(first[v.id])
		p.print("<details>\n<summary><span class=\"badge %s\">%s</span> %s: %s <span class=\"count\">%s</span></summary>\n",
			string(v.severity), string(v.severity), v.id, known.Title, fmt.Sprint(v.count))
		for paragraph := range strings.SplitSeq(strings.TrimSpace(known.Description), "\n\n") {
			p.prose("<p>", paragraph)
		}
		p.prose("<p class=\"remedy\">", first[v.id].Remediation)
		p.print("<ul>\n")
		for _, address := range slices.Compact(append(slices.Clone(known.References), v.url)) {
			p.print("<li><a href=\"%s\">%s</a></li>\n", ruleLink(address), address)
		}
		p.print("</ul>\n</details>\n")
	}
	p.print("</section>\n")
}

func (p *htmlPage) exceptions(result finding.Result) {
	summary := result.Summary()
	if summary.Excepted == 0 {
		return
	}
	p.print("<section>\n<details>\n<summary>%s excepted</summary>\n<ul>\n", count(summary.Excepted, "finding"))
	for _, file := range result.Files {
		for _, excepted := range file.Exceptions {
			found := excepted.Finding
			p.print("<li><span class=\"place\">%s</span> %s: %s<br>%s", at(found.File, found.Span), found.Rule, found.Message, exceptionText(excepted))
			if excepted.Owner != "" {
				p.print(" (%s)", excepted.Owner)
			}
			if !excepted.Until.IsZero() {
				p.print(", until %s", excepted.Until.Format(time.DateOnly))
			}
			p.print("</li>\n")
		}
	}
	p.print("</ul>\n</details>\n</section>\n")
}

func (p *htmlPage) skipped(result finding.Result) {
	skipped := result.Summary().Skipped
	if skipped == 0 || p.options.Quiet {
		return
	}
	p.print("<section>\n<details>\n<summary>%s skipped</summary>\n<ul>\n", count(skipped, "file"))
	for _, file := range result.Files {
		if file.Skipped != "" {
			p.print("<li><span class=\"place\">%s</span> %s</li>\n", file.Path, file.Skipped)
		}
	}
	p.print("</ul>\n</details>\n</section>\n")
}
