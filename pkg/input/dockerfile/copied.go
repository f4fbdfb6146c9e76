package dockerfile

import (
	"path"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/secret"
)

// noteCopy notes what COPY and ADD take from the build context: files by the names that credentials go by, version control
// directories, and files of which a variable says that they hold a credential.
func (r *reader) noteCopy(keyword string, c input.Copy) {
	if c.From != "" {
		return
	}
	for _, from := range c.Sources {
		noted := input.CopiedFile{Path: from.Text, Instruction: keyword, Shipped: c.Shipped, At: from.At}
		switch from.Kind {
		case "context":
			r.noteContext(noted, c.Exclude)
		case "path", "archive":
			r.noteFile(noted, c.Destination, len(c.Sources) == 1)
		}
	}
	r.noteLocated(c)
}

func (r *reader) noteFile(noted input.CopiedFile, to input.Destination, alone bool) {
	if secret.IsHistory(noted.Path) {
		r.secrets.found.Histories = append(r.secrets.found.Histories, noted)
	}
	if publicPlace(to.Text) {
		return
	}
	names := secret.FileNames(noted.Path)
	if alone && !to.Folder {
		names = append(names, secret.FileNames(to.Text)...)
	}
	r.index(names, noted)
}

// publicPlace reports the folders where keys of repositories and certificates belong, which are no secrets.
func publicPlace(destination string) bool {
	for _, folder := range []string{"/etc/apt/", "/usr/share/keyrings", "/etc/pki/", "/etc/apk/keys", "/usr/local/share/ca-certificates", "/etc/ssl/certs"} {
		if strings.HasPrefix(destination, folder) {
			return true
		}
	}
	return false
}

func (r *reader) index(names []string, noted input.CopiedFile) {
	if r.secrets.found.Copied == nil && len(names) > 0 {
		r.secrets.found.Copied = map[string][]input.CopiedFile{}
	}
	for n, name := range names {
		if !slices.Contains(names[:n], name) {
			r.secrets.found.Copied[name] = append(r.secrets.found.Copied[name], noted)
		}
	}
}

// noteContext notes what comes along with the whole build context, where it is known.
func (r *reader) noteContext(noted input.CopiedFile, excluded []string) {
	if r.options.InContext == nil {
		return
	}
	noted.Along = true
	comes := func(name string) bool {
		top, _, _ := strings.Cut(name, "/")
		return !excludes(excluded, top) && !excludes(excluded, name) && r.options.InContext(name)
	}
	for _, name := range secret.ContextFiles() {
		if noted.Path = name; comes(name) {
			r.index(secret.FileNames(name), noted)
		}
	}
	if comes(".git/HEAD") {
		noted.Path = ".git"
		r.secrets.found.Histories = append(r.secrets.found.Histories, noted)
	}
}

// excludes reports whether a pattern of --exclude matches a path, at the top or at any depth.
func excludes(patterns []string, name string) bool {
	for _, pattern := range patterns {
		pattern = strings.TrimPrefix(strings.TrimPrefix(strings.Trim(pattern, "/"), "./"), "**/")
		if matches, err := path.Match(pattern, name); err == nil && matches {
			return true
		}
	}
	return false
}

// noteLocated notes a credential's file that an instruction brings: the destination is the variable that names it, or
// the file lies in the destination.
func (r *reader) noteLocated(c input.Copy) {
	if parts := onlyVariable.FindStringSubmatch(c.Destination.Text); parts != nil && secret.NamesFile(parts[1]) {
		r.locate(parts[1], c.Destination.Text, c)
	}
	for _, variable := range r.secrets.files {
		if variable.stage != c.Stage && variable.stage >= 0 || c.Destination.Kind == "unknown" {
			continue
		}
		to := path.Join("/", c.Destination.Text)
		if c.Destination.Kind == "relative" {
			to = path.Join("/", r.stages[c.Stage].workdir(), c.Destination.Text)
		}
		file := path.Join("/", variable.path)
		if to != "/" && (file == to || strings.HasPrefix(file, to+"/")) {
			r.locate(variable.name, variable.path, c)
		}
	}
}

// workdir is where relative paths of a stage end up, going by its last WORKDIR.
func (s *stage) workdir() string {
	if s.Effective.Workdir == nil {
		return "/"
	}
	return s.Effective.Workdir.Path
}

func (r *reader) locate(variable, file string, c input.Copy) {
	r.secrets.found.Located = append(r.secrets.found.Located, input.LocatedFile{Variable: variable, Path: file, At: c.At})
}
