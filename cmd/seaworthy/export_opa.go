package main

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
	"github.com/seaworthy-policy/seaworthy/pkg/gatekeeper"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

// defaultOPANamespace is where kube-mgmt looks for policies unless it is told.
const defaultOPANamespace = "opa"

// exportOPAFlags are the flags of the command.
type exportOPAFlags struct {
	choice            choiceFlags
	folder, namespace string
}

func newExportOPACommand() *cobra.Command {
	flags := exportOPAFlags{}
	command := &cobra.Command{
		Use:   "opa",
		Short: "Write ConfigMaps for an OPA that kube-mgmt looks after",
		Long: `Write the chosen rules about Kubernetes objects as ConfigMaps with the label by which kube-mgmt loads them into the OPA
beside it. Rules and their parameters are chosen as for "seaworthy test" of the working directory, .seaworthy.yaml included.
Rules that have nothing to say in a cluster are left out, and listed with the reason on standard error.

The OPA answers reviews at data.seaworthy.admission.review: set its default_decision to seaworthy/admission/review.
An OPA that can fetch bundles is better served by "seaworthy bundle", which is signed and loaded as a whole.`,
		Example: "  seaworthy export opa --profile pss-restricted --namespace opa | kubectl apply -f -",
		Args:    noArguments,
		RunE:    func(command *cobra.Command, _ []string) error { return flags.run(command) },
	}
	flags.choice.register(command)
	command.Flags().StringVarP(&flags.folder, "output", "o", "", "write files below `DIR` instead of printing")
	command.Flags().StringVar(&flags.namespace, "namespace", defaultOPANamespace, "`NAMESPACE` of the ConfigMaps")
	return command
}

func (f *exportOPAFlags) run(command *cobra.Command) error {
	checker, err := f.choice.checker(command)
	if err != nil {
		return err
	}
	rules, leftOut, err := expressible(checker)
	if err != nil {
		return err
	}
	if len(f.choice.rules) > 0 && len(leftOut) > 0 {
		return leftOut[0].Reason
	}
	built, err := bundle.Build(command.Context(), checker.Library(), bundle.Selection{
		Profile: checker.Profile(), Rules: rules, Parameters: checker.Parameters(),
	})
	if err != nil {
		return err
	}
	if err := explainLeftOut(command.ErrOrStderr(), leftOut); err != nil {
		return err
	}
	files, err := f.files(built)
	if err != nil {
		return err
	}
	if f.folder != "" {
		return saveExports(f.folder, files)
	}
	for _, file := range files {
		if _, err := fmt.Fprintf(command.OutOrStdout(), "---\n%s", file.Text); err != nil {
			return err
		}
	}
	return nil
}

// expressible parts the rules into those that may say something of an object in a cluster, and the others.
func expressible(checker *seaworthy.Checker) ([]rule.Rule, []gatekeeper.LeftOut, error) {
	var leftOut []gatekeeper.LeftOut
	var failed error
	rules := slices.DeleteFunc(checker.Rules(), func(r rule.Rule) bool {
		reason := gatekeeper.Expressible(checker.Library(), r)
		if reason == nil {
			return false
		}
		if each := (gatekeeper.LeftOut{Rule: r, Reason: reason}); each.Explained() {
			leftOut = append(leftOut, each)
		} else {
			failed = reason
		}
		return true
	})
	return rules, leftOut, failed
}

// configMap is the resource as kubectl takes it.
type configMap struct {
	APIVersion string            `yaml:"apiVersion"`
	Kind       string            `yaml:"kind"`
	Metadata   configMapMetadata `yaml:"metadata"`
	Data       map[string]string `yaml:"data"`
}

type configMapMetadata struct {
	Name      string            `yaml:"name"`
	Namespace string            `yaml:"namespace"`
	Labels    map[string]string `yaml:"labels"`
}

func (f *exportOPAFlags) files(built *bundle.Bundle) ([]gatekeeper.File, error) {
	maps, err := built.ConfigMaps()
	if err != nil {
		return nil, err
	}
	var files []gatekeeper.File
	for _, each := range maps {
		resource := configMap{"v1", "ConfigMap", configMapMetadata{each.Name, f.namespace, each.Labels}, each.Data}
		var text bytes.Buffer
		encoder := yaml.NewEncoder(&text)
		encoder.SetIndent(2)
		if err := encoder.Encode(resource); err != nil {
			return nil, fmt.Errorf("write resource: %w", err)
		}
		files = append(files, gatekeeper.File{Path: each.Name + ".yaml", Text: text.Bytes()})
	}
	return files, nil
}
