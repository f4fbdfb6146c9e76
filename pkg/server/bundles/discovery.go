package bundles

import (
	"encoding/json"
	"fmt"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
)

// A Discovery is what an OPA is told when it asks what to do
// (https://www.openpolicyagent.org/docs/management-discovery): which bundle to take and what to send back. The
// service itself, and the keys that bundles are verified with, stand in the configuration that OPA starts with:
// keys that a server sends prove nothing of it.
type Discovery struct {
	// Service is what OPA's configuration calls this server.
	Service string
	// Bundle is the name of a publication.
	Bundle string
	// Decision is what OPA answers when it is asked for nothing, "seaworthy/admission/review"; absent for OPA's own default.
	Decision string
	// KeyID and Scope are those of the signature, absent where the bundle has none.
	KeyID, Scope string
	// Reports tells that the server takes status and decision logs.
	Reports bool
}

// configuration is the part of OPA's that is sent (https://www.openpolicyagent.org/docs/configuration).
type configuration struct {
	DefaultDecision string                   `json:"default_decision,omitzero"`
	Bundles         map[string]bundleService `json:"bundles"`
	Status          *reportService           `json:"status,omitzero"`
	DecisionLogs    *logService              `json:"decision_logs,omitzero"`
}

type bundleService struct {
	Service  string   `json:"service"`
	Resource string   `json:"resource"`
	Polling  polling  `json:"polling"`
	Signing  *signing `json:"signing,omitzero"`
}

type polling struct {
	LongPollingTimeout int `json:"long_polling_timeout_seconds"`
}

// signing always names the key: without it OPA before 1.21.3 takes an unsigned bundle.
type signing struct {
	KeyID string `json:"keyid"`
	Scope string `json:"scope,omitzero"`
}

type reportService struct {
	Service string `json:"service"`
}

type logService struct {
	Service   string    `json:"service"`
	Reporting reporting `json:"reporting"`
}

// reporting is sooner than the five minutes that OPA lets decisions lie, and with them what it lost if it is killed.
type reporting struct {
	MinDelay int `json:"min_delay_seconds"`
	MaxDelay int `json:"max_delay_seconds"`
}

// longPollSeconds is how long OPA is told to wait: less than proxies do.
const longPollSeconds = 45

// Build makes the bundle that OPA reads its configuration from.
func (d Discovery) Build() (*bundle.Bundle, error) {
	told := configuration{DefaultDecision: d.Decision, Bundles: map[string]bundleService{}}
	service := bundleService{Service: d.Service, Resource: "bundles/" + d.Bundle, Polling: polling{longPollSeconds}}
	if d.KeyID != "" {
		service.Signing = &signing{KeyID: d.KeyID, Scope: d.Scope}
	}
	told.Bundles[d.Bundle] = service
	if d.Reports {
		told.Status = &reportService{d.Service}
		told.DecisionLogs = &logService{d.Service, reporting{MinDelay: 5, MaxDelay: 15}}
	}
	text, err := json.Marshal(told)
	if err != nil {
		return nil, fmt.Errorf("write discovery: %w", err)
	}
	return bundle.BuildData(text)
}
