package conftest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/seaworthy-policy/seaworthy/pkg/conftest/configuration"
	"github.com/seaworthy-policy/seaworthy/pkg/engine/rego"
	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// CheckPaths judges files and, in folders, those of formats that are read. A file that is named itself and can't be read
// is a problem; what is left out below a folder stands in the result with the reason.
func (c *Checker) CheckPaths(ctx context.Context, paths ...string) (finding.Result, error) {
	var left []finding.File
	var files []string
	known := map[string]bool{}
	for _, root := range paths {
		for entry := range source.Walk(ctx, root, source.WalkOptions{Ignore: c.options.Ignore, IncludeIgnored: c.options.IncludeIgnored}) {
			if known[entry.Path] {
				continue
			}
			known[entry.Path] = true
			reason := c.leaveOut(entry, root)
			switch {
			case entry.Err != nil:
				left = append(left, broken(entry.Path, entry.Err))
			case reason != "":
				left = append(left, finding.File{Path: entry.Path, Skipped: reason})
			default:
				files = append(files, entry.Path)
			}
		}
	}
	if err := ctx.Err(); err != nil {
		return finding.Result{}, err
	}
	return c.check(ctx, left, len(files), func(i int) (source.File, error) {
		file, err := source.Read(files[i])
		file.Path = files[i]
		return file, err
	})
}

// leaveOut says why something that was found is not judged.
func (c *Checker) leaveOut(entry source.Entry, root string) string {
	if entry.Skipped != "" {
		return entry.Skipped
	}
	here, there := configuration.Reads(entry.Path)
	asked := entry.Path == filepath.ToSlash(root)
	switch {
	case asked || here || there && c.options.Parser != "":
		return ""
	case there:
		return fmt.Sprintf("%v: %s", configuration.ErrUnreadable, configuration.ParserOf(entry.Path))
	}
	return "not a format that conftest reads"
}

// Check judges files that are in memory.
func (c *Checker) Check(ctx context.Context, files ...source.File) (finding.Result, error) {
	return c.check(ctx, nil, len(files), func(i int) (source.File, error) { return files[i], nil })
}

// broken leaves out of an error what the path beside it says already.
func broken(path string, err error) finding.File {
	problem := finding.Problem{Message: err.Error()}
	var mistake *configuration.Error
	var inFile *fs.PathError
	switch {
	case errors.As(err, &mistake):
		problem = finding.Problem{Message: mistake.Err.Error(), Span: mistake.Span}
	case errors.As(err, &inFile):
		problem.Message = inFile.Err.Error()
	}
	return finding.File{Path: path, Problems: []finding.Problem{problem}}
}

// check judges so many files, and adds them to what is known already.
func (c *Checker) check(ctx context.Context, known []finding.File, count int, read func(int) (source.File, error)) (finding.Result, error) {
	files, parsed := make([][]finding.File, count), make([]*configuration.Configuration, count)
	err := c.each(ctx, count, func(i int) error {
		file, err := read(i)
		if err == nil {
			parsed[i], err = configuration.Parse(file, c.options.Parser)
		}
		if err != nil {
			files[i] = []finding.File{broken(file.Path, err)}
			return nil
		}
		if !c.options.Combine {
			files[i], err = c.judge(ctx, file.Path, parsed[i].Parser, parsed[i].Parts)
		}
		return err
	})
	result := finding.Result{Files: append(known, slices.Concat(files...)...)}
	if err == nil && c.options.Combine && !slices.Contains(parsed, nil) {
		var combined []finding.File
		combined, err = c.judgeCombined(ctx, parsed)
		result.Files = append(result.Files, combined...)
	}
	result.Sort()
	return result, err
}

// each does something as many times at once as there are processors; once, where what is traced or printed would get mixed.
func (c *Checker) each(ctx context.Context, count int, do func(int) error) error {
	workers := runtime.GOMAXPROCS(0)
	if c.options.Rego.Trace != nil || c.options.Printed != nil {
		workers = 1
	}
	errs, next := make([]error, count), make(chan int)
	var running sync.WaitGroup
	for range min(workers, count) {
		running.Go(func() {
			for i := range next {
				errs[i] = do(i)
			}
		})
	}
	for i := range count {
		if ctx.Err() == nil {
			next <- i
		}
	}
	close(next)
	running.Wait()
	return errors.Join(ctx.Err(), errors.Join(errs...))
}

// A subject is one input with what policies are told of where it comes from.
type subject struct {
	part  configuration.Part
	input rego.Input
	data  rego.Data
}

func (c *Checker) judgeCombined(ctx context.Context, parsed []*configuration.Configuration) ([]finding.File, error) {
	slices.SortStableFunc(parsed, func(a, b *configuration.Configuration) int { return strings.Compare(a.Path, b.Path) })
	part, err := configuration.Combine(parsed)
	if err != nil {
		return nil, err
	}
	return c.judge(ctx, Combined, "combined", []configuration.Part{part})
}

// judge asks all namespaces about the parts of a file, and returns what each comes to.
func (c *Checker) judge(ctx context.Context, path, format string, parts []configuration.Part) ([]finding.File, error) {
	data, err := c.tell(path)
	if err != nil {
		return nil, err
	}
	subjects := make([]subject, len(parts))
	for i, part := range parts {
		input, err := rego.NewInput(part.Input)
		if err != nil {
			return nil, err
		}
		subjects[i] = subject{part: part, input: input, data: data}
	}
	var files []finding.File
	for _, asked := range c.namespaces {
		verdict := newVerdict(path, format, asked)
		for _, about := range subjects {
			if err := c.askAll(ctx, asked, about, verdict); err != nil {
				return nil, err
			}
		}
		files = append(files, verdict.finish())
	}
	if len(c.namespaces) == 0 {
		files = append(files, finding.File{Path: path, Format: format})
	}
	return files, nil
}

// tell adds what conftest tells policies: data.conftest.file.
func (c *Checker) tell(path string) (rego.Data, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return rego.Data{}, fmt.Errorf("name %s: %w", path, err)
	}
	told, err := json.Marshal(map[string]string{"name": filepath.Base(path), "dir": filepath.ToSlash(filepath.Dir(absolute))})
	if err != nil {
		return rego.Data{}, fmt.Errorf("name %s: %w", path, err)
	}
	return c.data.With([]string{"conftest", "file"}, told)
}
