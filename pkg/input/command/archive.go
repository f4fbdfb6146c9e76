package command

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// An archive is one that a COPY or ADD leaves packed in its layer.
type archive struct {
	name   string
	source input.Source
	site   input.Site
}

// archiveEnding is that of files that hold other files, or one file in packed form.
var archiveEnding = regexp.MustCompile(`(?i)\.(?:tar|tar\.[a-z0-9]+|t?gz|t?bz2?|t?xz|t?zst|tlz|lzma|zip|7z|z)$`)

// addArchive notes a source that stays packed, by the name that it has in the layer.
func (l *Layers) addArchive(made input.Copy, source input.Source) {
	name := sourceName(source)
	if renamed := lastElement(made.Destination.Text); !made.Destination.Folder && archiveEnding.MatchString(renamed) {
		name = renamed
	}
	if !archiveEnding.MatchString(name) || source.Kind == "heredoc" || len(l.archives) >= layerFileLimit {
		return
	}
	site := made.Site
	site.Comments, site.At = nil, source.At
	l.archives = append(l.archives, archive{name: name, source: source, site: site})
}

// extractors are the programs that unpack, and the flags or words of which they need one to do so; none for those that
// always do.
var extractors = map[string][]string{
	"tar": {"-x", "--extract", "--get"}, "bsdtar": {"-x", "--extract", "--get"},
	"gzip": {"-d", "--decompress", "--uncompress"}, "bzip2": {"-d", "--decompress"}, "xz": {"-d", "--decompress", "--uncompress"},
	"zstd": {"-d", "--decompress", "--uncompress"}, "lzma": {"-d", "--decompress"},
	"7z": {"x", "e"}, "7za": {"x", "e"}, "7zr": {"x", "e"}, "jar": {"xf", "-xf", "xvf", "-x"},
	"unzip": nil, "gunzip": nil, "bunzip2": nil, "unxz": nil, "unlzma": nil, "unzstd": nil, "uncompress": nil, "unar": nil,
	"zcat": nil, "bzcat": nil, "xzcat": nil, "zstdcat": nil,
}

// unpacks reports whether a command unpacks archives, and there is one that it could.
func (l *Layers) unpacks(c shell.Command) bool {
	needed, known := extractors[c.Name]
	if !known || len(l.archives) == 0 {
		return false
	}
	_, given := flag(c, needed...)
	return given || len(needed) == 0 || len(c.Operands) > 0 && slices.Contains(needed, c.Operands[0].Text)
}

// lateUnpacking adds the archive that a command unpacks.
func (s LayerScript) lateUnpacking(acts *input.Acts, l *Layers, index int) {
	c := s.Commands[index]
	found := slices.IndexFunc(l.archives, func(a archive) bool {
		return slices.ContainsFunc(c.Words[1:], func(w shell.Word) bool { return a.named(w.Text) }) ||
			slices.ContainsFunc(c.Redirections, func(r shell.Redirection) bool { return r.Operator == "<" && a.named(r.Target.Text) })
	})
	if found < 0 {
		return
	}
	copied := l.archives[found]
	acts.LateUnpackings = append(acts.LateUnpackings, input.LateUnpacking{Site: copied.site, Archive: copied.source.Text, Program: c.Name})
	l.archives = slices.Delete(l.archives, found, found+1)
}

// named reports whether a word names the archive. Either may be a pattern.
func (a archive) named(word string) bool {
	_, value, isFlag := strings.Cut(word, "=")
	if !isFlag || !strings.HasPrefix(word, "-") {
		value = word
	}
	value = lastElement(value)
	byPattern, _ := path.Match(a.name, value) // a name that is no pattern matches itself alone
	byWord, _ := path.Match(value, a.name)    // so does a word
	return value != "" && (value == a.name || byPattern || byWord && strings.Contains(value, "."))
}
