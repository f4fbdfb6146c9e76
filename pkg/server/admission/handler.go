package admission

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"runtime"
	"time"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/server/posted"
)

// Defaults of a Config.
const (
	DefaultFailOn = rule.Medium
	// DefaultTimeout is below the 10 seconds that the API server waits unless it is told.
	DefaultTimeout = 5 * time.Second
	// DefaultMaxBody is the largest request that the API server takes, in bytes.
	DefaultMaxBody = 3 << 20
)

// A Config says how reviews are answered. Only Judge must be there.
type Config struct {
	// Judge returns the judge of the profile that a request names, which is "" where it names none. It is asked for each
	// review, so it hands out judges that are made already. An error that wraps ErrNoProfile is a 400; with any other the
	// object can't be judged, and FailOpen says what becomes of it.
	Judge func(profile string) (*Judge, error)
	// FailOn is the least severity that refuses an object.
	FailOn rule.Severity
	// FailOpen lets objects through that can't be judged; without it they are refused.
	FailOpen bool
	// Timeout bounds a judgement. What the API server says of its own patience, ?timeout=, bounds it further.
	Timeout time.Duration
	// MaxBody is the longest request that is read, in bytes.
	MaxBody int64
	// Observe is told each decision, where it is there. It must not block.
	Observe func(Decision)
}

// ErrNoProfile is wrapped by Config.Judge for a profile that there is not.
var ErrNoProfile = errors.New("no such profile")

// Options are what every checker of a webhook is made with: objects come without a file name, and may not except themselves
// from rules.
func Options() []seaworthy.Option {
	return []seaworthy.Option{seaworthy.WithFormat("kubernetes"), seaworthy.WithoutInline()}
}

// A handler answers reviews.
type handler struct {
	config Config
	places places
}

// New makes the handler. It takes POST requests on any path; where the pattern that leads to it has a {profile}, that is the
// profile, and else what ?profile= names.
func New(config Config) http.Handler {
	if config.FailOn == "" {
		config.FailOn = DefaultFailOn
	}
	if config.Timeout <= 0 {
		config.Timeout = DefaultTimeout
	}
	if config.MaxBody <= 0 {
		config.MaxBody = DefaultMaxBody
	}
	return &handler{config: config, places: make(places, 2*runtime.GOMAXPROCS(0))}
}

// ServeHTTP implements http.Handler.
func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, ok := posted.Body(w, r, "review", h.config.MaxBody)
	if !ok {
		return
	}
	request, err := parse(body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	profile := cmp.Or(r.PathValue("profile"), r.URL.Query().Get("profile"))
	judge, err := h.config.Judge(profile)
	if errors.Is(err, ErrNoProfile) {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), h.patience(r))
	defer cancel()
	h.answer(ctx, w, judgement{handler: h, judge: judge, obstacle: err, profile: profile, request: request})
}

// margin is what is left of the API server's patience for the way back.
const margin = 200 * time.Millisecond

// patience is how long a judgement may take.
func (h *handler) patience(r *http.Request) time.Duration {
	told, err := time.ParseDuration(r.URL.Query().Get("timeout"))
	if err != nil || told <= 0 {
		return h.config.Timeout
	}
	return min(h.config.Timeout, max(told-margin, told/2))
}

func (h *handler) answer(ctx context.Context, w http.ResponseWriter, j judgement) {
	started := time.Now()
	decision := j.decide(ctx)
	decision.Duration = time.Since(started)
	if h.config.Observe != nil {
		h.config.Observe(decision)
	}
	w.Header().Set("Content-Type", "application/json")
	// What can't be written to a client that has gone can't be told to it either.
	_ = json.NewEncoder(w).Encode(decision.review())
}
