package command

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// Downloaded is what the scripts of a stage have downloaded so far and nothing has verified.
type Downloaded struct {
	// Directory is the one that scripts start in; "" where nobody can tell.
	Directory string
	files     []downloadedFile
	clones    []int
}

// A downloadedFile is a file that a download has left.
type downloadedFile struct {
	// download is the number of the download among the acts.
	download int
	// place is the download's.
	place string
	// paths are where the file is; none where nobody can tell.
	paths []string
}

// Clone returns a copy for a stage that goes on from this one.
func (d Downloaded) Clone() Downloaded {
	d.files, d.clones = slices.Clip(d.files), slices.Clip(d.clones)
	return d
}

// Add notes a file that is there without a script: by ADD.
func (d *Downloaded) Add(download int, place, file string) {
	d.files = append(d.files, downloadedFile{download, place, []string{inDirectory(d.Directory, file)}})
}

// DownloadActs adds what a script downloads to the acts of its file, and what it does with it and with what earlier
// scripts downloaded. Places are those of Documents.
func DownloadActs(acts *input.Acts, s Script, known *Downloaded) {
	reading := downloadReader{Script: s, acts: acts, known: known, directory: known.Directory}
	for i, c := range s.Commands {
		reading.command(i, c)
	}
}

// A downloadReader goes through a script.
type downloadReader struct {
	Script
	acts      *input.Acts
	known     *Downloaded
	directory string
}

func (r *downloadReader) command(i int, c shell.Command) {
	switch {
	case c.Name == "cd" && len(c.Operands) == 1:
		r.directory = inDirectory(r.directory, c.Operands[0].Text)
	case c.Name == "mv" || c.Name == "cp" || c.Name == "install" || c.Name == "ln":
		r.moved(c)
	case c.Name == "git":
		r.git(i, c)
	default:
		r.runs(i, c) // first: what a command fetches is not what it is, also where curl fetches a curl
		r.download(i, c)
		r.packageClient(i, c)
		if covers, ok := verification(r.Commands[:i], c); ok {
			r.verify(covers)
		}
	}
}

// begin makes the document of a download.
func (r *downloadReader) begin(i int, c shell.Command, words []shell.Word, bare bool) input.Download {
	made := input.Download{Site: r.at(i), Program: c.Name}
	r.Place(made.At, c.Range, nil)
	for _, word := range words {
		l, ok := locate(word.Text, bare)
		if !ok || l.scheme == "file" {
			continue
		}
		found := r.address(word, l, made.At, len(made.Addresses))
		made.Addresses = append(made.Addresses, found)
		if made.Source == "" {
			made.Source = found.Host
		}
	}
	return made
}

// download reads curl, wget and their like.
func (r *downloadReader) download(i int, c shell.Command) {
	fetched, ok := readFetch(c)
	if !ok {
		return
	}
	made := r.begin(i, c, fetched.addresses, true)
	made.ProgramAt = written(c.Words[0], made.At+"/program", r.Place)
	if c.Name == "wget" && printsProgress(c) {
		made.Quieter = "-nv"
	}
	number := len(r.acts.Downloads)
	if trusted(fetched.addresses) {
		r.acts.Downloads = append(r.acts.Downloads, made)
		return
	}
	behind := r.behind(i, c)
	kept, file := fetched.kept, fetched.file(r.directory)
	if at := slices.IndexFunc(behind, unpacks); !kept && at >= 0 {
		kept = true
		if target, ok := redirected(behind[len(behind)-1]); ok {
			file = inDirectory(r.directory, target)
		}
	}
	made.Unverified = kept && !isProof(fetched, file)
	made.Execution = r.immediate(i, c, behind, made.At)
	taken := fetched.kept || made.Execution != nil || slices.ContainsFunc(behind, func(next shell.Command) bool { return next.Name == "tee" })
	made.ErrorPageKept = c.Name == "curl" && taken && !noticesErrors(c)
	r.acts.Downloads = append(r.acts.Downloads, made)
	if kept && made.Execution == nil {
		left := downloadedFile{download: number, place: made.At}
		if file != "" {
			left.paths = []string{file}
		}
		r.known.files = append(r.known.files, left)
	}
}

// trusted reports addresses of which each names its content or this very machine.
func trusted(words []shell.Word) bool {
	return !slices.ContainsFunc(words, func(word shell.Word) bool {
		l, ok := locate(word.Text, true)
		return !ok || !l.local() && (plaintext[l.scheme] || !commitID.MatchString(l.rest))
	})
}

// behind are the members of a pipe behind a command.
func (r *downloadReader) behind(i int, c shell.Command) []shell.Command {
	var members []shell.Command
	for _, next := range r.Commands[i+1:] {
		if next.Pipeline.ID == c.Pipeline.ID && next.Pipeline.Position > c.Pipeline.Position {
			members = append(members, next)
		}
	}
	return members
}

// unpackers keep what they read, in another form.
var unpackers = map[string]bool{
	"tar": true, "bsdtar": true, "gunzip": true, "gzip": true, "zcat": true, "unzip": true, "funzip": true, "bunzip2": true,
	"bzip2": true, "bzcat": true, "xz": true, "unxz": true, "xzcat": true, "zstd": true, "unzstd": true, "cpio": true,
	"rpm2cpio": true, "tee": true, "dpkg-deb": true, "lz4": true, "7z": true,
}

func unpacks(c shell.Command) bool { return unpackers[c.Name] }

// proof is the name of a file whose worth is its signature or the key in it, or that is the proof of another one.
var proof = regexp.MustCompile(`(?i)\.(?:asc|sig|sign|gpg|key|pub|pem|crt|cer|minisig|md5|sha\d+|(?:md5|sha\d+)sums?|sums?|checksums?|digests?|intoto\.jsonl|sigstore(?:\.json)?|bundle)(?:\.txt)?$|(?:checksums?|shasums|sha\d+sums?|md5sums?)[^/]*$|/(?:gpg|KEYS|gpgkey|pubkey|key)$`)

func isProof(f fetch, file string) bool {
	return proof.MatchString(file) || !slices.ContainsFunc(f.addresses, func(word shell.Word) bool {
		text, _, _ := strings.Cut(word.Text, "?")
		return !proof.MatchString(text)
	})
}

// printsProgress reports a wget that draws its progress into the log:
// https://www.gnu.org/software/wget/manual/wget.html#Download-Options.
func printsProgress(c shell.Command) bool {
	quiet := hasFlag(c, "-q", "--quiet", "-nv", "--no-verbose", "-o", "--output-file", "-a", "--append-output", "--progress", "-b", "--background")
	return !quiet && !slices.ContainsFunc(c.Redirections, func(r shell.Redirection) bool {
		return r.FileDescriptor == 2 || strings.HasPrefix(r.Operator, "&>")
	})
}

// noticesErrors reports a curl that fails on an error of the server, or that is told to say which it was.
func noticesErrors(c shell.Command) bool {
	return hasFlag(c, "-f", "--fail", "--fail-with-body", "-w", "--write-out", "-i", "--include", "-K", "--config")
}

// moved follows a downloaded file that is copied or linked to another path.
func (r *downloadReader) moved(c shell.Command) {
	if len(c.Operands) != 2 {
		return
	}
	from := inDirectory(r.directory, c.Operands[0].Text)
	to := inDirectory(r.directory, c.Operands[1].Text)
	if isFolder(c.Operands[1].Text) {
		to = path.Join(to, path.Base(from))
	}
	for n, file := range r.known.files {
		if slices.Contains(file.paths, from) {
			r.known.files[n].paths = append(slices.Clip(file.paths), to, path.Join(to, path.Base(from)))
		}
	}
}
