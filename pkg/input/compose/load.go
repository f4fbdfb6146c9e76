package compose

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/yamlfile"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

const (
	// maxFiles bounds the files that one project is made of.
	maxFiles = 100
	// maxProblems bounds the complaints about one project.
	maxProblems = 100
	// maxDepth bounds how deep values lie in each other. Nobody writes a tenth of it.
	maxDepth = 500
	// baseBudget is how many nodes a project may have in all, aliases counted where they stand, and each byte of its main
	// file buys some more. Compose stops at 100,000 a file.
	baseBudget = 100_000
)

// ErrOutside is for Options.Open to return for a file that lies outside of what may be read.
var ErrOutside = errors.New("outside of the folder that is checked, so it is not read")

// errNotGiven is why nothing is read besides the file itself.
var errNotGiven = errors.New("only the file itself is at hand")

// A loader reads the files of one project.
type loader struct {
	open     func(string) ([]byte, error)
	main     *file
	problems []input.Problem
	budget   int
	files    []projectFile
	readings []reading
	// inside are the files that are being read, outermost first.
	inside []string
	opened int
}

// A reading is a file that the project names, with the value that names it.
type reading struct {
	key   string
	value *value
}

func newLoader(judged source.File, options Options) *loader {
	l := &loader{open: options.Open, budget: baseBudget + 4*len(judged.Content)}
	if l.open == nil {
		l.open = func(string) ([]byte, error) { return nil, errNotGiven }
	}
	return l
}

// exists reports whether a file can be read.
func (l *loader) exists(filePath string) bool {
	_, err := l.open(filePath)
	return err == nil
}

// A projectFile is one that the project is made of.
type projectFile struct {
	*file
	facts input.ComposeFile
	roots []*yaml.Node
	// mistake is where the file is no YAML.
	mistake source.Span
}

// A project is where files come together: the folder that paths count from, and the variables that are known.
type project struct {
	folder      string
	environment environment
}

// parse reads a file as the documents in it; the role says what for.
func (l *loader) parse(made *file, content []byte, role string) []*yaml.Node {
	text, roots, problem := yamlfile.Parse(content)
	made.text = text
	if l.main == nil {
		l.main = made
	}
	facts := input.ComposeFile{Path: made.path, Role: role, At: fmt.Sprintf("files/%d", len(l.files))}
	var mistake source.Span
	if problem != nil {
		mistake = problem.Span
		l.complain(made, problem.Span, problem.Message)
		facts.ParseError = strings.TrimPrefix(problem.Message, "invalid YAML: ")
	}
	for _, root := range roots {
		for _, twice := range text.Duplicates(root) {
			l.complain(made, twice.Span, twice.Message)
		}
	}
	if role != "" {
		l.files = append(l.files, projectFile{made, facts, roots, mistake})
	}
	return roots
}

// model returns what the documents of a file come to, over what the files before it say.
func (l *loader) model(base *value, in *file, roots []*yaml.Node, p project) *value {
	for _, root := range roots {
		b := &builder{loader: l, file: in, environment: p.environment}
		read := b.build(nil, root)
		if read.kind == nothing {
			continue
		}
		if read.kind != mapping {
			l.complain(in, in.text.Text(root), "a compose file is a mapping")
			continue
		}
		read = l.include(read, in, p)
		read = l.extend(read, in, p.environment)
		base = l.merge(base, read, nil)
	}
	return base
}

// include takes in the files that the key include names, below what the file itself says.
func (l *loader) include(read *value, in *file, p project) *value {
	includes := read.get("include")
	if includes == nil {
		return read
	}
	read = read.without("include")
	for _, each := range includes.elements("") {
		taken := l.included(each.value, in, p)
		for _, key := range []string{"services", "jobs", "volumes", "networks", "secrets", "configs", "models"} {
			if from := taken.get(key); from != nil {
				read = read.with(key, l.merge(from, read.get(key), []string{key}))
			}
		}
	}
	return read
}

// included reads the project of one element of include: a path, or paths with a folder and env files.
func (l *loader) included(element *value, in *file, p project) *value {
	paths := element.texts("")
	if element.isMapping() {
		paths = element.get("path").texts("")
	}
	for _, each := range paths {
		l.readings = append(l.readings, reading{"include", each.value})
	}
	if len(paths) == 0 || !l.local(paths) {
		return nil
	}
	first := resolve(p.folder, paths[0].text)
	inner := project{folder: path.Dir(first), environment: p.environment}
	if folder, ok := element.get("project_directory").known(); ok {
		inner.folder = resolve(p.folder, folder)
	}
	inner.environment = l.environmentOf(inner, element.get("env_file"), p)
	var read *value
	for _, each := range paths {
		read = l.takeIn(read, resolve(p.folder, each.text), each.value, in, inner)
	}
	return read
}

// local reports whether all paths are known and lead to files.
func (l *loader) local(paths []located) bool {
	return !slices.ContainsFunc(paths, func(each located) bool {
		text, ok := each.known()
		return !ok || remote(text)
	})
}

// environmentOf adds to the environment the env files of an include, or the .env in its folder.
func (l *loader) environmentOf(inner project, named *value, outer project) environment {
	found := inner.environment
	if named == nil {
		if content, err := l.open(path.Join(inner.folder, ".env")); err == nil {
			return found.with(l.readEnvironment(path.Join(inner.folder, ".env"), content))
		}
		return found
	}
	for _, each := range named.texts("") {
		if name, ok := each.known(); ok && name != "/dev/null" {
			if content, err := l.open(resolve(outer.folder, name)); err == nil {
				found = found.with(l.readEnvironment(resolve(outer.folder, name), content))
			}
		}
	}
	return found
}

func (l *loader) readEnvironment(filePath string, content []byte) environment {
	read, err := readEnvironment(filePath, content)
	if err != nil {
		l.complain(l.main, l.main.text.Start(), err.Error())
	}
	return read
}

// takeIn merges an included file over those before it.
func (l *loader) takeIn(base *value, filePath string, names *value, in *file, p project) *value {
	content, ok := l.enter(filePath, names, in)
	if !ok {
		return base
	}
	l.inside = append(l.inside, filePath)
	defer func() { l.inside = l.inside[:len(l.inside)-1] }()
	included := &file{path: filePath, folder: p.folder, entrance: in.entranceOf(names)}
	return l.model(base, included, l.parse(included, content, "include"), p)
}

// enter opens a file that a value names, unless it is being read already or there are too many.
func (l *loader) enter(filePath string, names *value, in *file) (content []byte, ok bool) {
	complain := func(reason string) { l.complain(in, names.span(), filePath+": "+reason) }
	if l.opened++; l.opened > maxFiles {
		complain("the project has too many files")
		return nil, false
	}
	if slices.Contains(l.inside, filePath) {
		complain("the file takes itself in")
		return nil, false
	}
	content, err := l.open(filePath)
	if err != nil {
		complain(reason(err))
		return nil, false
	}
	return content, l.spend(1 + len(content)/8)
}

// entranceOf is where the judged file takes in what a value of this file names.
func (f *file) entranceOf(names *value) source.Span {
	if f.entrance.IsZero() {
		return names.span()
	}
	return f.entrance
}

// reason says why a file can't be read without naming it and the system call again.
func reason(err error) string {
	var inFile *fs.PathError
	if errors.As(err, &inFile) {
		return inFile.Err.Error()
	}
	return err.Error()
}

// resolve returns the path that a text in a file names, counted from a folder.
func resolve(folder, text string) string {
	if path.IsAbs(text) {
		return path.Clean(text)
	}
	return path.Join(folder, text)
}

// span is where the value stands in its file.
func (v *value) span() source.Span {
	if v.place.key == nil {
		return v.place.file.text.Element(v.place.node)
	}
	return v.place.file.text.Pair(v.place.key, v.place.node)
}

// with returns the mapping with another value for a key.
func (v *value) with(key string, content *value) *value {
	made := *v
	made.pairs = slices.Clone(v.pairs)
	for i, each := range made.pairs {
		if each.name == key {
			made.pairs[i].value = content
			return &made
		}
	}
	made.pairs = append(made.pairs, pair{key, content})
	return &made
}

// without returns the mapping without a key.
func (v *value) without(key string) *value {
	made := *v
	made.pairs = slices.DeleteFunc(slices.Clone(v.pairs), func(each pair) bool { return each.name == key })
	return &made
}
