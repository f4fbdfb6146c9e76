package bundles

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
)

// reviewEntrypoint answers AdmissionReviews in bundles of ours, and reviewDecision is what OPA calls it.
const (
	reviewEntrypoint = "data.seaworthy.admission.review"
	reviewDecision   = "seaworthy/admission/review"
)

// An Offer publishes what a source gives, and the discovery that leads OPAs to it.
type Offer struct {
	Name              string
	Bundle, Discovery *Publication
	// Service and Reports are as in Discovery.
	Service string
	Reports bool
	// Sign signs the discovery; nil leaves it as it is.
	Sign func(*bundle.Bundle) (*bundle.Bundle, error)
	Log  *slog.Logger
}

// Publish serves a bundle. It reports whether that is another than before.
func (o *Offer) Publish(_ context.Context, b *bundle.Bundle) bool {
	told, err := o.discovery(b)
	if err != nil {
		o.Fail(err)
		return false
	}
	o.Discovery.Publish(told)
	isNew := o.Bundle.Publish(b)
	if isNew {
		o.Log.Info("new revision", "bundle", o.Name, "revision", b.Revision(), "digest", b.Digest())
	}
	return isNew
}

// Fail tells that there is nothing newer, and why.
func (o *Offer) Fail(err error) {
	o.Bundle.Fail(err)
	o.Log.Error("the source of a bundle is broken", "bundle", o.Name, "serving", o.Bundle.State().Revision, "error", err)
}

func (o *Offer) discovery(b *bundle.Bundle) (*bundle.Bundle, error) {
	summary, err := b.Inspect()
	if err != nil {
		return nil, fmt.Errorf("read bundle: %w", err)
	}
	told := Discovery{Service: o.Service, Bundle: o.Name, Reports: o.Reports}
	if slices.Contains(summary.Entrypoints, reviewEntrypoint) {
		told.Decision = reviewDecision
	}
	if signature, err := b.Signature(); err == nil {
		told.KeyID, told.Scope = signature.KeyID, signature.Scope
	} else if !errors.Is(err, bundle.ErrUnsigned) {
		return nil, fmt.Errorf("read bundle: %w", err)
	}
	built, err := told.Build()
	if err != nil || o.Sign == nil {
		return built, err
	}
	return o.Sign(built)
}
