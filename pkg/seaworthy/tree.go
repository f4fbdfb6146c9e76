package seaworthy

import (
	"bytes"
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/input/compose"
	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerfile"
	"github.com/seaworthy-policy/seaworthy/pkg/input/ignorefile"
	"github.com/seaworthy-policy/seaworthy/pkg/input/kubernetes"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// Progress says how far CheckPaths has come.
type Progress struct {
	// Seen counts what the walk has come across. Total and Done count files that are to be judged and that are; they are zero
	// until the walk is over.
	Seen, Total, Done int
	// Path is what was seen or judged last.
	Path string
}

// A candidate is a file that a walk found and that may be judged.
type candidate struct {
	path string
	// asked tells that somebody named the file itself.
	asked bool
	// root is the path that was asked for.
	root string
}

// CheckPaths judges files and trees. A tree is walked as source.Walk does, honouring .gitignore and
// .seaworthyignore; files below it are judged if their name or content tells that they are of a format that is read.
// Whatever is left out stands in the result with the reason. A file that is named itself and can't be recognised is
// a problem, not a skipped file.
//
// When ctx ends, the result holds the files that were judged until then, beside the cause.
//
// Files are read and judged on all processors; memory does not grow with their number, only with what is found.
func (c *Checker) CheckPaths(ctx context.Context, paths ...string) (finding.Result, error) {
	return c.CheckPathsWhere(ctx, func(string) bool { return true }, paths...)
}

// walk returns the files that may be judged, and those that are not with the reason.
func (c *Checker) walk(ctx context.Context, paths []string) ([]finding.File, []candidate) {
	var left []finding.File
	var candidates []candidate
	seen := map[string]bool{}
	for _, root := range paths {
		for entry := range source.Walk(ctx, root, source.WalkOptions{}) {
			if seen[entry.Path] {
				continue
			}
			seen[entry.Path] = true
			c.reportSeen(len(seen), entry.Path)
			asked := entry.Path == root
			switch {
			case entry.Err != nil && ctx.Err() != nil:
				return left, candidates
			case entry.Err != nil:
				left = append(left, broken(entry.Path, entry.Err))
			case entry.Skipped != "":
				left = append(left, finding.File{Path: entry.Path, Skipped: entry.Skipped})
			case !asked && !c.mayJudge(entry.Path) && !beginsAsScript(entry.Path):
				left = append(left, finding.File{Path: entry.Path, Skipped: ErrUnknownFormat.Error()})
			default:
				candidates = append(candidates, candidate{entry.Path, asked, root})
			}
		}
	}
	merged, candidates := c.merge(candidates)
	return append(left, merged...), candidates
}

func (c *Checker) reportSeen(count int, path string) {
	if c.settings.progress != nil {
		c.settings.progress(Progress{Seen: count, Path: path})
	}
}

// mayJudge reports whether a file found in a tree may be of a format that is read, going by its path alone.
func (c *Checker) mayJudge(path string) bool {
	return dockerfile.MayBe(path) || ignorefile.Named(path) || kubernetes.Named(path) || namedScript(path)
}

func broken(path string, err error) finding.File {
	return finding.File{Path: path, Problems: []finding.Problem{{Message: Reason(err)}}}
}

// surroundings looks for manifests and compose files: what they deploy, and which folder they build in, changes what is
// asked of a Dockerfile.
func (c *Checker) surroundings(ctx context.Context, candidates []candidate) (surroundings, error) {
	around := surroundings{files: onDisk{}}
	for _, each := range candidates {
		if !compose.Named(each.path) && (around.kubernetes || !kubernetes.Named(each.path)) {
			continue
		}
		if err := ctx.Err(); err != nil {
			return around, err
		}
		if file, err := source.Read(each.path); err == nil {
			around.add(file, c.recognise(file, each.asked))
		}
	}
	return around, nil
}

// judgeAll judges the candidates, as many at a time as there are processors, and returns those that were judged.
func (c *Checker) judgeAll(ctx context.Context, seen int, candidates []candidate, around surroundings) ([]finding.File, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	files := make([]finding.File, len(candidates))
	judged := make([]bool, len(candidates))
	tracker := tracker{seen: seen, total: len(candidates), report: c.settings.progress}
	var workers sync.WaitGroup
	next := make(chan int)
	for range min(runtime.GOMAXPROCS(0), len(candidates)) {
		workers.Go(func() {
			for i := range next {
				file, err := c.judgePath(ctx, candidates[i], around)
				if err != nil {
					stop(err)
					continue
				}
				files[i], judged[i] = file, true
				tracker.done(file.Path)
			}
		})
	}
	for i := range candidates {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	workers.Wait()
	done := files[:0]
	for i, file := range files {
		if judged[i] {
			done = append(done, file)
		}
	}
	return done, context.Cause(ctx)
}

func (c *Checker) judgePath(ctx context.Context, each candidate, around surroundings) (finding.File, error) {
	file, err := source.Read(each.path)
	if err != nil && !each.asked && (namedScript(each.path) || isBulk(each.path, err)) {
		return finding.File{Path: each.path, Skipped: Reason(err)}, nil
	}
	if err != nil {
		return broken(each.path, err), nil
	}
	recognised := c.recognise(file, each.asked)
	if recognised == nil && each.asked {
		return broken(each.path, ErrUnknownFormat), nil
	}
	around.open = c.below(each)
	return c.judge(ctx, file, recognised, around)
}

// isBulk reports whether a file could not be read because it is larger than anything that people write, and nothing says
// that it is of a format that is read: data, mostly.
func isBulk(path string, err error) bool {
	var large *source.TooLargeError
	named := slices.ContainsFunc(formats, func(f *format) bool { return f.named(path) })
	return errors.As(err, &large) && !named && !bytes.Contains(beginning(path, bulkBeginning), []byte("apiVersion"))
}

// bulkBeginning is how many bytes of a large file tell whether it holds manifests.
const bulkBeginning = 64 << 10

// tracker counts files that are done, one at a time.
type tracker struct {
	mutex  sync.Mutex
	count  int
	seen   int
	total  int
	report func(Progress)
}

func (t *tracker) done(path string) {
	if t.report == nil {
		return
	}
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.count++
	t.report(Progress{Seen: t.seen, Total: t.total, Done: t.count, Path: path})
}
