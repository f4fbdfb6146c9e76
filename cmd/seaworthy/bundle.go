package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
)

// bundleFile is what OPA calls a bundle that nobody names.
const bundleFile = "bundle.tar.gz"

func newBundleCommand(terminal console) *cobra.Command {
	command := &cobra.Command{
		Use:   "bundle",
		Short: "Make, sign, compare and publish OPA bundles",
		Long: `An OPA bundle carries rules to OPA servers. One of these holds the rules of a profile and answers
data.seaworthy.findings for a document that "seaworthy parse" prints, and
data.seaworthy.admission.review for an AdmissionReview of Kubernetes.`,
	}
	command.AddCommand(newBundleBuildCommand(terminal), newBundleInspectCommand(terminal), newBundleDiffCommand(terminal),
		newBundleSignCommand(terminal), newBundleVerifyCommand(terminal),
		newBundlePushCommand(terminal), newBundlePullCommand(terminal))
	return command
}

func readBundle(name string) (*bundle.Bundle, error) {
	archive, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read bundle: %w", err)
	}
	read, err := bundle.Read(archive)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return read, nil
}

func writeBundle(name string, b *bundle.Bundle) error {
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write bundle: %w", err)
	}
	return nil
}
