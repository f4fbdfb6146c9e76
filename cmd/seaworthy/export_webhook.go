package main

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/server/admission"
)

// exportWebhookFlags are the flags of the command.
type exportWebhookFlags struct {
	url, service, authority, profile string
	failClosed                       bool
	timeout                          time.Duration
	excludedNamespaces               []string
}

func newExportWebhookCommand() *cobra.Command {
	var flags exportWebhookFlags
	command := &cobra.Command{
		Use:   "webhook",
		Short: "Write the ValidatingWebhookConfiguration for a server of seaworthy",
		Long: `Write what tells an API server to have pods, what makes pods, and ConfigMaps judged at /v1/admission of a server of
seaworthy. While the server does not answer objects are let through, unless --fail-closed is said.`,
		Example: "  seaworthy export webhook --service seaworthy/seaworthy --ca ca.crt --profile default | kubectl apply -f -\n" +
			"  seaworthy export webhook --url https://10.0.0.7:8443 --ca ca.crt --fail-closed --timeout 3s",
		Args: noArguments,
		RunE: func(command *cobra.Command, _ []string) error { return flags.run(command) },
	}
	set := command.Flags()
	set.StringVar(&flags.url, "url", "", "`URL` of the server, https and without a path")
	set.StringVar(&flags.service, "service", "", "`NAMESPACE/NAME` of the server's Service, with :PORT where it is not 443")
	set.StringVar(&flags.authority, "ca", "", "`FILE` with the certificate, in PEM, of who signed the server's")
	set.StringVar(&flags.profile, "profile", "", "`NAME` that the server's --policy gives to what judges (default: its first)")
	set.BoolVar(&flags.failClosed, "fail-closed", false, "refuse objects while the server does not answer")
	set.DurationVar(&flags.timeout, "timeout", admission.DefaultTimeout, "`DURATION` that the API server waits, 1s to 30s")
	set.StringSliceVar(&flags.excludedNamespaces, "exclude-namespace", []string{"kube-system"}, "`NAMESPACE` that is not judged; repeatable")
	return command
}

func (f *exportWebhookFlags) run(command *cobra.Command) error {
	registration, err := f.registration()
	if err != nil {
		return &usageError{command.CommandPath(), err}
	}
	if f.authority != "" {
		if registration.CABundle, err = os.ReadFile(f.authority); err != nil {
			return fmt.Errorf("read --ca: %w", err)
		}
	}
	err = registration.Write(command.OutOrStdout())
	if errors.Is(err, admission.ErrRegistration) {
		return &usageError{command.CommandPath(), err}
	}
	return err
}

var (
	errServerURL = errors.New("--url is https://HOST[:PORT]")
	errService   = errors.New("--service is NAMESPACE/NAME or NAMESPACE/NAME:PORT")
)

// reviewPath is where a server of seaworthy takes reviews.
const reviewPath = "/v1/admission"

func (f *exportWebhookFlags) registration() (admission.Registration, error) {
	made := admission.Registration{
		Name: "validate.seaworthy.io", Profile: f.profile, FailClosed: f.failClosed, Timeout: f.timeout,
		ExcludedNamespaces: f.excludedNamespaces,
	}
	if f.url != "" {
		server, err := url.Parse(f.url)
		if err != nil || server.Scheme != "https" || server.Host == "" || strings.Trim(server.Path, "/") != "" {
			return admission.Registration{}, errServerURL
		}
		made.URL = "https://" + server.Host + reviewPath
	}
	var err error
	if f.service != "" {
		made.Service, err = parseService(f.service)
	}
	return made, err
}

func parseService(text string) (*admission.Service, error) {
	name, written, hasPort := strings.Cut(text, ":")
	namespace, name, ok := strings.Cut(name, "/")
	made := &admission.Service{Namespace: namespace, Name: name, Path: reviewPath, Port: 443}
	if hasPort {
		port, err := strconv.ParseUint(written, 10, 16)
		if err != nil {
			return nil, errService
		}
		made.Port = int(port)
	}
	if !ok || namespace == "" || name == "" {
		return nil, errService
	}
	return made, nil
}
