// Command bench measures what `seaworthy test` takes as a stranger meets it: whole processes, from start to exit, on
// one Dockerfile beside conftest, on trees that grow, and on manifests beside parsing alone; and what `seaworthy serve`
// holds. It stands in a module of its own, which pins conftest, so
// that whoever imports the library gets neither. `make bench` builds all three programs and runs
//
//	dist/bench                                 # from the root of the repository
//	dist/bench -runs 50 -tree ~/src            # more runs, other trees
//	dist/bench -dockerfile ~/src/api/Dockerfile
//
// Figures are reported, never judged: the exit code is 1 only when something could not be run.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

// A subject is what is measured and how often. Paths are relative to the working directory.
type subject struct {
	seaworthy, conftest, policy string
	dockerfile                  string
	tree, fallback              string
	// trees are those of manifests.
	trees []string
	// parse is a folder that is to be parsed, and nothing else: how this program stands beside seaworthy.
	parse   string
	runs    int
	clients int
	nginx   string
	// reviews come each second, for as long as lasts, of pods like the one in the file pod.
	reviews int
	lasts   time.Duration
	pod     string
	only    string
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := parse().run(ctx, os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func parse() subject {
	var s subject
	flag.StringVar(&s.seaworthy, "seaworthy", "dist/seaworthy", "seaworthy's `PROGRAM`")
	flag.StringVar(&s.conftest, "conftest", "dist/conftest", "conftest's `PROGRAM`")
	flag.StringVar(&s.policy, "policy", "testdata/bench/policy", "`FOLDER` of the rules for conftest")
	flag.StringVar(&s.dockerfile, "dockerfile", "testdata/corpus/quickstart/Dockerfile", "`FILE` for the comparison")
	flag.StringVar(&s.tree, "tree", "../shared/real/dockerfiles", "`FOLDER` of files for the growing trees")
	flag.StringVar(&s.fallback, "fallback", "testdata/corpus", "`FOLDER` to take if -tree is not there")
	manifests := flag.String("manifests", "../shared/real/kubernetes,../shared/real/compose", "`FOLDERS` of manifests, with commas between them")
	flag.StringVar(&s.parse, "parse", "", "parse the YAML files of a `FOLDER`, count workloads, and do nothing else")
	flag.IntVar(&s.clients, "clients", 5000, "how many `OPAs` wait for a revision; 0 leaves the server out")
	flag.StringVar(&s.nginx, "nginx", "nginx", "nginx's `PROGRAM`, to compare with where there is one")
	flag.IntVar(&s.reviews, "reviews", 1000, "how many `REVIEWS` the webhook gets a second; 0 leaves it out")
	flag.DurationVar(&s.lasts, "lasts", 30*time.Second, "`TIME` that each load of reviews lasts")
	flag.StringVar(&s.pod, "pod", "pkg/server/admission/testdata/pod.json", "`FILE` of the pod that is reviewed")
	flag.StringVar(&s.only, "only", "", "measure one `PART` alone: admission or serve")
	flag.IntVar(&s.runs, "runs", 20, "how often each program runs")
	flag.Parse()
	s.trees = strings.Split(*manifests, ",")
	s.runs = max(s.runs, 1)
	return s
}

func (s subject) run(ctx context.Context, out io.Writer) error {
	switch {
	case s.only == "admission":
		return s.admission(ctx, out)
	case s.only == "serve":
		return s.serve(ctx, out)
	case s.parse == "":
		return s.measure(ctx, out)
	}
	workloads, err := parseAlone(s.parse)
	fmt.Fprintln(out, workloads)
	return err
}

func (s subject) measure(ctx context.Context, out io.Writer) error {
	if err := s.compare(ctx, out); err != nil {
		return err
	}
	fmt.Fprintln(out)
	if err := s.grow(ctx, out); err != nil {
		return err
	}
	fmt.Fprintln(out)
	if err := s.manifests(ctx, out); err != nil {
		return err
	}
	if s.clients > 0 {
		fmt.Fprintln(out)
		if err := s.serve(ctx, out); err != nil {
			return err
		}
	}
	if s.reviews == 0 {
		return nil
	}
	fmt.Fprintln(out)
	return s.admission(ctx, out)
}
