package server

import (
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

// An observer counts requests and logs them.
type observer struct {
	log      *slog.Logger
	within   time.Duration
	requests *prometheus.CounterVec
	duration *prometheus.HistogramVec
	open     prometheus.Gauge
}

func newObserver(registry *prometheus.Registry, log *slog.Logger, within time.Duration) *observer {
	o := &observer{
		log: log, within: within,
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "seaworthy_http_requests_total", Help: "Requests that were answered.",
		}, []string{"route", "code"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "seaworthy_http_request_duration_seconds", Help: "How long answers took; those of long polls include the wait.",
			Buckets: []float64{.001, .005, .025, .1, .5, 2.5, 10, 60, 300},
		}, []string{"route"}),
		open: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "seaworthy_http_requests_open", Help: "Requests that wait for their answer, long polls among them.",
		}),
	}
	registry.MustRegister(o.requests, o.duration, o.open,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return o
}

// observe serves a request. One whose handler panics is answered with 500, and the server lives on.
func (o *observer) observe(w http.ResponseWriter, request *http.Request, mux *http.ServeMux) {
	start := time.Now()
	o.open.Inc()
	defer o.open.Dec()
	answer := &recorder{ResponseWriter: w, within: o.within}
	defer func() {
		if reason := recover(); reason != nil {
			o.panicked(answer, request, reason)
		}
		o.tell(request, answer.code(), time.Since(start))
	}()
	mux.ServeHTTP(answer, request)
}

func (o *observer) panicked(answer *recorder, request *http.Request, reason any) {
	if reason == http.ErrAbortHandler {
		panic(reason)
	}
	o.log.Error("panic", "path", request.URL.Path, "reason", reason, "stack", string(debug.Stack()))
	if answer.status == 0 {
		http.Error(answer, "internal error", http.StatusInternalServerError)
	}
}

// tell counts a request by its route. The mux leaves the pattern in the request; what fits none has no label of its own,
// or strangers could make as many as they like.
func (o *observer) tell(request *http.Request, code int, took time.Duration) {
	route := request.Pattern
	if route == "" {
		route = "none"
	}
	o.requests.WithLabelValues(route, strconv.Itoa(code)).Inc()
	o.duration.WithLabelValues(route).Observe(took.Seconds())
	level := slog.LevelDebug
	switch {
	case route == readyPattern:
	case code >= http.StatusInternalServerError:
		level = slog.LevelWarn
	case code >= http.StatusBadRequest:
		level = slog.LevelInfo
	}
	o.log.Log(request.Context(), level, "request", "method", request.Method, "path", request.URL.Path, "code", code,
		"client", request.RemoteAddr, "took", took.String())
}

// A recorder remembers the status of an answer, and gives the client so much time to read it.
type recorder struct {
	http.ResponseWriter
	status int
	within time.Duration
}

func (r *recorder) WriteHeader(status int) {
	if status >= http.StatusOK {
		r.begin(status)
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(part []byte) (int, error) {
	r.begin(http.StatusOK)
	return r.ResponseWriter.Write(part)
}

func (r *recorder) begin(status int) {
	if r.status != 0 {
		return
	}
	r.status = status
	// A ResponseWriter without deadlines is a test's.
	_ = http.NewResponseController(r.ResponseWriter).SetWriteDeadline(time.Now().Add(r.within))
}

// Unwrap lets http.ResponseController find the connection.
func (r *recorder) Unwrap() http.ResponseWriter {
	return r.ResponseWriter
}

func (r *recorder) code() int {
	if r.status == 0 {
		return http.StatusOK
	}
	return r.status
}
