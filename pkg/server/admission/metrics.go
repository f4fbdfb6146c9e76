package admission

import (
	"github.com/prometheus/client_golang/prometheus"
)

// Metrics count decisions for Prometheus: Config.Observe is its Observe. Reviews that are none are not decided, and not
// counted here.
type Metrics struct {
	reviews  *prometheus.CounterVec
	findings *prometheus.CounterVec
	duration *prometheus.HistogramVec
}

// NewMetrics returns counters that stand at zero.
func NewMetrics() *Metrics {
	return &Metrics{
		reviews: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "seaworthy_admission_reviews_total", Help: "AdmissionReviews that were decided: allowed, denied, or failed, where the object could not be judged.",
		}, []string{"profile", "decision"}),
		findings: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "seaworthy_admission_findings_total", Help: "Findings that denied an object, or warned of it.",
		}, []string{"rule", "effect"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "seaworthy_admission_duration_seconds", Help: "How long the judging took.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .5, 2.5, 10},
		}, []string{"profile"}),
	}
}

// Observe counts a decision.
func (m *Metrics) Observe(d Decision) {
	m.reviews.WithLabelValues(d.Profile, d.verdict()).Inc()
	m.duration.WithLabelValues(d.Profile).Observe(d.Duration.Seconds())
	for _, id := range d.Denied {
		m.findings.WithLabelValues(id, "denied").Inc()
	}
	for _, id := range d.Warned {
		m.findings.WithLabelValues(id, "warned").Inc()
	}
}

func (d *Decision) verdict() string {
	switch {
	case d.Failure != "":
		return "failed"
	case d.Allowed:
		return "allowed"
	}
	return "denied"
}

// Describe is part of prometheus.Collector.
func (m *Metrics) Describe(descriptions chan<- *prometheus.Desc) {
	m.reviews.Describe(descriptions)
	m.findings.Describe(descriptions)
	m.duration.Describe(descriptions)
}

// Collect is part of prometheus.Collector.
func (m *Metrics) Collect(metrics chan<- prometheus.Metric) {
	m.reviews.Collect(metrics)
	m.findings.Collect(metrics)
	m.duration.Collect(metrics)
}
