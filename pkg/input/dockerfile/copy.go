package dockerfile

import (
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// copy reads COPY and ADD: https://docs.docker.com/reference/dockerfile/#copy.
func (r *reader) copy(i instruction) input.Copy {
	made := r.copyFlags(i)
	words := r.words(i)
	if len(words) == 0 {
		return made
	}
	last := len(words) - 1
	for n, w := range words[:last] {
		made.Sources = append(made.Sources, r.copySource(i, n, w))
	}
	made.Destination = r.destination(i, words[last])
	r.packagesCopied(made, strings.ToUpper(i.keyword))
	r.downloaded(made, i.keyword)
	r.layerCopied(made, i)
	return made
}

func (r *reader) copyFlags(i instruction) input.Copy {
	made := input.Copy{Site: i.site}
	switch parsed := i.parsed.(type) {
	case *instructions.CopyCommand:
		made.Chown, made.Chmod = r.text(parsed.Chown), r.text(parsed.Chmod)
		made.Exclude, made.Link, made.Parents = parsed.ExcludePatterns, parsed.Link, parsed.Parents
		r.copyFrom(&made, i, parsed.From)
	case *instructions.AddCommand:
		made.Chown, made.Chmod = r.text(parsed.Chown), r.text(parsed.Chmod)
		made.Exclude, made.Link, made.Unpack = parsed.ExcludePatterns, parsed.Link, parsed.Unpack
		made.Checksum = r.text(parsed.Checksum)
		made.KeepGitDir = parsed.KeepGitDir != nil
		made.LowerCase, made.KeywordAt = r.markKeyword(i), i.keywordPlace()
	}
	return made
}

func (r *reader) text(raw string) string {
	return r.current.scope.expand(raw, r.escape).text
}

// markFlag records the place of a flag's word.
func (r *reader) markFlag(at string, i instruction, name string) {
	for _, w := range splitWords(i.text.string[:i.arguments], 0, r.escape) {
		if strings.HasPrefix(w.text, name) {
			r.mark(at, i, w.start, w.end, nil)
			return
		}
	}
}

func (r *reader) copySource(i instruction, n int, w word) input.Source {
	expanded := r.current.scope.expand(w.text, r.escape)
	made := input.Source{
		Text: expanded.text, State: expanded.state, Kind: sourceKind(w.text, expanded), Pinned: namesCommit(expanded.text),
		At: i.site.At + "/sources/" + strconv.Itoa(n),
	}
	r.mark(made.At, i, w.start, w.end, expanded.origins)
	return made
}

var (
	webAddress = regexp.MustCompile(`(?i)^https?://`)
	// gitAddress is a git repository: https://docs.docker.com/reference/dockerfile/#adding-files-from-a-git-repository.
	gitAddress = regexp.MustCompile(`(?i)^(?:git://|ssh://|git@[^/]+:|https?://[^?]*\.git(?:[?#].*)?$)`)
	// archiveName is a name that people give to what ADD unpacks: a tar archive, packed or not.
	archiveName = regexp.MustCompile(`(?i)\.(?:tar|t?gz|tgz|tbz2?|t?bz2|txz|t?xz|tzst|zst|lzma|tlz|tar\.[a-z0-9]+)$`)
)

func sourceKind(raw string, expanded value) string {
	text := expanded.text
	switch {
	case parser.MustParseHeredoc(raw) != nil:
		return "heredoc"
	case gitAddress.MatchString(text):
		return "git"
	case webAddress.MatchString(text):
		return "url"
	case archiveName.MatchString(text):
		return "archive"
	case expanded.state == input.Unresolved && (strings.HasPrefix(text, "$") || strings.HasSuffix(text, "}")):
		return "unknown"
	case path.Clean("/"+text) == "/":
		return "context"
	}
	return "path"
}

// drive is a path of Windows that begins with one: C:, C:\app.
var drive = regexp.MustCompile(`^[A-Za-z]:(?:$|[\\/])`)

func (r *reader) destination(i instruction, w word) input.Destination {
	expanded := r.current.scope.expand(w.text, r.escape)
	made := input.Destination{
		Text: expanded.text, State: expanded.state, Kind: pathKind(expanded.text), At: i.site.At + "/destination",
		Folder: strings.HasSuffix(expanded.text, "/") || strings.HasSuffix(expanded.text, `\`) || path.Base(expanded.text) == ".",
	}
	if drive.MatchString(strings.Trim(w.text, `"'`)) {
		made.Kind = "absolute" // unless the file changes the escape character, BuildKit takes the backslashes off
	}
	r.anchor(&made)
	r.mark(made.At, i, w.start, w.end, expanded.origins)
	start, end := unquoted(i.text.string, w)
	r.mark(made.At+"/text", i, start, end, expanded.origins)
	return made
}
