package fleet

import (
	"sync/atomic"

	"github.com/prometheus/client_golang/prometheus"
	"go.etcd.io/bbolt"
)

// counters count what has been received.
type counters struct {
	statuses, decisions, repeated atomic.Int64
}

// What Prometheus is told.
var (
	receivedMetric = prometheus.NewDesc("seaworthy_fleet_received_total",
		"What OPAs have sent and what is on disk; repeated decisions were there before.", []string{"kind"}, nil)
	opasMetric = prometheus.NewDesc("seaworthy_fleet_opas", "OPAs that are known.", nil, nil)
	sizeMetric = prometheus.NewDesc("seaworthy_fleet_log_bytes", "Size of the decisions that are kept.", nil, nil)
)

// Describe is part of prometheus.Collector.
func (s *Store) Describe(descriptions chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{receivedMetric, opasMetric, sizeMetric} {
		descriptions <- d
	}
}

// Collect is part of prometheus.Collector.
func (s *Store) Collect(metrics chan<- prometheus.Metric) {
	for kind, count := range map[string]*atomic.Int64{
		"status": &s.count.statuses, "decision": &s.count.decisions, "repeated_decision": &s.count.repeated,
	} {
		metrics <- prometheus.MustNewConstMetric(receivedMetric, prometheus.CounterValue, float64(count.Load()), kind)
	}
	_ = s.db.View(func(tx *bbolt.Tx) error { // a store that is closed has nothing to tell
		t := open(tx)
		metrics <- prometheus.MustNewConstMetric(opasMetric, prometheus.GaugeValue, float64(t.total(opasKey)))
		metrics <- prometheus.MustNewConstMetric(sizeMetric, prometheus.GaugeValue, float64(t.total(bytesKey)))
		return nil
	})
}
