package server

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"strconv"
	"sync"
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
	meters   sync.Map // of outcome to meter
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

// An outcome is a way in which requests of a route end.
type outcome struct {
	route string
	code  int
}

// A meter counts requests that end alike.
type meter struct {
	count    prometheus.Counter
	duration prometheus.Observer
}

// meter returns that of an outcome. Looking it up in Prometheus' own tables would cost as much as answering 304.
func (o *observer) meter(ended outcome) meter {
	if known, ok := o.meters.Load(ended); ok {
		return known.(meter)
	}
	made := meter{
		count:    o.requests.WithLabelValues(ended.route, strconv.Itoa(ended.code)),
		duration: o.duration.WithLabelValues(ended.route),
	}
	o.meters.Store(ended, made)
	return made
}

// observe serves a request. One whose handler panics is answered with 500, and the server lives on.
func (o *observer) observe(w http.ResponseWriter, request *http.Request, mux *http.ServeMux) {
	start := time.Now()
	o.open.Inc()
	defer o.open.Dec()
	answer := &recorder{ResponseWriter: w, request: request, within: o.within}
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
	meter := o.meter(outcome{route, code})
	meter.count.Inc()
	meter.duration.Observe(took.Seconds())
	level := slog.LevelDebug
	switch {
	case route == readyPattern:
	case code >= http.StatusInternalServerError:
		level = slog.LevelWarn
	case code >= http.StatusBadRequest:
		level = slog.LevelInfo
	}
	if !o.log.Enabled(request.Context(), level) {
		return
	}
	o.log.Log(request.Context(), level, "request", "method", request.Method, "path", request.URL.Path, "code", code,
		"client", request.RemoteAddr, "took", took.String())
}

// A connection remembers until when its client may read.
type connection struct {
	readBy time.Time
}

// connectionKey is the key of a request's context for its *connection.
type connectionKey struct{}

func withConnection(ctx context.Context, _ net.Conn) context.Context {
	return context.WithValue(ctx, connectionKey{}, &connection{})
}

// A recorder remembers the status of an answer, and gives the client so much time to read it.
type recorder struct {
	http.ResponseWriter
	request *http.Request
	status  int
	within  time.Duration
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
	r.giveTime()
}

// giveTime lets the client read for as long as it may. Requests of HTTP/1 come one after the other, and share a deadline
// until half of it is over: setting one costs as much as a small answer.
func (r *recorder) giveTime() {
	shared, _ := r.request.Context().Value(connectionKey{}).(*connection)
	sharing := shared != nil && r.request.ProtoMajor == 1
	if sharing && time.Until(shared.readBy) > r.within/2 {
		return
	}
	readBy := time.Now().Add(r.within)
	if sharing {
		shared.readBy = readBy
	}
	// A ResponseWriter without deadlines is a test's.
	_ = http.NewResponseController(r.ResponseWriter).SetWriteDeadline(readBy)
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
