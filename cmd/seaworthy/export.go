package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/gatekeeper"
)

func newExportCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "export",
		Short: "Write rules in the form that another policy engine takes",
	}
	command.AddCommand(newExportGatekeeperCommand(), newExportOPACommand(), newExportWebhookCommand())
	return command
}

// saveExports writes files below a folder.
func saveExports(folder string, files []gatekeeper.File) error {
	for _, file := range files {
		name := filepath.Join(folder, filepath.FromSlash(file.Path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return fmt.Errorf("make folder: %w", err)
		}
		if err := os.WriteFile(name, file.Text, 0o644); err != nil {
			return fmt.Errorf("write resource: %w", err)
		}
	}
	return nil
}

// explainLeftOut lists the rules that can't be expressed, each with the reason; those about files that no cluster has seen
// are counted.
func explainLeftOut(w io.Writer, leftOut []gatekeeper.LeftOut) error {
	others := 0
	for _, each := range leftOut {
		if each.OtherFacet() {
			others++
			continue
		}
		if _, err := fmt.Fprintf(w, "left out %s: %s\n", each.Rule.ID, each.Why()); err != nil {
			return err
		}
	}
	if others == 0 {
		return nil
	}
	_, err := fmt.Fprintf(w, "left out %d rules about files that are not Kubernetes objects\n", others)
	return err
}
