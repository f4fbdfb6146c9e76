package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/gatekeeper"
	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/policies"
)

func newExportCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "export",
		Short: "Write rules in the form that another policy engine takes",
		Args:  cobra.NoArgs,
	}
	command.AddCommand(newExportGatekeeperCommand())
	return command
}

func newExportGatekeeperCommand() *cobra.Command {
	var names []string
	var folder string
	command := &cobra.Command{
		Use:   "gatekeeper",
		Short: "Write ConstraintTemplates and Constraints for OPA Gatekeeper 3.22 and later",
		Long: `Write a ConstraintTemplate and a Constraint for each rule about Kubernetes objects.

Without -o they are printed as one YAML stream, all templates first. With -o DIR each rule has
a folder, DIR/FACET/NAME, with template.yaml and constraint.yaml.`,
		Example: "  seaworthy export gatekeeper --rule workload/privileged_container | kubectl apply -f -\n" +
			"  seaworthy export gatekeeper -o deploy/gatekeeper",
		Args: cobra.NoArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			exports, err := gatekeeperExports(names)
			if err != nil {
				return err
			}
			if folder == "" {
				return printExports(command.OutOrStdout(), exports)
			}
			return saveExports(folder, exports)
		},
	}
	command.Flags().StringSliceVar(&names, "rule", nil, "export only this `RULE`, an id or another tool's name (repeatable)")
	command.Flags().StringVarP(&folder, "output", "o", "", "write files below `DIR` instead of printing")
	return command
}

// An export is what one rule becomes.
type export struct {
	rule       rule.Rule
	template   gatekeeper.ConstraintTemplate
	constraint gatekeeper.Constraint
}

func gatekeeperExports(names []string) ([]export, error) {
	library, err := policy.Load(policies.FS)
	if err != nil {
		return nil, err
	}
	rules, err := exportedRules(library.Catalogue(), names)
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

// exportedRules returns the named rules, or all that can be exported.
func exportedRules(catalogue *rule.Catalogue, names []string) ([]rule.Rule, error) {
	if len(names) == 0 {
		return slices.DeleteFunc(catalogue.Rules(), func(r rule.Rule) bool { return !gatekeeper.Exportable(r) }), nil
	}
	var rules []rule.Rule
	for _, name := range names {
		found, err := catalogue.Resolve(name)
		if err != nil {
			return nil, err
		}
		for _, r := range found {
			if !slices.ContainsFunc(rules, func(known rule.Rule) bool { return known.ID == r.ID }) {
				rules = append(rules, r)
			}
		}
	}
	return rules, nil
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
