package command

import (
	"path"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// A fetch is what the words of a downloading command say.
type fetch struct {
	addresses []shell.Word
	// output is the file or folder named for the result, and kept whether there is a file at all rather than a stream.
	output string
	folder bool
	kept   bool
}

// stream is the output that goes to whatever reads the command's.
func (f *fetch) stream() { f.output, f.kept = "", false }

// readFetch reads a command that downloads; false for any other, and for one that only asks whether something is there.
func readFetch(c shell.Command) (fetch, bool) {
	var made fetch
	switch c.Name {
	case "curl":
		made = curlFetch(c)
	case "wget":
		made = wgetFetch(c)
	case "aria2c", "axel":
		made = fetch{addresses: c.Operands, output: value(c, "-o", "--out", "--output"), kept: true}
		made.folder = made.output == ""
	case "aws", "gsutil", "gcloud":
		return bucketFetch(c)
	}
	if len(made.addresses) == 0 || hasFlag(c, "-I", "--head", "--spider", "-V", "--version", "-h", "--help") {
		return fetch{}, false
	}
	if made.output == "/dev/null" || made.output == "NUL" {
		return made, false
	}
	if target, ok := redirected(c); ok && !made.kept {
		made.output, made.kept = target, target != "/dev/null"
	}
	return made, true
}

// curlFetch reads curl: https://curl.se/docs/manpage.html.
func curlFetch(c shell.Command) fetch {
	made := fetch{addresses: slices.Clone(c.Operands)}
	for _, f := range c.Flags {
		switch f.Name {
		case "--url":
			if f.Value != nil {
				made.addresses = append(made.addresses, *f.Value)
			}
		case "-o", "--output":
			if f.Value != nil {
				made.output, made.kept = f.Value.Text, true
			}
		case "-O", "--remote-name", "--remote-name-all", "-J", "--remote-header-name":
			made.folder, made.kept = true, true
		}
	}
	if folder := value(c, "--output-dir"); folder != "" {
		made.output = path.Join(folder, made.output)
	}
	if made.output == "-" || made.output == "/dev/stdout" {
		made.stream()
	}
	return made
}

// wgetFetch reads wget: https://www.gnu.org/software/wget/manual/wget.html.
func wgetFetch(c shell.Command) fetch {
	made := fetch{addresses: c.Operands, output: value(c, "-O", "--output-document"), kept: true}
	if made.output == "-" || made.output == "/dev/stdout" {
		made.stream()
	} else if made.output == "" {
		made.output, made.folder = value(c, "-P", "--directory-prefix"), true
	}
	return made
}

// bucketFetch reads the clients of object stores that copy from a bucket to a file.
func bucketFetch(c shell.Command) (fetch, bool) {
	words := texts(c.Words[1:])
	copies := c.Name == "gcloud" && slices.Contains(words, "storage") || c.Name == "gsutil" ||
		c.Name == "aws" && slices.Contains(words, "s3")
	last := c.Words[len(c.Words)-1]
	switch {
	case c.Name == "aws" && slices.Contains(words, "s3api") && slices.Contains(words, "get-object"):
		key := shell.Word{}
		if i := slices.Index(words, "--key"); i >= 0 && i+1 < len(words) {
			key = c.Words[i+2]
		}
		return fetch{addresses: []shell.Word{key}, output: last.Text, folder: isFolder(last.Text), kept: true}, true
	case copies && slices.Contains(words, "cp") && len(c.Operands) > 2:
		from := c.Operands[len(c.Operands)-2]
		if !strings.HasPrefix(from.Text, "s3://") && !strings.HasPrefix(from.Text, "gs://") {
			return fetch{}, false
		}
		return fetch{addresses: []shell.Word{from}, output: last.Text, folder: isFolder(last.Text), kept: last.Text != "-"}, true
	}
	return fetch{}, false
}

func isFolder(target string) bool {
	return target == "." || strings.HasSuffix(target, "/") || strings.HasSuffix(target, "/.")
}

// file is the path at which the result of a fetch is kept, from the directory that the script is in; "" where nobody
// can tell.
func (f fetch) file(directory string) string {
	if !f.kept || len(f.addresses) == 0 {
		return ""
	}
	name := f.output
	if f.folder {
		name = path.Join(f.output, path.Base(f.addresses[0].Text))
		if l, ok := locate(f.addresses[0].Text, true); ok {
			name = path.Join(f.output, l.fileName())
		}
	}
	return inDirectory(directory, name)
}

func inDirectory(directory, name string) string {
	if path.IsAbs(name) || directory == "" || len(directory) > pathLength {
		return path.Clean(name)
	}
	return path.Join(directory, name)
}

// pathLength bounds the paths that a script can build up with cd.
const pathLength = 1 << 12

// value is the last value of an option; "" if it has none.
func value(c shell.Command, names ...string) string {
	values, _ := flag(c, names...)
	if len(values) == 0 {
		return ""
	}
	return values[len(values)-1]
}

// redirected returns the file that a command's output goes to.
func redirected(c shell.Command) (string, bool) {
	target, found := "", false
	for _, r := range c.Redirections {
		if r.FileDescriptor == 1 && strings.HasPrefix(r.Operator, ">") && r.Operator != ">&" {
			target, found = r.Target.Text, true
		}
	}
	return target, found
}
