package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
	"github.com/seaworthy-policy/seaworthy/pkg/registry"
)

const registryHelp = `

The reference names registry, repository and tag. Credentials are those that "docker login" leaves. Plain HTTP
is spoken with the own machine only.`

func newBundlePushCommand(terminal console) *cobra.Command {
	var layout string
	command := &cobra.Command{
		Use:   "push FILE REFERENCE",
		Short: "Upload a bundle to a container registry",
		Long: `Upload a bundle, in the layout that OPA reads from services of the type "oci", or in that of
"conftest pull".` + registryHelp,
		Example: "  seaworthy bundle push bundle.tar.gz registry.example.com/policies:v1",
		Args:    twoArguments("FILE and REFERENCE"),
		RunE: func(command *cobra.Command, given []string) error {
			read, err := readBundle(given[0])
			if err != nil {
				return err
			}
			artefact, err := read.Artefact(bundle.Layout(layout))
			if err != nil {
				return &usageError{command.CommandPath(), err}
			}
			reference := withoutScheme(given[1])
			digest, err := registry.Client{}.Push(command.Context(), reference, artefact)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(terminal.out, "%s@%s\n", reference, digest)
			return err
		},
	}
	command.Flags().StringVar(&layout, "layout", string(bundle.OPA), "`LAYOUT` in the registry: opa, conftest")
	return command
}

// withoutScheme allows what conftest wants before a reference.
func withoutScheme(reference string) string {
	return strings.TrimPrefix(reference, "oci://")
}

func newBundlePullCommand(terminal console) *cobra.Command {
	var flags verificationFlags
	var output string
	command := &cobra.Command{
		Use:   "pull REFERENCE",
		Short: "Download a bundle from a container registry",
		Long: `Download a bundle that lies in a registry as OPA reads it. With --verification-key nothing is written unless
one of the keys has signed it.` + registryHelp,
		Example: "  seaworthy bundle pull registry.example.com/policies:v1 --verification-key public.pem",
		Args:    oneArgument("REFERENCE"),
		RunE: func(command *cobra.Command, given []string) error {
			reference := withoutScheme(given[0])
			pulled, digest, err := flags.pull(command.Context(), reference)
			if err != nil {
				return err
			}
			if err := writeBundle(output, pulled); err != nil {
				return err
			}
			_, err = fmt.Fprintf(terminal.out, "%s: %s@%s, revision %s\n", output, reference, digest, pulled.Revision())
			return err
		},
	}
	flags.register(command)
	command.Flags().StringVarP(&output, "output", "o", bundleFile, "`FILE` to write")
	return command
}

// pull downloads a bundle, and proves it where keys are trusted.
func (f *verificationFlags) pull(ctx context.Context, reference string) (*bundle.Bundle, string, error) {
	artefact, digest, err := registry.Client{}.Pull(ctx, reference, bundle.LayerType)
	if err != nil {
		return nil, "", err
	}
	archive := artefact.Layers[0].Content
	var pulled *bundle.Bundle
	if len(f.keys) > 0 {
		pulled, _, err = f.verify(archive)
	} else {
		pulled, err = bundle.Read(archive)
	}
	if err != nil {
		return nil, "", fmt.Errorf("read %s: %w", reference, err)
	}
	return pulled, digest, nil
}
