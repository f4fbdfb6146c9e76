package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/seaworthy-policy/seaworthy/pkg/conftest"
)

// settable are the flags that conftest has too.
func settable() []string {
	return append(slices.Clone(policyOnly), "policy", "output", "parser", "stdin-filename", "fail-on-warn", "no-fail", "quiet", "no-color", "report")
}

// settle gives flags that are not on the command line the values that the environment, or else conftest.toml, has for them.
// A file that is named must be there.
func settle(command *cobra.Command, terminal console, file string) error {
	named := file != ""
	if !named {
		file = conftest.SettingsFile
	}
	settings, err := conftest.ReadSettings(file)
	if err != nil && (named || !errors.Is(err, fs.ErrNotExist)) {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		if command.Flags().Lookup(name) == nil || !slices.Contains(settable(), name) {
			terminal.note(fmt.Sprintf("%s: %s is no setting of %s", file, name, command.CommandPath()))
		}
	}
	var failed []error
	command.Flags().VisitAll(func(flag *pflag.Flag) {
		if flag.Changed || !slices.Contains(settable(), flag.Name) {
			return
		}
		variable := conftest.VariablePrefix + strings.ToUpper(strings.ReplaceAll(flag.Name, "-", "_"))
		if value, set := terminal.variable(variable); set {
			failed = append(failed, setFlag(flag, variable, splitList(value)))
		} else if values, set := settings[flag.Name]; set {
			failed = append(failed, setFlag(flag, file+": "+flag.Name, values))
		}
	})
	if err := errors.Join(failed...); err != nil {
		return &usageError{command.CommandPath(), err}
	}
	return nil
}

// splitList splits at commas as flags with several values do.
func splitList(value string) []string {
	values, err := csv.NewReader(strings.NewReader(value)).Read()
	if err != nil {
		return []string{value}
	}
	return values
}

func setFlag(flag *pflag.Flag, origin string, values []string) error {
	list, isList := flag.Value.(pflag.SliceValue)
	var err error
	if isList {
		err = list.Replace(values)
	} else {
		err = flag.Value.Set(strings.Join(values, ","))
	}
	if err != nil {
		return fmt.Errorf("%s: %q is %s", origin, strings.Join(values, ","), mismatch(flag))
	}
	flag.Changed = true
	return nil
}
