// Package source holds what every reader of files needs: a [File] with its bytes, a [Span] in it, the [Lines] that turn byte
// offsets into spans, and [Walk], which finds the files of a tree.
//
// A tree of source code holds much that nobody ships or reviews: dependencies, build results, editors' leavings. Projects already
// say which in .gitignore, so a walk honours it exactly as git does, and a .seaworthyignore of the same syntax overrides it. What is
// left out is reported with the line that caused it, so that a file never goes unchecked in silence.
//
//	for entry := range source.Walk(ctx, ".", source.WalkOptions{}) {
//		fmt.Println(entry.Path, entry.Skipped, entry.Err)
//	}
package source
