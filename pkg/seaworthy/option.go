package seaworthy

import (
	"io/fs"
	"maps"
	"slices"
	"time"

	"github.com/seaworthy-policy/seaworthy/pkg/config"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/suppress"
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
	edition        edition
	only           []string
	changes        []change
	parameters     []rule.Parameters
	severities     []map[string]rule.Severity
	buildArguments map[string]string
	target         string
	format         string
	clock          func() time.Time
	progress       func(Progress)
	withoutInline  bool
	// root is where files in memory may take other files in from.
	root             string
	environmentFiles []string
	fixes            Fixes
	shellCheck       string
	exceptions       *suppress.List
	project          string
	set              *RuleSet
	trees            []fs.FS
	// inContext belongs to the file at hand: see dockerfile.Options.
	inContext func(path string) bool
	// open belongs to the file at hand: it reads what the file takes in.
	open opener
}

// WithProfile chooses the rules of a profile: one of Profiles, or AllRules. One that has versions is taken at the latest, or
// at the one behind an @: "pss-restricted@v1.31".
func WithProfile(name string) Option {
	return func(s *settings) { s.profile = name }
}

// WithRules asks only these rules, whatever the profile. Rules are named by id or by another tool's name for the same
// defect, "hadolint:DL3007" or "DL3007".
func WithRules(names ...string) Option {
	return func(s *settings) { s.only = append(s.only, names...) }
}

// WithMoreRules adds these rules to those of the profile. They are named as for WithRules; where that says which rules are
// asked, it has no say. Of WithMoreRules and WithoutRules, the later call wins.
func WithMoreRules(names ...string) Option {
	return func(s *settings) { s.changes = append(s.changes, change{names, true}) }
}

// WithoutRules leaves these rules out. They are named as for WithRules.
func WithoutRules(names ...string) Option {
	return func(s *settings) { s.changes = append(s.changes, change{names, false}) }
}

// A change adds rules to those of the profile, or takes them away.
type change struct {
	names []string
	asks  bool
}

// WithParameters sets parameters of rules, which are named as for WithRules. Later calls win over earlier ones, and all
// over the profile.
func WithParameters(parameters rule.Parameters) Option {
	return func(s *settings) { s.parameters = append(s.parameters, parameters) }
}

// WithRuleTree adds the rules of a tree of the form of this project's own, which is described at policy.Library.With. Their
// METADATA says which profiles they belong to. They are compiled strictly, so that New takes a tenth of a second longer.
func WithRuleTree(files fs.FS) Option {
	return func(s *settings) { s.trees = append(s.trees, files) }
}

// WithRuleSet takes the rules of a set, which LoadRules has read, in place of the built-in ones. Whoever makes several checkers
// spares reading the rules for each. Trees of WithRuleTree are laid over it.
func WithRuleSet(set *RuleSet) Option {
	return func(s *settings) { s.set = set }
}

// ruleSet returns the rules that there are to choose from.
func (s *settings) ruleSet() (*RuleSet, error) {
	switch {
	case s.set == nil:
		return LoadRules(s.trees...)
	case len(s.trees) > 0:
		return newRuleSet(s.set.library, s.trees)
	}
	return s.set, nil
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

// WithRoot lets files take in others that lie below this folder, as a compose file does with what it includes and extends.
// Without it CheckPaths lets them take in what lies in the tree that was asked for, and Check what was given with them.
// What lies elsewhere is never read.
func WithRoot(folder string) Option {
	return func(s *settings) { s.root = folder }
}

// WithEnvironmentFiles takes the values of variables in compose files from these files rather than from the .env beside
// them, as `docker compose --env-file` does. Of several values for one variable the last holds.
func WithEnvironmentFiles(paths ...string) Option {
	return func(s *settings) { s.environmentFiles = paths }
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

// WithSeverities says what defects are worth, by rule. Rules are named as for WithRules; of several values for one rule, that
// of the last option wins, and in it an id over another name.
func WithSeverities(severities map[string]rule.Severity) Option {
	return func(s *settings) { s.severities = append(s.severities, severities) }
}

// effectiveSeverities returns the severities that differ from the rules' own, by id.
func (s *settings) effectiveSeverities(catalogue *rule.Catalogue) (map[string]rule.Severity, error) {
	effective := map[string]rule.Severity{}
	for _, severities := range s.severities {
		byID := map[string]rule.Severity{}
		for _, name := range slices.Sorted(maps.Keys(severities)) {
			found, err := catalogue.Resolve(name)
			if err != nil {
				return nil, err
			}
			if _, isID := catalogue.ByID(name); isID {
				byID[name] = severities[name]
				continue
			}
			for _, r := range found {
				effective[r.ID] = severities[name]
			}
		}
		maps.Copy(effective, byID)
	}
	return effective, nil
}

func (s *settings) choose(catalogue *rule.Catalogue) ([]rule.Rule, error) {
	only, err := resolve(catalogue, s.only)
	if err != nil {
		return nil, err
	}
	changed, err := s.changed(catalogue)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(catalogue.Rules(), func(r rule.Rule) bool {
		asks, isChanged := changed[r.ID]
		if len(s.only) > 0 {
			return !only[r.ID] || isChanged && !asks
		}
		return isChanged && !asks || !isChanged && !s.edition.has(r)
	}), nil
}

// changed tells of each rule that a change names whether it is asked.
func (s *settings) changed(catalogue *rule.Catalogue) (map[string]bool, error) {
	changed := map[string]bool{}
	for _, each := range s.changes {
		ids, err := resolve(catalogue, each.names)
		if err != nil {
			return nil, err
		}
		for id := range ids {
			changed[id] = each.asks
		}
	}
	return changed, nil
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
	merged := s.edition.parameters
	for _, parameters := range s.parameters {
		resolved, err := config.Resolve(catalogue, parameters)
		if err != nil {
			return nil, err
		}
		merged = merged.With(resolved)
	}
	return catalogue.Effective(merged)
}
