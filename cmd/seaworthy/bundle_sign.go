package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
)

// bundleSignFlags are the flags of the command.
type bundleSignFlags struct {
	key, id, algorithm, scope, output string
}

func newBundleSignCommand(terminal console) *cobra.Command {
	var flags bundleSignFlags
	command := &cobra.Command{
		Use:   "sign FILE",
		Short: "Sign a bundle, so that OPA can tell who made it",
		Long: `Sign a bundle with a private RSA or ECDSA key in PEM, or with a secret that signer and OPA share (any other
file, to the last byte). The signature goes into the bundle, in place of one that it has.`,
		Example: "  seaworthy bundle sign bundle.tar.gz --signing-key private.pem --key-id release-2026",
		Args:    oneArgument("FILE"),
	}
	command.RunE = func(command *cobra.Command, names []string) error {
		if flags.key == "" {
			return &usageError{command.CommandPath(), fmt.Errorf("--signing-key is missing")}
		}
		return flags.sign(terminal, names[0])
	}
	options := command.Flags()
	options.StringVar(&flags.key, "signing-key", "", "`FILE` with the key")
	options.StringVar(&flags.id, "key-id", "default", "`ID` by which OPA's configuration knows the key")
	options.StringVar(&flags.algorithm, "signing-alg", "", "`ALGORITHM`, RS256 for example (default: the plainest for the key)")
	options.StringVar(&flags.scope, "scope", "", "`SCOPE` that OPA must be configured with to take the bundle")
	options.StringVarP(&flags.output, "output", "o", "", "`FILE` to write (default: the same)")
	return command
}

func (f *bundleSignFlags) sign(terminal console, name string) error {
	text, err := os.ReadFile(f.key)
	if err != nil {
		return fmt.Errorf("read key: %w", err)
	}
	key, err := bundle.ParseSigningKey(f.id, text, f.algorithm)
	if err != nil {
		return fmt.Errorf("read %s: %w", f.key, err)
	}
	unsigned, err := readBundle(name)
	if err != nil {
		return err
	}
	signed, err := unsigned.Sign(key, f.scope)
	if err != nil {
		return err
	}
	if f.output == "" {
		f.output = name
	}
	if err := writeBundle(f.output, signed); err != nil {
		return err
	}
	signature, err := signed.Signature()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(terminal.out, "%s: signed by the key %s (%s)\n", f.output, signature.KeyID, signature.Algorithm)
	return err
}
