package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/gatekeeper"
	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/policies"
)

func newExportCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "export",
		Short: "Write rules in the form that another policy engine takes",
	}
	command.AddCommand(newExportGatekeeperCommand())
	return command
}

func newExportGatekeeperCommand() *cobra.Command {
	var choice choiceFlags
	var folder string
	command := &cobra.Command{
		Use:   "gatekeeper",
		Short: "Write ConstraintTemplates and Constraints for OPA Gatekeeper 3.22 and later",
		Long: `Write a ConstraintTemplate and a Constraint for each chosen rule about Kubernetes objects. Rules and their
parameters are chosen as for "seaworthy test", so that the cluster judges as CI does.

Without -o they are printed as one YAML stream, all templates first. With -o DIR each rule has
a folder, DIR/FACET/NAME, with template.yaml and constraint.yaml.`,
		Example: "  seaworthy export gatekeeper --profile strict | kubectl apply -f -\n" +
			"  seaworthy export gatekeeper --rule workload/privileged_container -o deploy/gatekeeper",
		Args: noArguments,
		RunE: func(command *cobra.Command, _ []string) error {
			exports, err := gatekeeperExports(command, &choice)
			if err != nil {
				return err
			}
			if folder == "" {
				return printExports(command.OutOrStdout(), exports)
			}
			return saveExports(folder, exports)
		},
	}
	choice.register(command)
	command.Flags().StringVarP(&folder, "output", "o", "", "write files below `DIR` instead of printing")
	return command
}

// An export is what one rule becomes.
type export struct {
	rule       rule.Rule
	template   gatekeeper.ConstraintTemplate
	constraint gatekeeper.Constraint
}

func gatekeeperExports(command *cobra.Command, choice *choiceFlags) ([]export, error) {
	library, err := policy.LoadProven(policies.FS)
	if err != nil {
		return nil, err
	}
	rules, err := exportedRules(command, choice)
	if err != nil {
		return nil, err
	}
	exports := make([]export, len(rules))
	for i, r := range rules {
		exports[i].rule = r
		if exports[i].template, err = gatekeeper.NewTemplate(library, r); err != nil {
			return nil, err
		}
		if exports[i].constraint, err = gatekeeper.NewConstraint(r); err != nil {
			return nil, err
		}
	}
	return exports, nil
}

// exportedRules returns the rules that --rule names, or those of the profile that can be exported, with the chosen
// parameters in place of their defaults.
func exportedRules(command *cobra.Command, choice *choiceFlags) ([]rule.Rule, error) {
	options, err := choice.options(command)
	if err != nil {
		return nil, err
	}
	checker, err := seaworthy.New(options...)
	if err != nil {
		return nil, err
	}
	rules := checker.Rules()
	if len(choice.rules) == 0 {
		rules = slices.DeleteFunc(rules, func(r rule.Rule) bool { return !gatekeeper.Exportable(r) })
	}
	for i, r := range rules {
		rules[i].Parameters = withDefaults(r.Parameters, checker.Parameters()[r.ID])
	}
	return rules, nil
}

func withDefaults(parameters map[string]rule.Parameter, values map[string]json.RawMessage) map[string]rule.Parameter {
	changed := maps.Clone(parameters)
	for name, value := range values {
		parameter := changed[name]
		parameter.Default = value
		changed[name] = parameter
	}
	return changed
}

// printExports writes templates before constraints: a cluster knows a constraint's kind only from its template.
func printExports(w io.Writer, exports []export) error {
	for _, each := range exports {
		if err := gatekeeper.Encode(w, each.template); err != nil {
			return err
		}
	}
	for _, each := range exports {
		if err := gatekeeper.Encode(w, each.constraint); err != nil {
			return err
		}
	}
	return nil
}

func saveExports(folder string, exports []export) error {
	for _, each := range exports {
		ruleFolder := filepath.Join(folder, each.rule.Facet, each.rule.Name)
		if err := os.MkdirAll(ruleFolder, 0o755); err != nil {
			return fmt.Errorf("make folder: %w", err)
		}
		if err := save(filepath.Join(ruleFolder, "template.yaml"), each.template); err != nil {
			return err
		}
		if err := save(filepath.Join(ruleFolder, "constraint.yaml"), each.constraint); err != nil {
			return err
		}
	}
	return nil
}

func save[R gatekeeper.ConstraintTemplate | gatekeeper.Constraint](name string, resource R) error {
	file, err := os.Create(name)
	if err != nil {
		return fmt.Errorf("write resource: %w", err)
	}
	defer file.Close()
	if err := gatekeeper.Encode(file, resource); err != nil {
		return err
	}
	return file.Close()
}
