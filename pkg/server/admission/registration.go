package admission

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"regexp"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/input/kubernetes"
)

// A Registration says how the API server is to ask a webhook.
type Registration struct {
	// Name is a DNS name, under which audit annotations appear.
	Name string
	// URL is where the webhook is, or Service is; one of them.
	URL     string
	Service *Service
	// Profile is what the webhook judges by, the name that Config.Judge gets; the webhook's own where it is empty. It becomes
	// the last part of the path: the API server takes no query parameters.
	Profile string
	// CABundle is the PEM text of who signed the webhook's certificate; empty for those that the API server trusts anyway.
	CABundle []byte
	// FailClosed refuses objects while the webhook does not answer.
	FailClosed bool
	// Timeout is in whole seconds, from 1 to 30.
	Timeout time.Duration
	// ExcludedNamespaces are not judged.
	ExcludedNamespaces []string
}

// A Service is where a webhook listens in a cluster.
type Service struct {
	Namespace string `yaml:"namespace"`
	Name      string `yaml:"name"`
	Path      string `yaml:"path"`
	Port      int    `yaml:"port"`
}

// ErrRegistration is wrapped for a registration that the API server would not take.
var ErrRegistration = errors.New("invalid registration")

// configuration is a ValidatingWebhookConfiguration
// (https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/validating-webhook-configuration-v1/).
type configuration struct {
	APIVersion string    `yaml:"apiVersion"`
	Kind       string    `yaml:"kind"`
	Metadata   metadata  `yaml:"metadata"`
	Webhooks   []webhook `yaml:"webhooks"`
}

type metadata struct {
	Name string `yaml:"name"`
}

type webhook struct {
	Name                    string             `yaml:"name"`
	AdmissionReviewVersions []string           `yaml:"admissionReviewVersions,flow"`
	SideEffects             string             `yaml:"sideEffects"`
	FailurePolicy           string             `yaml:"failurePolicy"`
	MatchPolicy             string             `yaml:"matchPolicy"`
	TimeoutSeconds          int                `yaml:"timeoutSeconds"`
	ClientConfig            clientConfig       `yaml:"clientConfig"`
	NamespaceSelector       *namespaceSelector `yaml:"namespaceSelector,omitempty"`
	Rules                   []webhookRule      `yaml:"rules"`
}

type clientConfig struct {
	URL      string   `yaml:"url,omitempty"`
	Service  *Service `yaml:"service,omitempty"`
	CABundle string   `yaml:"caBundle,omitempty"`
}

type namespaceSelector struct {
	MatchExpressions []expression `yaml:"matchExpressions"`
}

type expression struct {
	Key      string   `yaml:"key"`
	Operator string   `yaml:"operator"`
	Values   []string `yaml:"values,flow"`
}

type webhookRule struct {
	APIGroups   []string `yaml:"apiGroups,flow"`
	APIVersions []string `yaml:"apiVersions,flow"`
	Operations  []string `yaml:"operations,flow"`
	Resources   []string `yaml:"resources,flow"`
	Scope       string   `yaml:"scope"`
}

// resources are what rules judge of an API group. An ephemeral container comes as an update of a pod's subresource.
func resources(group kubernetes.Group) []string {
	var names []string
	for _, kind := range group.Kinds {
		names = append(names, kind.Resource())
		if kind.Name == "Pod" {
			names = append(names, "pods/ephemeralcontainers")
		}
	}
	if group.Name == "" {
		names = append(names, "configmaps")
	}
	return names
}

// profileName is what the API server takes between two slashes of a service's path.
var profileName = regexp.MustCompile(`^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$`)

// Write writes a ValidatingWebhookConfiguration as YAML. The error wraps ErrRegistration for one that the API server would not
// take.
func (r Registration) Write(w io.Writer) error {
	if err := r.check(); err != nil {
		return err
	}
	encoder := yaml.NewEncoder(w)
	encoder.SetIndent(2)
	if err := encoder.Encode(configuration{
		APIVersion: "admissionregistration.k8s.io/v1", Kind: "ValidatingWebhookConfiguration",
		Metadata: metadata{Name: "seaworthy"}, Webhooks: []webhook{r.webhook()},
	}); err != nil {
		return fmt.Errorf("write registration: %w", err)
	}
	return encoder.Close()
}

func (r Registration) check() error {
	seconds := r.Timeout / time.Second
	switch {
	case (r.URL == "") == (r.Service == nil):
		return fmt.Errorf("%w: it names a URL or a service", ErrRegistration)
	case r.Profile != "" && !profileName.MatchString(r.Profile):
		return fmt.Errorf("%w: in a path the API server takes lower case letters, digits, - and . only, not %q", ErrRegistration, r.Profile)
	case seconds*time.Second != r.Timeout || seconds < 1 || seconds > 30:
		return fmt.Errorf("%w: the timeout is 1 to 30 whole seconds, not %s", ErrRegistration, r.Timeout)
	}
	return nil
}

func (r Registration) clientConfig() clientConfig {
	made := clientConfig{URL: r.URL, CABundle: base64.StdEncoding.EncodeToString(r.CABundle)}
	if r.Service != nil {
		service := *r.Service
		made.Service = &service
	}
	switch {
	case r.Profile == "":
	case made.Service != nil:
		made.Service.Path += "/" + r.Profile
	default:
		made.URL += "/" + r.Profile
	}
	return made
}

func (r Registration) webhook() webhook {
	made := webhook{
		Name: r.Name, AdmissionReviewVersions: []string{"v1"}, SideEffects: "None", FailurePolicy: "Ignore",
		MatchPolicy: "Equivalent", TimeoutSeconds: int(r.Timeout / time.Second),
		ClientConfig: r.clientConfig(),
	}
	if r.FailClosed {
		made.FailurePolicy = "Fail"
	}
	if len(r.ExcludedNamespaces) > 0 {
		made.NamespaceSelector = &namespaceSelector{[]expression{
			{"kubernetes.io/metadata.name", "NotIn", r.ExcludedNamespaces},
		}}
	}
	// Groups that a cluster does not have are asked for in vain.
	for _, group := range kubernetes.PodGroups() {
		made.Rules = append(made.Rules, webhookRule{
			APIGroups: []string{group.Name}, APIVersions: []string{group.Version}, Operations: []string{"CREATE", "UPDATE"},
			Resources: resources(group), Scope: "Namespaced",
		})
	}
	return made
}
