package main

import (
	"errors"
	"log/slog"
	"net"
	"slices"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/server"
	"github.com/seaworthy-policy/seaworthy/pkg/server/access"
)

// serveAccessFlags say who may connect.
type serveAccessFlags struct {
	certificate, key    string
	tokens, authorities []string
}

func (f *serveAccessFlags) register(command *cobra.Command) {
	flags := command.Flags()
	flags.StringVar(&f.certificate, "tls-cert", "", "`FILE` with the certificate to speak TLS with, and its chain, in PEM")
	flags.StringVar(&f.key, "tls-key", "", "`FILE` with its private key in PEM")
	flags.StringArrayVar(&f.authorities, "client-ca", nil,
		"`[AREA=]FILE` with authorities in PEM whose clients may enter an area, or all; repeatable")
	flags.StringArrayVar(&f.tokens, "token-file", nil,
		"`[AREA=]FILE` with bearer tokens, one a line, that open an area (bundles, fleet, metrics, admission, external-data, export) or all; repeatable")
}

func (f *serveAccessFlags) options(command *cobra.Command, log *slog.Logger) (server.Options, error) {
	options := server.Options{Log: log}
	complain := func(err error) { log.Error("a file is broken, what it held before stays", "error", err) }
	config, err := f.config()
	if err == nil {
		err = f.check()
	}
	if err != nil {
		return options, &usageError{command.CommandPath(), err}
	}
	if options.Guard, err = access.Open(config, complain); err != nil {
		return options, err
	}
	if f.certificate != "" {
		options.Certificate, err = server.OpenCertificate(f.certificate, f.key, complain)
	}
	return options, err
}

func (f *serveAccessFlags) check() error {
	switch {
	case (f.certificate == "") != (f.key == ""):
		return errors.New("--tls-cert and --tls-key go together")
	case f.certificate == "" && len(f.authorities) > 0:
		return errors.New("--client-ca needs --tls-cert")
	}
	return nil
}

func (f *serveAccessFlags) config() (access.Config, error) {
	var config access.Config
	for _, kind := range []struct {
		given []string
		files *[]access.File
	}{{f.tokens, &config.Tokens}, {f.authorities, &config.Authorities}} {
		for _, text := range kind.given {
			file, err := access.ParseFile(text)
			if err != nil {
				return config, err
			}
			*kind.files = append(*kind.files, file)
		}
	}
	return config, nil
}

// isReckless tells that others than this machine may do something that nothing guards.
func (f *serveAccessFlags) isReckless(address net.Addr, options server.Options) bool {
	tcp, ok := address.(*net.TCPAddr)
	return ok && !tcp.IP.IsLoopback() && slices.ContainsFunc(access.Areas(), options.Guard.IsOpen)
}
