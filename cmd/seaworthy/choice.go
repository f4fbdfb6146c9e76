package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/config"
	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

// choiceFlags choose rules and their parameters.
type choiceFlags struct {
	profile              string
	rules, also, without []string
	parameters           []string
	own                  treeFlags
}

// treeFlags name folders with rules of the user's own.
type treeFlags struct {
	folders []string
}

func (f *treeFlags) register(command *cobra.Command) {
	command.Flags().StringArrayVar(&f.folders, "rules", nil, "your own rules as well, from `DIR`/seaworthy/rules/FACET/NAME, and lists, from DIR/seaworthy/data/LIST; repeatable")
}

func (f *treeFlags) trees() []fs.FS {
	var trees []fs.FS
	for _, folder := range f.folders {
		trees = append(trees, os.DirFS(folder))
	}
	return trees
}

// load reads the built-in rules and those of the folders.
func (f *treeFlags) load() (*seaworthy.RuleSet, error) {
	set, err := seaworthy.LoadRules(f.trees()...)
	return set, f.located(err)
}

// located names files in mistakes as they are called from here.
func (f *treeFlags) located(err error) error {
	var found *policy.RegoError
	if !errors.As(err, &found) {
		return err
	}
	located := policy.RegoError{Mistakes: slices.Clone(found.Mistakes)}
	for i, mistake := range located.Mistakes {
		for _, folder := range f.folders {
			name := filepath.Join(folder, filepath.FromSlash(mistake.File))
			if _, missing := os.Stat(name); missing == nil {
				located.Mistakes[i].File = name
			}
		}
	}
	return &located
}

func (f *choiceFlags) register(command *cobra.Command) {
	profiles := strings.Join(append([]string{seaworthy.AllRules}, seaworthy.Profiles()...), ", ")
	command.Flags().StringVar(&f.profile, "profile", "", "`NAME` of the choice of rules, or NAME@VERSION: "+profiles+` (default "`+seaworthy.DefaultProfile+`")`)
	f.registerRules(command)
}

// registerRules leaves out the flag for the profile: some commands have an argument for it.
func (f *choiceFlags) registerRules(command *cobra.Command) {
	flags := command.Flags()
	flags.StringSliceVar(&f.rules, "rule", nil, "ask only this `RULE`, by id or another tool's name for it; repeatable")
	flags.StringSliceVar(&f.also, "also", nil, "ask this `RULE` besides those of the profile; repeatable")
	flags.StringSliceVar(&f.without, "skip", nil, "do not ask this `RULE`; repeatable")
	flags.StringArrayVar(&f.parameters, "set", nil, "parameter of a rule, `RULE.NAME=VALUE` with a value in YAML; repeatable")
	f.own.register(command)
}

// options turns the flags into options of a checker. They come after those of a configuration, and win.
func (f *choiceFlags) options(command *cobra.Command) ([]seaworthy.Option, error) {
	if len(f.rules) > 0 && len(f.also) > 0 {
		return nil, &usageError{command.CommandPath(), errAlsoOnly}
	}
	options := []seaworthy.Option{
		seaworthy.WithRules(f.rules...), seaworthy.WithMoreRules(f.also...), seaworthy.WithoutRules(f.without...),
	}
	if f.profile != "" {
		options = append(options, seaworthy.WithProfile(f.profile))
	}
	for _, text := range f.parameters {
		parameters, err := parseParameter(text)
		if err != nil {
			return nil, &usageError{command.CommandPath(), fmt.Errorf("--set %s: %w", text, err)}
		}
		options = append(options, seaworthy.WithParameters(parameters))
	}
	return options, nil
}

var errAlsoOnly = errors.New("--rule names all rules to ask, --also adds to those of the profile: use one of them")

var errParameterForm = errors.New("not of the form RULE.NAME=VALUE")

// parseParameter reads RULE.NAME=VALUE. Names of rules may hold dots, names of parameters do not.
func parseParameter(text string) (rule.Parameters, error) {
	target, written, found := strings.Cut(text, "=")
	dot := strings.LastIndexByte(target, '.')
	if !found || dot <= 0 || dot == len(target)-1 {
		return nil, errParameterForm
	}
	value, err := config.Value(written)
	var mistake *config.Error
	if errors.As(err, &mistake) {
		return nil, mistake.Err
	}
	if err != nil {
		return nil, err
	}
	return rule.Parameters{target[:dot]: {target[dot+1:]: value}}, nil
}

// checker chooses as `test` does for the files of the working directory.
func (f *choiceFlags) checker(command *cobra.Command) (*seaworthy.Checker, error) {
	chosen, err := f.options(command)
	if err != nil {
		return nil, err
	}
	configured, err := newConfiguredChecker(nil, chosen, f.own)
	if err != nil {
		return nil, err
	}
	configuration, err := configured.find(config.Name)
	if err != nil {
		return nil, err
	}
	return configured.new(configuration)
}
