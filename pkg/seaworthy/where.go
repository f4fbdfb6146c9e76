package seaworthy

import (
	"context"
	"slices"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
)

// CheckPathsWhere judges as CheckPaths does, but only the files that keep wants, going by their path. The others are not
// in the result, not even as skipped ones, and still count for what files say about each other: a manifest nearby
// changes what is asked of a Dockerfile. So a tree whose parts have parameters of their own can be checked by one
// Checker a part.
//
// When ctx ends, the result holds the files that were judged until then, beside the cause.
//
// keep is called once for each file, never from two goroutines at once.
func (c *Checker) CheckPathsWhere(ctx context.Context, keep func(path string) bool, paths ...string) (finding.Result, error) {
	left, candidates := c.walk(ctx, paths)
	seen := len(left) + len(candidates)
	around, err := c.surroundings(ctx, candidates)
	if err != nil {
		return finding.Result{}, err
	}
	left = slices.DeleteFunc(left, func(f finding.File) bool { return !keep(f.Path) })
	candidates = slices.DeleteFunc(candidates, func(each candidate) bool { return !keep(each.path) })
	judged, err := c.judgeAll(ctx, seen, candidates, around)
	if err != nil && ctx.Err() == nil {
		return finding.Result{}, err
	}
	result := finding.Result{Files: append(left, judged...)}
	result.Sort()
	return result, err
}
