package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/config"
	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

const initHelp = `Init looks at the files below the working directory and writes a .seaworthy.yaml with comments: what was found, and what can
be said about it. All that it says can be left as it is. It never overwrites a file.`

func newInitCommand(terminal console) *cobra.Command {
	command := &cobra.Command{
		Use:   "init",
		Short: "Write a commented .seaworthy.yaml for the files that are here",
		Long:  initHelp,
		Args:  noArguments,
		RunE: func(command *cobra.Command, _ []string) error {
			return initialise(command.Context(), terminal)
		},
	}
	command.AddCommand(newInitRuleCommand(terminal))
	return command
}

func initialise(ctx context.Context, terminal console) error {
	if _, err := os.Lstat(config.Name); err == nil {
		return fmt.Errorf("%s is there already, edit it or move it away", config.Name)
	}
	rules, err := seaworthy.LoadRules()
	if err != nil {
		return err
	}
	checker, err := seaworthy.New(seaworthy.WithRuleSet(rules))
	if err != nil {
		return err
	}
	result, err := checker.CheckPaths(ctx, ".")
	if err != nil {
		return err
	}
	file, err := os.OpenFile(config.Name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already, edit it or move it away", config.Name)
	}
	if err != nil {
		return fmt.Errorf("write %s: %s", config.Name, seaworthy.Reason(err))
	}
	_, err = file.WriteString(sketch(result, rules.Catalogue()))
	if err := errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("write %s: %w", config.Name, err)
	}
	_, err = fmt.Fprint(terminal.out, firstSteps(result))
	return err
}

// firstSteps says what is there now and what to do with it.
func firstSteps(result finding.Result) string {
	told := config.Name + " is written, for " + formatCounts(result) + "\n"
	if found := len(result.Findings()); found > 0 {
		return told + fmt.Sprintf("next: read it, then `seaworthy test`; `seaworthy baseline create` sets the findings of today aside (%d)\n", found)
	}
	return told + "next: read it, then `seaworthy test`\n"
}

// formatCounts says how many files of each format there are.
func formatCounts(result finding.Result) string {
	counts := map[string]int{}
	for _, file := range result.Files {
		if file.Format != "" && file.Skipped == "" {
			counts[file.Format]++
		}
	}
	var parts []string
	for _, format := range slices.Sorted(maps.Keys(counts)) {
		parts = append(parts, fmt.Sprintf("%d %s", counts[format], format))
	}
	if len(parts) == 0 {
		return "no file of a format that seaworthy reads"
	}
	return strings.Join(parts, ", ")
}

// sketch is the text of a first configuration. What it proposes beyond the default stands in comments.
func sketch(result finding.Result, catalogue *rule.Catalogue) string {
	var text strings.Builder
	line := func(format string, arguments ...string) {
		for _, argument := range arguments {
			format = strings.Replace(format, "%s", argument, 1)
		}
		text.WriteString(format + "\n")
	}
	line("# yaml-language-server: $schema=%s", config.SchemaURL)
	line("# How seaworthy judges the files below this folder; the nearest such file upwards from each file holds.")
	line("# When this was written, there were: %s.", formatCounts(result))
	line("")
	line("# Which rules are asked: %s, or all.", strings.Join(seaworthy.Profiles(), ", "))
	line("profile: %s", seaworthy.DefaultProfile)
	line("")
	line("# Files that are not judged, in the syntax of .gitignore.")
	sketchList(line, "exclude", seldomShipped(result))
	line("")
	line("# Rules that are asked besides those of the profile.")
	sketchList(line, "also", nil)
	line("")
	line("# Rules that are not asked. `seaworthy explain RULE` tells what each is good for.")
	sketchList(line, "skip", nil)
	sketchRules(line, result, catalogue)
	line("")
	line("# What is different for some files.")
	line("# overrides:")
	line("#   - paths: [dev/]")
	line("#     profile: pss-baseline")
	line("")
	line("# Whether comments such as `# seaworthy:ignore RULE -- reason` may except findings.")
	line("inline: true")
	return text.String()
}

type lineWriter func(format string, arguments ...string)

// sketchList proposes a list in comments.
func sketchList(line lineWriter, key string, proposed []string) {
	if len(proposed) == 0 {
		line("# %s: []", key)
		return
	}
	line("# %s:", key)
	for _, each := range proposed {
		line("#   - %s", fmt.Sprintf("%q", each))
	}
}

// sketchRules proposes severities and parameters for the rules that have findings here.
func sketchRules(line lineWriter, result finding.Result, catalogue *rule.Catalogue) {
	found := map[string]rule.Rule{}
	for _, each := range result.Findings() {
		if known, ok := catalogue.ByID(each.Rule); ok {
			found[each.Rule] = known
		}
	}
	if len(found) == 0 {
		return
	}
	ids := slices.Sorted(maps.Keys(found))
	line("")
	line("# What defects are worth here: critical, high, medium, low or info. These rules have findings now.")
	line("# severities:")
	for _, id := range ids {
		line("#   %s: %s", id, string(found[id].Severity))
	}
	ids = slices.DeleteFunc(ids, func(id string) bool { return len(found[id].Parameters) == 0 })
	if len(ids) == 0 {
		return
	}
	line("")
	line("# What these rules can be told, with what holds if nobody does.")
	line("# parameters:")
	for _, id := range ids {
		line("#   %s:", id)
		for _, name := range slices.Sorted(maps.Keys(found[id].Parameters)) {
			line("#     %s: %s", name, oneLineJSON(found[id].Parameters[name].Default))
		}
	}
}

func oneLineJSON(value json.RawMessage) string {
	var compact bytes.Buffer
	if json.Compact(&compact, value) != nil {
		return "null"
	}
	return strings.ReplaceAll(compact.String(), ",", ", ")
}

// seldomShipped are folders with judged files whose names say that nobody ships what is in them.
func seldomShipped(result finding.Result) []string {
	var folders []string
	for _, file := range result.Files {
		if file.Skipped != "" {
			continue
		}
		for _, name := range strings.Split(path.Dir(file.Path), "/") {
			if slices.Contains([]string{"vendor", "third_party", "node_modules", "testdata", "fixtures", "examples", "example"}, name) {
				folders = append(folders, name+"/")
			}
		}
	}
	slices.Sort(folders)
	return slices.Compact(folders)
}
