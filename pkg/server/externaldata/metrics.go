package externaldata

import (
	"sync/atomic"

	"github.com/prometheus/client_golang/prometheus"
)

// counters count keys by their answers, and requests that got none.
type counters struct {
	known, refused, broken atomic.Int64
}

func (c *counters) add(answer response) {
	if answer.SystemError != "" {
		c.broken.Add(1)
	}
	for _, item := range answer.Items {
		if item.Value == nil {
			c.refused.Add(1)
			continue
		}
		c.known.Add(1)
	}
}

// What Prometheus is told.
var (
	keysMetric = prometheus.NewDesc("seaworthy_external_data_keys_total",
		"Image references that Gatekeeper asked about, and got facts or an error for.", []string{"answer"}, nil)
	brokenMetric = prometheus.NewDesc("seaworthy_external_data_errors_total",
		"Requests of Gatekeeper that could not be answered at all.", nil, nil)
	registryMetric = prometheus.NewDesc("seaworthy_external_data_registry_requests_total",
		"Digests that registries were asked for.", []string{"answer"}, nil)
)

// Describe is part of prometheus.Collector.
func (h *Handler) Describe(descriptions chan<- *prometheus.Desc) {
	descriptions <- keysMetric
	descriptions <- brokenMetric
	descriptions <- registryMetric
}

// Collect is part of prometheus.Collector.
func (h *Handler) Collect(metrics chan<- prometheus.Metric) {
	send := func(what *prometheus.Desc, count int64, labels ...string) {
		metrics <- prometheus.MustNewConstMetric(what, prometheus.CounterValue, float64(count), labels...)
	}
	send(keysMetric, h.count.known.Load(), "facts")
	send(keysMetric, h.count.refused.Load(), "error")
	send(brokenMetric, h.count.broken.Load())
	if h.digests != nil {
		failed := h.digests.failed.Load()
		send(registryMetric, h.digests.asked.Load()-failed, "digest")
		send(registryMetric, failed, "error")
	}
}
