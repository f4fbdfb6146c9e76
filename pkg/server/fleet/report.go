package fleet

import (
	"encoding/json"
	"time"
)

// A status is what an OPA reports of itself (https://www.openpolicyagent.org/docs/management-status). Its metrics are left out.
type status struct {
	Labels       map[string]string        `json:"labels"`
	Bundles      map[string]bundleStatus  `json:"bundles"`
	Discovery    *bundleStatus            `json:"discovery"`
	DecisionLogs *Fault                   `json:"decision_logs"`
	Plugins      map[string]*pluginStatus `json:"plugins"`
}

type pluginStatus struct {
	State string `json:"state"`
}

type bundleStatus struct {
	ActiveRevision string    `json:"active_revision"`
	Type           string    `json:"type"`
	LastRequest    time.Time `json:"last_request"`
	LastDownload   time.Time `json:"last_successful_download"`
	LastActivation time.Time `json:"last_successful_activation"`
	Fault
}

// A Fault is what went wrong at an OPA, as it says.
type Fault struct {
	Code     string          `json:"code,omitzero"`
	Message  string          `json:"message,omitzero"`
	HTTPCode json.Number     `json:"http_code,omitzero"`
	Errors   json.RawMessage `json:"errors,omitzero"`
}

// fault returns nil where there is none.
func (f *Fault) fault() *Fault {
	if f == nil || f.Code == "" && f.Message == "" && f.HTTPCode == "" {
		return nil
	}
	return f
}

// An OPA is what is known of one.
type OPA struct {
	// ID is a label that OPA gives itself anew whenever it starts.
	ID string `json:"id"`
	// Labels are the others.
	Labels map[string]string `json:"labels,omitempty"`
	// Version is OPA's own.
	Version string `json:"version,omitzero"`
	// FirstSeen and LastSeen are when it first and last sent something, by this machine's clock.
	FirstSeen time.Time `json:"first_seen"`
	LastSeen  time.Time `json:"last_seen"`
	// Bundles and Discovery are what it runs, by the names that its configuration has.
	Bundles   map[string]Running `json:"bundles,omitempty"`
	Discovery *Running           `json:"discovery,omitzero"`
	// DecisionLogs is what keeps it from sending decision logs.
	DecisionLogs *Fault `json:"decision_logs,omitzero"`
	// Plugins are their states by name: "OK", "NOT_READY", "ERROR".
	Plugins map[string]string `json:"plugins,omitempty"`
	// Decisions is how many of its decisions have been received, and LastDecision when the last one was.
	Decisions    int       `json:"decisions"`
	LastDecision time.Time `json:"last_decision,omitzero"`
}

// Running is a bundle that an OPA runs.
type Running struct {
	// Revision is absent where none has been activated.
	Revision string `json:"revision,omitzero"`
	// Since is when the OPA activated it, by its clock.
	Since time.Time `json:"since,omitzero"`
	// Newest tells that this server serves just this revision.
	Newest bool `json:"newest"`
	// Type is "snapshot" or "delta", of what was activated last.
	Type         string    `json:"type,omitzero"`
	LastRequest  time.Time `json:"last_request,omitzero"`
	LastDownload time.Time `json:"last_download,omitzero"`
	// Fault is why it runs nothing newer.
	Fault *Fault `json:"fault,omitzero"`
}

// report takes a status over.
func (o *OPA) report(s status, now time.Time) {
	o.LastSeen = now
	o.label(s.Labels)
	before := o.Bundles
	o.Bundles = map[string]Running{}
	for name, bundle := range s.Bundles {
		o.Bundles[name] = bundle.running(before[name], now)
	}
	o.Discovery = nil
	if s.Discovery != nil {
		running := s.Discovery.running(Running{}, now)
		o.Discovery = &running
	}
	o.DecisionLogs = s.DecisionLogs.fault()
	o.Plugins = map[string]string{}
	for name, plugin := range s.Plugins {
		if plugin != nil {
			o.Plugins[name] = plugin.State
		}
	}
}

func (o *OPA) label(labels map[string]string) {
	o.Labels = map[string]string{}
	for name, value := range labels {
		switch name {
		case "id":
		case "version":
			o.Version = value
		default:
			o.Labels[name] = value
		}
	}
}

// running says since when: an OPA names the time of its last activation, which a delta or the same revision renews.
func (b bundleStatus) running(before Running, now time.Time) Running {
	running := Running{
		Revision: b.ActiveRevision, Type: b.Type, LastRequest: b.LastRequest, LastDownload: b.LastDownload, Fault: b.fault(),
	}
	switch {
	case b.ActiveRevision == "":
	case b.ActiveRevision == before.Revision:
		running.Since = before.Since
	case b.LastActivation.IsZero():
		running.Since = now
	default:
		running.Since = b.LastActivation
	}
	return running
}

// A decision is the part of a logged one that is looked at (https://www.openpolicyagent.org/docs/management-decision-logs).
type decision struct {
	ID     string            `json:"decision_id"`
	Labels map[string]string `json:"labels"`
}
