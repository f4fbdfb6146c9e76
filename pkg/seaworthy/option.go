package seaworthy

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/seaworthy-policy/seaworthy/bundles"
	"github.com/seaworthy-policy/seaworthy/pkg/config"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// Names of the profiles that are always there.
const (
	// DefaultProfile is used where none is named.
	DefaultProfile = "default"
	// AllRules is every rule that there is.
	AllRules = "all"
)

// An Option changes what New prepares.
type Option func(*settings)

type settings struct {
	profile        string
	only, without  []string
	parameters     []rule.Parameters
	buildArguments map[string]string
	target         string
	format         string
	clock          func() time.Time
	progress       func(Progress)
	withoutInline  bool
	fixes          Fixes
	shellCheck     string
	// inContext belongs to the file at hand: see dockerfile.Options.
	inContext func(path string) bool
}

// WithProfile chooses the rules of a profile: one of Profiles, or AllRules.
func WithProfile(name string) Option {
	return func(s *settings) { s.profile = name }
}

// WithRules asks only these rules, whatever the profile. Rules are named by id or by another tool's name for the same
// defect, "hadolint:DL3007" or "DL3007".
func WithRules(names ...string) Option {
	return func(s *settings) { s.only = append(s.only, names...) }
}

// WithoutRules leaves these rules out. They are named as for WithRules.
func WithoutRules(names ...string) Option {
	return func(s *settings) { s.without = append(s.without, names...) }
}

// WithParameters sets parameters of rules, which are named as for WithRules. Later calls win over earlier ones, and all
// over the profile.
func WithParameters(parameters rule.Parameters) Option {
	return func(s *settings) { s.parameters = append(s.parameters, parameters) }
}

// WithBuildArguments gives values for ARGs of Dockerfiles, as `docker build --build-arg` does.
func WithBuildArguments(arguments map[string]string) Option {
	return func(s *settings) { s.buildArguments = arguments }
}

// WithTarget names the stage of Dockerfiles that is shipped, as `docker build --target` does. Without it that is the
// last one.
func WithTarget(stage string) Option {
	return func(s *settings) { s.target = stage }
}

// WithFormat reads every file as this format, one of Formats, rather than by its name and content.
func WithFormat(name string) Option {
	return func(s *settings) { s.format = name }
}

// WithClock says what time it is, in place of time.Now: exceptions in files can end with a day, and so do
// releases of images, in UTC.
func WithClock(now func() time.Time) Option {
	return func(s *settings) { s.clock = now }
}

// WithProgress calls the function as CheckPaths goes on, never from two goroutines at once.
func WithProgress(report func(Progress)) Option {
	return func(s *settings) { s.progress = report }
}

// WithoutInline lets no comment and no annotation of a file except findings in it.
func WithoutInline() Option {
	return func(s *settings) { s.withoutInline = true }
}

// Profiles returns the names of the profiles in alphabetical order, without AllRules.
func Profiles() []string {
	files, _ := fs.Glob(bundles.FS, "*/profile.yaml")
	for i, file := range files {
		files[i], _, _ = strings.Cut(file, "/")
	}
	return files
}

func (s *settings) choose(catalogue *rule.Catalogue) ([]rule.Rule, error) {
	if s.profile != AllRules && !slices.Contains(Profiles(), s.profile) {
		return nil, fmt.Errorf("%w %q (known: %s, %s)",
			rule.ErrUnknownProfile, s.profile, AllRules, strings.Join(Profiles(), ", "))
	}
	only, err := resolve(catalogue, s.only)
	if err != nil {
		return nil, err
	}
	without, err := resolve(catalogue, s.without)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(catalogue.Rules(), func(r rule.Rule) bool {
		wanted := r.In(s.profile)
		if len(s.only) > 0 {
			wanted = only[r.ID]
		}
		return !wanted || without[r.ID]
	}), nil
}

func resolve(catalogue *rule.Catalogue, names []string) (map[string]bool, error) {
	ids := map[string]bool{}
	for _, name := range names {
		found, err := catalogue.Resolve(name)
		if err != nil {
			return nil, err
		}
		for _, r := range found {
			ids[r.ID] = true
		}
	}
	return ids, nil
}

func (s *settings) effectiveParameters(catalogue *rule.Catalogue) (rule.Parameters, error) {
	merged, err := profileParameters(s.profile)
	if err != nil {
		return nil, err
	}
	for _, parameters := range s.parameters {
		resolved, err := config.Resolve(catalogue, parameters)
		if err != nil {
			return nil, err
		}
		merged = merged.With(resolved)
	}
	return catalogue.Effective(merged)
}

func profileParameters(name string) (rule.Parameters, error) {
	if name == AllRules {
		return rule.Parameters{}, nil
	}
	file := name + "/profile.yaml"
	text, err := fs.ReadFile(bundles.FS, file)
	if err != nil {
		return nil, fmt.Errorf("read profile: %w", err)
	}
	read, err := config.ParseProfile(source.File{Path: file, Content: text})
	if err != nil {
		return nil, fmt.Errorf("read profile: %w", err)
	}
	return read.Parameters, nil
}
