package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/gatekeeper"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// exportGatekeeperFlags are the flags of the command.
type exportGatekeeperFlags struct {
	choice                         choiceFlags
	folder, format, version        string
	enforce, at                    []string
	namespaces, excludedNamespaces []string
	labels, namespaceLabels        map[string]string
	exemptImages                   []string
}

func newExportGatekeeperCommand() *cobra.Command {
	var flags exportGatekeeperFlags
	command := &cobra.Command{
		Use:   "gatekeeper",
		Short: "Write ConstraintTemplates and Constraints for OPA Gatekeeper 3.19 and later",
		Long: `Write a ConstraintTemplate and a Constraint for each chosen rule about Kubernetes objects. Rules and their
parameters are chosen as for "seaworthy test" of the working directory, .seaworthy.yaml included, so that the cluster judges
as CI does. Rules that have nothing to say in a cluster are left out, and listed with the reason on standard error.

Without -o they are printed as one YAML stream, all templates first. With -o DIR each rule has a folder,
DIR/FACET/NAME, with template.yaml, constraint.yaml and, where the rule's example shows Kubernetes objects, a
suite.yaml for "gator verify" with its samples. DIR/kustomization.yaml names what is to be applied, and DIR/catalog.yaml
is read by "gator policy" (GATOR_CATALOG_URL=file://DIR/catalog.yaml).`,
		Example: "  seaworthy export gatekeeper --profile pss-baseline | kubectl apply -f -\n" +
			"  seaworthy export gatekeeper --enforce high=warn --exclude-namespace 'kube-*' -o deploy/gatekeeper\n" +
			"  seaworthy export gatekeeper --at gator=deny --at webhook=warn --at audit=severity",
		Args: noArguments,
		RunE: func(command *cobra.Command, _ []string) error { return flags.run(command) },
	}
	flags.register(command)
	return command
}

func (f *exportGatekeeperFlags) register(command *cobra.Command) {
	f.choice.register(command)
	flags := command.Flags()
	flags.StringVarP(&f.folder, "output", "o", "", "write files below `DIR` instead of printing")
	flags.StringVar(&f.format, "format", "gatekeeper", "`FORMAT` of the output: gatekeeper, or opa for what \"seaworthy export opa\" writes")
	flags.StringVar(&f.version, "gatekeeper-version", string(gatekeeper.LatestVersion), "oldest `VERSION` of Gatekeeper that is to take the templates")
	flags.StringArrayVar(&f.enforce, "enforce", nil,
		"`SEVERITY=ACTION` for rules of a severity: deny, warn or dryrun (default deny from medium, warn for low, dryrun for info); repeatable")
	flags.StringArrayVar(&f.at, "at", nil,
		"`POINT=ACTION` for the enforcement points webhook, audit and gator: deny, warn, dryrun or severity; with it others enforce nothing; repeatable")
	flags.StringSliceVar(&f.namespaces, "namespace", nil, "only `NAMESPACE` is judged; a star at either end; repeatable")
	flags.StringSliceVar(&f.excludedNamespaces, "exclude-namespace", nil, "`NAMESPACE` is not judged; a star at either end; repeatable")
	flags.StringToStringVar(&f.labels, "label", nil, "only objects with the label `NAME=VALUE` are judged; repeatable")
	flags.StringToStringVar(&f.namespaceLabels, "namespace-label", nil, "only namespaces with the label `NAME=VALUE` are judged; repeatable")
	flags.Lookup("label").DefValue, flags.Lookup("namespace-label").DefValue = "", "" // [] says nothing to anybody
	flags.StringSliceVar(&f.exemptImages, "exempt-image", nil, "containers of `IMAGE` are left alone; a star at the end; repeatable")
}

var errExportFormat = errors.New("--format is gatekeeper or opa")

func (f *exportGatekeeperFlags) run(command *cobra.Command) error {
	switch f.format {
	case "gatekeeper":
	case "opa":
		return (&exportOPAFlags{choice: f.choice, folder: f.folder, namespace: defaultOPANamespace}).run(command)
	default:
		return &usageError{command.CommandPath(), errExportFormat}
	}
	options, err := f.options()
	if err != nil {
		return &usageError{command.CommandPath(), err}
	}
	checker, err := f.choice.checker(command)
	if err != nil {
		return err
	}
	set, err := gatekeeper.Export(checker.Library(), checker.Profile(), checker.ToldRules(), options)
	if err != nil {
		return err
	}
	if err := f.refuseNamed(set); err != nil {
		return err
	}
	if err := explainLeftOut(command.ErrOrStderr(), set.LeftOut); err != nil {
		return err
	}
	return f.write(command, set)
}

// refuseNamed returns why a rule that --rule names can't be exported.
func (f *exportGatekeeperFlags) refuseNamed(set gatekeeper.Set) error {
	if len(f.choice.rules) > 0 && len(set.LeftOut) > 0 {
		return set.LeftOut[0].Reason
	}
	return nil
}

func (f *exportGatekeeperFlags) write(command *cobra.Command, set gatekeeper.Set) error {
	if f.folder == "" {
		text, err := set.Stream()
		if err != nil {
			return err
		}
		_, err = command.OutOrStdout().Write(text)
		return err
	}
	files, err := set.Files()
	if err != nil {
		return err
	}
	return saveExports(f.folder, files)
}

func (f *exportGatekeeperFlags) options() (gatekeeper.Options, error) {
	version, err := gatekeeper.ParseVersion(f.version)
	if err != nil {
		return gatekeeper.Options{}, err
	}
	options := gatekeeper.Options{
		Version: version, Actions: map[rule.Severity]gatekeeper.Action{}, Points: map[string]gatekeeper.Action{},
		Namespaces: f.namespaces, ExcludedNamespaces: f.excludedNamespaces,
		Labels: f.labels, NamespaceLabels: f.namespaceLabels, ExemptImages: f.exemptImages,
	}
	for _, text := range f.enforce {
		if err := assign(text, options.Actions, rule.ParseSeverity); err != nil {
			return gatekeeper.Options{}, fmt.Errorf("--enforce %s: %w", text, err)
		}
	}
	for _, text := range f.at {
		if err := assign(text, options.Points, gatekeeper.ParsePoint); err != nil {
			return gatekeeper.Options{}, fmt.Errorf("--at %s: %w", text, err)
		}
	}
	return options, nil
}

var errAssignment = errors.New("not of the form NAME=ACTION")

// assign reads NAME=ACTION.
func assign[K ~string](text string, actions map[K]gatekeeper.Action, parse func(string) (K, error)) error {
	name, written, ok := strings.Cut(text, "=")
	if !ok || slices.Contains([]string{name, written}, "") {
		return errAssignment
	}
	key, err := parse(name)
	if err != nil {
		return err
	}
	actions[key], err = gatekeeper.ParseAction(written)
	return err
}
