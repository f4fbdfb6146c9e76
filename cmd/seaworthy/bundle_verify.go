package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
)

// verificationFlags name keys that are trusted.
type verificationFlags struct {
	keys  []string
	scope string
}

func (f *verificationFlags) register(command *cobra.Command) {
	command.Flags().StringArrayVar(&f.keys, "verification-key", nil,
		"`[ID=]FILE` with a public key in PEM or a shared secret; repeatable, while keys are changed")
	command.Flags().StringVar(&f.scope, "scope", "", "`SCOPE` that the bundle must be signed for")
}

// verify reads a bundle that one of the keys has signed.
func (f *verificationFlags) verify(archive []byte) (*bundle.Bundle, bundle.Signature, error) {
	var keys []bundle.VerificationKey
	for _, named := range f.keys {
		id, name, found := strings.Cut(named, "=")
		if !found {
			id, name = "", named
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, bundle.Signature{}, fmt.Errorf("read key: %w", err)
		}
		key, err := bundle.ParseVerificationKey(id, text)
		if err != nil {
			return nil, bundle.Signature{}, fmt.Errorf("read %s: %w", name, err)
		}
		keys = append(keys, key)
	}
	return bundle.Verify(archive, keys, f.scope)
}

func newBundleVerifyCommand(terminal console) *cobra.Command {
	var flags verificationFlags
	var output string
	command := &cobra.Command{
		Use:   "verify FILE",
		Short: "Prove who signed a bundle, as OPA does",
		Long: `Prove that a bundle is signed by one of the keys that are trusted, and has not been changed since. The exit
code is 1 if it is not.`,
		Example: "  seaworthy bundle verify bundle.tar.gz --verification-key release-2026=public.pem",
		Args:    oneArgument("FILE"),
	}
	command.RunE = func(command *cobra.Command, names []string) error {
		wanted, err := asJSON(command, output)
		if err == nil && len(flags.keys) == 0 {
			err = &usageError{command.CommandPath(), errors.New("--verification-key is missing")}
		}
		if err != nil {
			return err
		}
		return flags.report(terminal, names[0], wanted)
	}
	flags.register(command)
	command.Flags().StringVarP(&output, "output", "o", "text", "`FORMAT`: text, json")
	return command
}

// A verification is what was proved.
type verification struct {
	Revision  string           `json:"revision"`
	Signature bundle.Signature `json:"signature"`
}

func (f *verificationFlags) report(terminal console, name string, wantJSON bool) error {
	archive, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("read bundle: %w", err)
	}
	proved, signature, err := f.verify(archive)
	if errors.Is(err, bundle.ErrSignature) || errors.Is(err, bundle.ErrUnsigned) {
		terminal.note(fmt.Sprintf("%s: %v", name, err))
		return errFailures
	}
	if err != nil {
		return fmt.Errorf("verify %s: %w", name, err)
	}
	if wantJSON {
		return printJSON(terminal, verification{proved.Revision(), signature})
	}
	_, err = fmt.Fprintf(terminal.out, "%s: signed by the key %s (%s), revision %s\n",
		name, signature.KeyID, signature.Algorithm, proved.Revision())
	return err
}
