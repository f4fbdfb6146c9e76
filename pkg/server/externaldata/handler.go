package externaldata

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/server/posted"
)

// Defaults of a Config, and bounds that are not for changing.
const (
	// DefaultTimeout is below the 3 seconds that Gatekeeper's webhook has for all its work.
	DefaultTimeout = 2 * time.Second
	// DefaultKept is how long a digest is believed.
	DefaultKept = 3 * time.Minute
	// DefaultMaxKept is for how many references a digest is kept.
	DefaultMaxKept = 4096

	// MaxBody is the longest request that is read, in bytes.
	MaxBody = 1 << 20

	maxKeys      = 1000
	maxKeyLength = 4096
)

// A Resolver asks a registry for the digest that a reference has now.
type Resolver func(ctx context.Context, reference string) (string, error)

// A Config says how keys are answered. Only Checker must be there.
type Config struct {
	// Checker returns the checker whose rules about references are asked. It is asked for each request, so it hands out one
	// that is made already, with Options.
	Checker func() (*seaworthy.Checker, error)
	// Timeout bounds the answering of a request.
	Timeout time.Duration
	// Digest is what asks registries; nil asks none. Registries are the only hosts that are asked: without any it is nobody,
	// for whoever may create a pod chooses the keys.
	Digest     Resolver
	Registries []string
	// Kept is how long digests are kept, MaxKept how many.
	Kept    time.Duration
	MaxKept int
}

// Options are what the checker is made with.
func Options() []seaworthy.Option {
	return []seaworthy.Option{seaworthy.WithFormat("kubernetes"), seaworthy.WithoutInline()}
}

// A Handler answers requests for data. It is a prometheus.Collector as well.
type Handler struct {
	config  Config
	digests *digests
	count   counters
}

// New makes the handler. It takes POST requests on any path.
func New(config Config) *Handler {
	if config.Timeout <= 0 {
		config.Timeout = DefaultTimeout
	}
	if config.Kept <= 0 {
		config.Kept = DefaultKept
	}
	if config.MaxKept <= 0 {
		config.MaxKept = DefaultMaxKept
	}
	return &Handler{config: config, digests: newDigests(config)}
}

const (
	apiVersion   = "externaldata.gatekeeper.sh/v1beta1"
	requestKind  = "ProviderRequest"
	responseKind = "ProviderResponse"
)

type providerRequest struct {
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	Request    struct {
		Keys []string `json:"keys"`
	} `json:"request"`
}

type providerResponse struct {
	APIVersion string   `json:"apiVersion"`
	Kind       string   `json:"kind"`
	Response   response `json:"response"`
}

type response struct {
	Idempotent  bool   `json:"idempotent"`
	Items       []Item `json:"items"`
	SystemError string `json:"systemError,omitzero"`
}

// An Item is the answer to one key: facts, or why there are none.
type Item struct {
	Key   string `json:"key"`
	Value *Facts `json:"value,omitzero"`
	Error string `json:"error,omitzero"`
}

// ErrRequest is wrapped for a body that is no ProviderRequest of version v1beta1, or asks for too much.
var ErrRequest = errors.New("not a ProviderRequest")

// ServeHTTP implements http.Handler.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, ok := posted.Body(w, r, "request for data", MaxBody)
	if !ok {
		return
	}
	keys, err := parse(body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), h.config.Timeout)
	defer cancel()
	answer := response{Idempotent: true}
	if answer.Items, err = h.items(ctx, keys); err != nil {
		answer = response{Items: []Item{}, SystemError: err.Error()}
	}
	h.count.add(answer)
	w.Header().Set("Content-Type", "application/json")
	// What can't be written to a client that has gone can't be told to it either.
	_ = json.NewEncoder(w).Encode(providerResponse{apiVersion, responseKind, answer})
}

// parse reads the keys of a request. The error wraps ErrRequest.
func parse(body []byte) ([]string, error) {
	var asked providerRequest
	if err := json.Unmarshal(body, &asked); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRequest, err)
	}
	switch {
	case asked.APIVersion != apiVersion:
		return nil, fmt.Errorf("%w: apiVersion is %q, not %s", ErrRequest, asked.APIVersion, apiVersion)
	case asked.Kind != requestKind:
		return nil, fmt.Errorf("%w: kind is %q", ErrRequest, asked.Kind)
	case len(asked.Request.Keys) > maxKeys:
		return nil, fmt.Errorf("%w: it has %d keys, more than %d", ErrRequest, len(asked.Request.Keys), maxKeys)
	}
	return asked.Request.Keys, nil
}
