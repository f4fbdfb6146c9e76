package bundles

import (
	"sync/atomic"

	"github.com/prometheus/client_golang/prometheus"
)

// counters count answers.
type counters struct {
	snapshots, deltas, unchanged atomic.Int64
}

// What Prometheus is told.
var (
	answersMetric = prometheus.NewDesc("seaworthy_bundle_answers_total",
		"Answers to OPAs that asked for a bundle.", []string{"kind"}, nil)
	waitingMetric = prometheus.NewDesc("seaworthy_bundle_clients_waiting",
		"OPAs that wait for another revision.", nil, nil)
	revisionMetric = prometheus.NewDesc("seaworthy_bundle_revision_timestamp_seconds",
		"When the revision came that is served.", []string{"bundle", "revision"}, nil)
	healthyMetric = prometheus.NewDesc("seaworthy_bundle_source_healthy",
		"1 where the source of a bundle is well, 0 where it is broken and an earlier revision is served, or none.", []string{"bundle"}, nil)
)

// Describe is part of prometheus.Collector.
func (h *Handler) Describe(descriptions chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{answersMetric, waitingMetric, revisionMetric, healthyMetric} {
		descriptions <- d
	}
}

// Collect is part of prometheus.Collector.
func (h *Handler) Collect(metrics chan<- prometheus.Metric) {
	for kind, count := range map[string]*atomic.Int64{
		"snapshot": &h.count.snapshots, "delta": &h.count.deltas, "unchanged": &h.count.unchanged,
	} {
		metrics <- prometheus.MustNewConstMetric(answersMetric, prometheus.CounterValue, float64(count.Load()), kind)
	}
	metrics <- prometheus.MustNewConstMetric(waitingMetric, prometheus.GaugeValue, float64(len(h.places)))
	for name, p := range h.publications {
		state := p.State()
		healthy := 0.0
		if state.Problem == nil && !state.Since.IsZero() {
			healthy = 1
		}
		metrics <- prometheus.MustNewConstMetric(healthyMetric, prometheus.GaugeValue, healthy, name)
		if !state.Since.IsZero() {
			seconds := float64(state.Since.UnixMilli()) / 1000
			metrics <- prometheus.MustNewConstMetric(revisionMetric, prometheus.GaugeValue, seconds, name, state.Revision)
		}
	}
}
