// Package server is what `seaworthy serve` listens with: a place for handlers to hang, and around them what every
// server on a network owes its operators.
//
// A route says which area of access it belongs to and what its requests may cost. Bodies, headers, time and
// concurrency are bounded; a client that dawdles loses its connection. /livez, /readyz and /metrics are what they are
// everywhere, and on the way out the server says that it is not ready, lets go of whoever waits, and ends what has begun.
//
//	s := server.New(server.Options{Guard: guard, Log: log})
//	s.Handle(server.Route{Pattern: "POST /v1/admission", Area: access.Admission, MaxBody: 8 << 20, Handler: webhook})
//	s.AddCheck("rules", func() server.Health { ... })
//	err := s.Serve(ctx, listener)
//
// What is served lies in packages of its own below this one.
package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/seaworthy-policy/seaworthy/pkg/server/access"
	"github.com/seaworthy-policy/seaworthy/pkg/server/repeat"
)

// Options are what a server is made with.
type Options struct {
	// Guard tells who may do what; nil lets everybody do everything.
	Guard *access.Guard
	// Log is told what happens; nil throws it away.
	Log *slog.Logger
	// Certificate makes Serve speak TLS; nil leaves it at HTTP.
	Certificate *Certificate
	// Limits in place of the usual ones; those that are zero are the usual.
	Limits Limits
}

// A Server serves routes. Routes, checks and metrics are added before Serve.
type Server struct {
	options  Options
	mux      *http.ServeMux
	registry *prometheus.Registry
	observer *observer
	slots    chan struct{}
	checks   []check
	// leaving is closed when the server is not ready any more, draining when nobody is to wait any more.
	leaving, draining chan struct{}
}

// New returns a server that has nothing to serve but probes and metrics.
func New(options Options) *Server {
	options.Limits = options.Limits.orUsual()
	if options.Guard == nil {
		options.Guard = &access.Guard{}
	}
	if options.Log == nil {
		options.Log = slog.New(slog.DiscardHandler)
	}
	registry := prometheus.NewRegistry()
	s := &Server{
		options: options, mux: http.NewServeMux(), registry: registry,
		observer: newObserver(registry, options.Log, options.Limits.Response),
		slots:    make(chan struct{}, options.Limits.Concurrency),
		leaving:  make(chan struct{}), draining: make(chan struct{}),
	}
	s.addProbes()
	return s
}

// Metrics is where handlers register what they count; /metrics shows it.
func (s *Server) Metrics() prometheus.Registerer {
	return s.registry
}

// Draining is closed when the server ends: whoever holds a request answers it then.
func (s *Server) Draining() <-chan struct{} {
	return s.draining
}

// ServeHTTP serves one request, as Serve does for those of a listener.
func (s *Server) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	s.observer.observe(w, request, s.mux)
}

// Serve serves a listener until ctx is done, and then ends gently: for Limits.Farewell it serves on, not ready, so that
// balancers send nobody new; then those who wait get their answer, and what has begun may go on for Limits.Drain. It
// returns nil unless the listener fails or requests had to be cut off.
func (s *Server) Serve(ctx context.Context, listener net.Listener) error {
	web := s.newWeb()
	served := make(chan error, 1)
	go func() { served <- s.listen(web, limitConnections(listener, s.options.Limits.Connections)) }()
	select {
	case err := <-served:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	return s.drain(context.WithoutCancel(ctx), web)
}

func (s *Server) newWeb() *http.Server {
	limits := s.options.Limits
	return &http.Server{
		Handler:           s,
		ReadHeaderTimeout: limits.Header,
		ReadTimeout:       limits.Request,
		IdleTimeout:       limits.Idle,
		MaxHeaderBytes:    limits.HeaderBytes,
		ConnContext: func(ctx context.Context, c net.Conn) context.Context {
			return repeat.Context(withConnection(ctx, c), c)
		},
		ConnState: repeat.Observe,
		ErrorLog:  slog.NewLogLogger(s.options.Log.Handler(), slog.LevelDebug),
	}
}

func (s *Server) listen(web *http.Server, listener net.Listener) error {
	if s.options.Certificate == nil {
		return web.Serve(repeat.Listen(listener, s.options.Limits.Idle))
	}
	web.TLSConfig = s.options.Certificate.configuration(s.options.Guard)
	return web.ServeTLS(listener, "", "")
}

func (s *Server) drain(ctx context.Context, web *http.Server) error {
	close(s.leaving)
	s.options.Log.Info("leaving", "farewell", s.options.Limits.Farewell.String())
	time.Sleep(s.options.Limits.Farewell)
	web.SetKeepAlivesEnabled(false)
	close(s.draining)
	ctx, cancel := context.WithTimeout(ctx, s.options.Limits.Drain)
	defer cancel()
	if err := web.Shutdown(ctx); err != nil {
		return errors.Join(fmt.Errorf("end requests: %w", err), web.Close())
	}
	return nil
}
