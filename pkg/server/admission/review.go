package admission

import (
	"encoding/json"
	"errors"
	"fmt"
)

// ErrReview is wrapped for a body that is no AdmissionReview of version v1 with a request.
var ErrReview = errors.New("not an AdmissionReview")

const (
	apiVersion = "admission.k8s.io/v1"
	reviewKind = "AdmissionReview"
)

// A question is an AdmissionReview as it comes.
type question struct {
	APIVersion string   `json:"apiVersion"`
	Kind       string   `json:"kind"`
	Request    *request `json:"request"`
}

// A request is what of a review's request matters here
// (https://kubernetes.io/docs/reference/config-api/apiserver-admission.v1/#admission-k8s-io-v1-AdmissionRequest).
type request struct {
	UID       string          `json:"uid"`
	Operation string          `json:"operation"`
	Name      string          `json:"name"`
	Namespace string          `json:"namespace"`
	DryRun    bool            `json:"dryRun"`
	Object    json.RawMessage `json:"object"`
	OldObject json.RawMessage `json:"oldObject"`
	Kind      struct {
		Kind string `json:"kind"`
	} `json:"kind"`
}

// parse reads a review. The error wraps ErrReview.
func parse(body []byte) (*request, error) {
	var asked question
	if err := json.Unmarshal(body, &asked); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrReview, err)
	}
	switch {
	case asked.APIVersion != apiVersion:
		return nil, fmt.Errorf("%w: apiVersion is %q, not %s", ErrReview, asked.APIVersion, apiVersion)
	case asked.Kind != reviewKind:
		return nil, fmt.Errorf("%w: kind is %q", ErrReview, asked.Kind)
	case asked.Request == nil:
		return nil, fmt.Errorf("%w: it has no request", ErrReview)
	case asked.Request.UID == "":
		return nil, fmt.Errorf("%w: the request has no uid", ErrReview)
	}
	return asked.Request, nil
}

// An answer is an AdmissionReview as it goes back.
type answer struct {
	APIVersion string   `json:"apiVersion"`
	Kind       string   `json:"kind"`
	Response   response `json:"response"`
}

type response struct {
	UID              string            `json:"uid"`
	Allowed          bool              `json:"allowed"`
	Status           *status           `json:"status,omitzero"`
	Warnings         []string          `json:"warnings,omitzero"`
	AuditAnnotations map[string]string `json:"auditAnnotations,omitzero"`
}

type status struct {
	Code    int    `json:"code"`
	Reason  string `json:"reason"`
	Message string `json:"message"`
}
