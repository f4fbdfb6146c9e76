// Command rulecost measures what rules cost: all of them on a tree, beside reading and normalising it, and each alone.
// It answers whether a rule that is added is felt. `make bench` runs it from the root of the repository:
//
//	go run ./internal/rulecost
//	go run ./internal/rulecost -tree ~/src -rounds 9
//
// Everything is measured in one goroutine, once all rules are compiled; a figure is the least of several rounds, since
// whatever else the machine does only ever adds. Figures are reported, never judged.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// dearest is how many rules are named.
const dearest = 5

// quiet is a file that next to no rule has anything to say of.
var quiet = source.File{Path: "Dockerfile", Content: []byte("FROM scratch\n")}

// A subject is what is measured and how often.
type subject struct {
	tree, fallback string
	rounds         int
}

func main() {
	var s subject
	flag.StringVar(&s.tree, "tree", "../shared/real/dockerfiles", "`FOLDER` of files to judge")
	flag.StringVar(&s.fallback, "fallback", "testdata/corpus", "`FOLDER` to take if -tree is not there")
	flag.IntVar(&s.rounds, "rounds", 3, "how often each thing is measured")
	flag.Parse()
	if err := s.measure(context.Background(), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "rulecost:", err)
		os.Exit(1)
	}
}

func (s subject) measure(ctx context.Context, out io.Writer) error {
	if _, err := os.Stat(s.tree); errors.Is(err, fs.ErrNotExist) {
		fmt.Fprintf(out, "%s is not there; the small tree %s stands in for it.\n", s.tree, s.fallback)
		s.tree = s.fallback
	}
	checker, err := seaworthy.New(seaworthy.WithProfile(seaworthy.AllRules))
	if err != nil {
		return err
	}
	meter, err := newMeter(ctx, max(s.rounds, 1))
	if err != nil {
		return err
	}
	var documents []*input.Document
	files := 0
	normalising, err := meter.least(func() (err error) {
		documents, files, err = normalise(ctx, checker, s.tree)
		return err
	})
	if err != nil {
		return err
	}
	still, _, err := checker.Documents(quiet)
	if err != nil {
		return err
	}
	costs, err := meter.costs(documents, still)
	if err != nil {
		return err
	}
	costs.files, costs.normalising = files, normalising
	costs.write(out, s.tree)
	return nil
}

// normalise reads the files of a tree into documents. Files of no format that is read are left out.
func normalise(ctx context.Context, checker *seaworthy.Checker, tree string) ([]*input.Document, int, error) {
	var documents []*input.Document
	files := 0
	for entry := range source.Walk(ctx, tree, source.WalkOptions{IncludeIgnored: true}) {
		if entry.Err != nil {
			return nil, 0, entry.Err
		}
		if entry.Skipped != "" {
			continue
		}
		file, err := source.Read(entry.Path)
		if err != nil {
			return nil, 0, err
		}
		read, _, err := checker.Documents(file)
		if errors.Is(err, seaworthy.ErrUnknownFormat) {
			continue
		}
		if err != nil {
			return nil, 0, err
		}
		documents, files = append(documents, read...), files+1
	}
	return documents, files, nil
}
