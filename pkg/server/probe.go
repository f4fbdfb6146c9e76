package server

import (
	"encoding/json"
	"net/http"

	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/seaworthy-policy/seaworthy/pkg/server/access"
)

// Health is what a check finds.
type Health struct {
	// Ready tells that requests can be served.
	Ready bool `json:"ready"`
	// Detail says what is served, and Problem what is wrong, which need not keep it from being ready: a source that broke
	// leaves what it gave before.
	Detail  string `json:"detail,omitzero"`
	Problem string `json:"problem,omitzero"`
}

type check struct {
	name string
	ask  func() Health
}

// AddCheck makes /readyz ask.
func (s *Server) AddCheck(name string, ask func() Health) {
	s.checks = append(s.checks, check{name, ask})
}

const readyPattern = "GET /readyz"

func (s *Server) addProbes() {
	s.Handle(Route{Pattern: "GET /livez", Handler: http.HandlerFunc(live)})
	s.Handle(Route{Pattern: readyPattern, Handler: http.HandlerFunc(s.ready)})
	metrics := promhttp.HandlerFor(s.registry, promhttp.HandlerOpts{})
	s.Handle(Route{Pattern: "GET /metrics", Area: access.Metrics, Handler: metrics})
}

func live(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte("ok\n")) // a client that has gone needs no answer
}

// readiness is the answer of /readyz.
type readiness struct {
	Ready  bool              `json:"ready"`
	Checks map[string]Health `json:"checks"`
}

func (s *Server) ready(w http.ResponseWriter, _ *http.Request) {
	answer := readiness{Ready: true, Checks: map[string]Health{}}
	for _, c := range s.checks {
		health := c.ask()
		answer.Ready = answer.Ready && health.Ready
		answer.Checks[c.name] = health
	}
	select {
	case <-s.leaving:
		answer.Ready = false
		answer.Checks["server"] = Health{Problem: "it is being shut down"}
	default:
	}
	w.Header().Set("Content-Type", "application/json")
	if !answer.Ready {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	_ = json.NewEncoder(w).Encode(answer)
}
