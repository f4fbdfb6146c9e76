package dockerfile

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/command"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// unquoted returns where the text of a word stands inside the quotes that are around it.
func unquoted(s string, w word) (start, end int) {
	if size := w.end - w.start; size >= 2 && (s[w.start] == '"' || s[w.start] == '\'') && s[w.end-1] == s[w.start] {
		return w.start + 1, w.end - 1
	}
	return w.start, w.end
}

// flagWord finds the word of a flag.
func (r *reader) flagWord(i instruction, prefix string) (word, bool) {
	for _, w := range splitWords(i.text.string[:i.arguments], 0, r.escape) {
		if strings.HasPrefix(w.text, prefix) {
			return w, true
		}
	}
	return word{}, false
}

// markFlagValue records the place of what follows a flag's equals sign.
func (r *reader) markFlagValue(at string, i instruction, prefix string) {
	if w, ok := r.flagWord(i, prefix); ok {
		r.mark(at, i, w.start+len(prefix), w.end, nil)
	}
}

// markMountOption records the place of an option's value in the mount that is marked already.
func (r *reader) markMountOption(at, mount string, i instruction, option string) {
	span := r.places.Locate(mount).Span
	for _, w := range splitWords(i.text.string[:i.arguments], 0, r.escape) {
		if i.text.span(r.lines, w.start, w.end) != span {
			continue
		}
		start := max(strings.Index(w.text, ","+option+"="), strings.Index(w.text, "="+option+"=")) + len(option) + 2
		if start > len(option)+1 {
			value, _, _ := strings.Cut(w.text[start:], ",")
			r.mark(at, i, w.start+start, w.start+start+len(value), nil)
		}
	}
}

// anchor says where a destination is, if the WORKDIR in force tells.
func (r *reader) anchor(made *input.Destination) {
	before := r.current.Effective.Workdir
	switch {
	case made.Kind == "absolute" && strings.HasPrefix(made.Text, "/"):
		made.Path = path.Clean(made.Text)
	case made.Kind != "relative":
	case before == nil && r.onScratch():
		made.Path = path.Clean("/" + made.Text)
	case before == nil:
		made.Unanchored = true
	case strings.HasPrefix(before.Path, "/"):
		made.Path = path.Join(before.Path, made.Text)
	}
}

// onScratch reports whether the current stage begins with nothing: its working directory is the root.
func (r *reader) onScratch() bool {
	origin := r.current
	for origin.Parent != nil {
		origin = r.parent(origin)
	}
	return origin.Base.Kind == "scratch"
}

// commit is the fragment or query of a git source that settles what is fetched:
// https://docs.docker.com/build/concepts/context/#git-repositories.
var commit = regexp.MustCompile(`(?i)#(?:[0-9a-f]{40}|[0-9a-f]{64})(?::|$)|[?&](?:checksum|commit)=[0-9a-f]{7,}`)

func namesCommit(text string) bool {
	return gitAddress.MatchString(text) && commit.MatchString(text)
}

// mountReach tells whether a mount reaches beyond the tree that it is given.
func (r *reader) mountReach(made *input.Mount, m *instructions.Mount, stage *int) {
	isCache := m.Type == instructions.MountTypeCache
	switch {
	case isCache && climbs(m.CacheID, ""):
		made.Escapes = "id"
	case climbs(m.Source, ""):
		made.Escapes = "source"
	case (strings.HasPrefix(m.Target, "/") || r.workdirPath() != "") && climbs(m.Target, r.workdirPath()):
		made.Escapes = "target"
	}
	made.ForeignSource = isCache && stage == nil && strings.Trim(m.Source, "/.") != ""
}

// climbs reports whether a path has more parent segments than there are folders to leave.
func climbs(text, directory string) bool {
	if strings.HasPrefix(text, "/") {
		directory = ""
	}
	depth := 0
	for segment := range strings.SplitSeq(strings.ReplaceAll(directory+"/"+text, `\`, "/"), "/") {
		switch segment {
		case "", ".":
		case "..":
			depth--
		default:
			depth++
		}
		if depth < 0 {
			return true
		}
	}
	return false
}

func (r *reader) workdirPath() string {
	if workdir := r.current.Effective.Workdir; workdir != nil {
		return workdir.Path
	}
	if r.onScratch() {
		return "/"
	}
	return ""
}

// layerCopied notes what a COPY or ADD puts into its layer.
func (r *reader) layerCopied(made input.Copy, i instruction) {
	keyword := strings.ToUpper(i.keyword)
	r.current.layers.Copied(r.withWindowsPaths(made), keyword)
	if made.Chmod != "" {
		at := made.At + "/chmod"
		r.markFlag(at, i, "--chmod")
		command.CopyMode(&r.facet.Acts, made, keyword, at)
	}
}

// withWindowsPaths gives sources their backslashes back. Unless the file changes the escape character BuildKit takes them
// off, but whoever writes them means folders.
func (r *reader) withWindowsPaths(made input.Copy) input.Copy {
	made.Sources = slices.Clone(made.Sources)
	for n, source := range made.Sources {
		if written := r.sourceText(r.places[source.At].Span); source.State == input.Literal && strings.Contains(written, `\`) {
			made.Sources[n].Text = strings.Trim(written, `"'`)
		}
	}
	return made
}

// layerActs adds what a RUN does to earlier layers and to the modes of files.
func (r *reader) layerActs(script *shell.Script, made input.Run, place command.Placer) {
	r.current.layers.Ran(&r.facet.Acts, command.LayerScript{
		Commands: script.Commands, Mounts: made.Mounts, Workdir: r.workdirPath(), Site: made.Site, Place: place,
	})
}
