package compose

import (
	"path"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// Options say what is known besides the file.
type Options struct {
	// Open reads another file, by its path as the judged file's is given: an override, an env file, what is included or
	// extended. An error that wraps fs.ErrNotExist is for one that there is not; it should return ErrOutside rather than a
	// file that the tree being checked does not hold. Without it nothing else is read.
	Open func(path string) ([]byte, error)
	// EnvironmentFiles are read in place of the .env beside the file, as by --env-file.
	EnvironmentFiles []string
}

// Parse reads a project by its main file: a document of the facets compose and reference, then one of the facet workload
// for each service; and what of the project can't be read. Override files are merged over it where compose does so by
// itself.
//
// Places are paths in the merged model: "services/web/ports/0". In keys ~1 stands for a slash and ~0 for a tilde. A place
// with "/value" behind it is the value without its key or dash.
func Parse(judged source.File, options Options) ([]*input.Document, []input.Problem) {
	l := newLoader(judged, options)
	whole := l.project(judged, options)
	l.markKeys()
	reader := &reader{loader: l, file: judged.Path, folder: l.main.folder, model: whole}
	return reader.documents(), l.problems
}

// project returns the merged model of a file and those that belong to it.
func (l *loader) project(judged source.File, options Options) *value {
	p := project{folder: path.Dir(judged.Path)}
	p.environment = l.ownEnvironment(p.folder, options.EnvironmentFiles)
	l.main = &file{path: judged.Path, folder: p.folder}
	l.inside = []string{judged.Path}
	roots := l.parse(l.main, judged.Content, "main")
	p.environment = p.environment.with(projectName(l.main, roots, p.environment))
	whole := l.model(nil, l.main, roots, p)
	if override := overrideOf(judged.Path, l.exists); override != "" {
		over := &file{path: override, folder: p.folder, entrance: l.main.text.Start()}
		if content, err := l.open(override); err == nil {
			whole = l.model(whole, over, l.parse(over, content, "override"), p)
		}
	}
	if whole == nil {
		whole = &value{kind: mapping, place: place{file: l.main}}
	}
	return whole
}

// ownEnvironment reads the .env in the project's folder, or the files that stand for it: the later win.
func (l *loader) ownEnvironment(folder string, named []string) environment {
	if len(named) == 0 {
		named = []string{path.Join(folder, ".env")}
	}
	found := environment{}
	for _, name := range named {
		content, err := l.open(name)
		if err != nil {
			continue
		}
		read, err := readEnvironment(name, content)
		if err != nil {
			l.problems = append(l.problems, input.Problem{Message: err.Error(), Span: source.Span{Line: 1, Column: 1, EndLine: 1, EndColumn: 1}})
		}
		found = read.with(found)
	}
	return found
}
