package fleet

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/stretchr/testify/require"
)

func openStore(t testing.TB, retention Retention) *Store {
	t.Helper()
	store, err := Open(filepath.Join(t.TempDir(), "fleet.db"), retention, slog.New(slog.DiscardHandler))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, store.Close()) })
	return store
}

// at sets the clock of a store.
func (s *Store) at(text string) {
	then, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	s.now = func() time.Time { return then }
}

func compress(text string) []byte {
	var compressed bytes.Buffer
	writer := gzip.NewWriter(&compressed)
	_, _ = writer.Write([]byte(text))
	_ = writer.Close()
	return compressed.Bytes()
}

// post sends a body as the server hands it on.
func post(handler http.Handler, body []byte, encoding string) int {
	answer := httptest.NewRecorder()
	request := httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(body))
	request.Body = http.MaxBytesReader(answer, request.Body, MaxBody)
	if encoding != "" {
		request.Header.Set("Content-Encoding", encoding)
	}
	handler.ServeHTTP(answer, request)
	return answer.Code
}

func event(id, opa string) string {
	return fmt.Sprintf(`{"decision_id": %q, "labels": {"id": %q}, "path": "/seaworthy/findings", "input": null, "result": []}`, id, opa)
}

func TestReceivedBodies(t *testing.T) {
	random := make([]byte, MaxBody+1)
	cases := []struct {
		name, encoding string
		body           []byte
		status, logs   int
	}{
		{name: "a chunk of decisions", encoding: "gzip", body: compress("[" + event("a", "1") + "," + event("b", "1") + "]"), logs: 204},
		{name: "a chunk that is not compressed", body: []byte("[" + event("c", "1") + "]"), logs: 204},
		{name: "an empty chunk", body: []byte("[]"), logs: 204},
		{name: "decisions without labels and ids", body: []byte(`[{"path": "a"}, {}]`), logs: 204},
		{name: "one decision, and no array", body: []byte(event("d", "1")), logs: 400},
		{name: "an array that does not end", body: []byte("[" + event("d", "1")), logs: 400},
		{name: "a decision that is none", body: []byte(`["d"]`), logs: 400},
		{name: "nothing", body: []byte{}, logs: 400, status: 400},
		{name: "no gzip", encoding: "gzip", body: []byte("[]"), logs: 400, status: 400},
		{name: "another encoding", encoding: "br", body: []byte("[]"), logs: 415, status: 415},
		{name: "too large", body: random, logs: 400},
		{name: "too large within", body: append([]byte(`[{"a": "`), append(bytes.Repeat([]byte("x"), MaxBody), `"}]`...)...), logs: 413},
		{name: "a little that expands to too much", encoding: "gzip", body: compress(`[{"a": "` + strings.Repeat("x", maxExpanded) + `"}]`), logs: 413, status: 413},
		{name: "a status", body: []byte(`{"labels": {"id": "1"}, "bundles": {}}`), status: 204},
		{name: "a status, compressed", encoding: "gzip", body: compress(`{"labels": {"id": "1"}, "bundles": {"main": null}}`), status: 204},
		{name: "a status of nobody", body: []byte(`{"labels": {}}`), status: 400},
		{name: "a status whose id is too long", body: []byte(`{"labels": {"id": "` + strings.Repeat("x", maxID+1) + `"}}`), status: 400},
		{name: "a status that is none", body: []byte(`[]`), status: 400},
	}
	store := openStore(t, Retention{})
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			if tc.logs != 0 {
				require.Equal(t, tc.logs, post(store.LogsHandler(), tc.body, tc.encoding))
			}
			if tc.status != 0 {
				require.Equal(t, tc.status, post(store.StatusHandler(), tc.body, tc.encoding))
			}
		})
	}
	decisions, err := store.Decisions("", 100)
	require.NoError(t, err)
	require.Len(t, decisions, 5, "a chunk is kept as a whole or not at all")
}

func TestADecisionThatComesTwiceIsKeptOnce(t *testing.T) {
	store := openStore(t, Retention{})
	chunk := func(ids ...string) []byte {
		var events []string
		for _, id := range ids {
			events = append(events, event(id, "1"))
		}
		return compress("[" + strings.Join(events, ",") + "]")
	}
	require.Equal(t, 204, post(store.LogsHandler(), chunk("a", "b"), "gzip"))
	require.Equal(t, 204, post(store.LogsHandler(), chunk("a", "b"), "gzip"))
	require.Equal(t, 204, post(store.LogsHandler(), chunk("b", "c", "c"), "gzip"))
	require.Equal(t, []string{"c", "b", "a"}, ids(t, store, ""))
	opas, err := store.OPAs()
	require.NoError(t, err)
	require.Len(t, opas, 1)
	require.Equal(t, 3, opas[0].Decisions)
	metrics := metrics(t, store)
	require.Contains(t, metrics, `seaworthy_fleet_received_total{kind="decision"} 3`)
	require.Contains(t, metrics, `seaworthy_fleet_received_total{kind="repeated_decision"} 4`)
	require.Contains(t, metrics, "seaworthy_fleet_opas 1")
}

func metrics(t *testing.T, store *Store) string {
	t.Helper()
	registry := prometheus.NewPedanticRegistry()
	require.NoError(t, registry.Register(store))
	answer := httptest.NewRecorder()
	promhttp.HandlerFor(registry, promhttp.HandlerOpts{}).ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	return answer.Body.String()
}

// ids returns those of the decisions that are kept, the newest first.
func ids(t *testing.T, store *Store, opa string) []string {
	t.Helper()
	decisions, err := store.Decisions(opa, 1_000_000)
	require.NoError(t, err)
	var all []string
	for _, text := range decisions {
		var d decision
		require.NoError(t, json.Unmarshal(text, &d))
		all = append(all, d.ID)
	}
	return all
}

func TestManyReportAtOnce(t *testing.T) {
	store := openStore(t, Retention{})
	var working sync.WaitGroup
	for i := range 20 {
		working.Go(func() {
			for j := range 10 {
				post(store.LogsHandler(), []byte("["+event(fmt.Sprint(i, "-", j), fmt.Sprint(i))+"]"), "")
				post(store.StatusHandler(), fmt.Appendf(nil, `{"labels": {"id": "%d"}}`, i), "")
			}
		})
	}
	working.Wait()
	require.Len(t, ids(t, store, ""), 200)
	require.Len(t, ids(t, store, "7"), 10)
	opas, err := store.OPAs()
	require.NoError(t, err)
	require.Len(t, opas, 20)
}

func TestWhatIsKeptIsBounded(t *testing.T) {
	t.Run("by size", func(t *testing.T) {
		store := openStore(t, Retention{Bytes: 3000})
		for i := range 100 {
			require.Equal(t, 204, post(store.LogsHandler(), []byte("["+event(fmt.Sprint(i), "1")+"]"), ""))
		}
		kept := ids(t, store, "")
		require.Equal(t, "99", kept[0])
		require.Greater(t, len(kept), 5)
		require.Less(t, len(kept), 20)
		// What has gone may come again, and then it is new.
		require.Equal(t, 204, post(store.LogsHandler(), []byte("["+event("0", "1")+"]"), ""))
		require.Equal(t, "0", ids(t, store, "")[0])
	})
	t.Run("by age", func(t *testing.T) {
		store := openStore(t, Retention{Age: time.Hour, Silence: 2 * time.Hour})
		store.at("2026-03-01T12:00:00Z")
		require.Equal(t, 204, post(store.LogsHandler(), []byte("["+event("a", "1")+"]"), ""))
		store.at("2026-03-01T12:30:00Z")
		require.Equal(t, 204, post(store.LogsHandler(), []byte("["+event("b", "2")+"]"), ""))
		for _, step := range []struct {
			now             string
			decisions, opas int
		}{{"2026-03-01T13:00:00Z", 2, 2}, {"2026-03-01T13:15:00Z", 1, 2}, {"2026-03-01T14:15:00Z", 0, 1}, {"2026-03-01T15:00:00Z", 0, 0}} {
			store.at(step.now)
			require.NoError(t, store.Prune())
			require.Len(t, ids(t, store, ""), step.decisions, step.now)
			opas, err := store.OPAs()
			require.NoError(t, err)
			require.Len(t, opas, step.opas, step.now)
		}
		require.Contains(t, metrics(t, store), "seaworthy_fleet_opas 0")
		require.Contains(t, metrics(t, store), "seaworthy_fleet_log_bytes 0")
	})
}

func TestAStoreIsOneProcesss(t *testing.T) {
	store := openStore(t, Retention{})
	_, err := Open(store.db.Path(), Retention{}, nil)
	require.ErrorContains(t, err, "is another process's")
	_, err = Open(filepath.Join(t.TempDir(), "nowhere", "fleet.db"), Retention{}, nil)
	require.ErrorContains(t, err, "open fleet store")
}

func FuzzReports(f *testing.F) {
	f.Add([]byte("[" + event("a", "1") + "]"))
	f.Add([]byte(failed))
	f.Add(fmt.Appendf(nil, activated, "r1", "2026-03-01T12:00:00Z"))
	f.Add([]byte(`[{"decision_id": 1}]`))
	f.Add([]byte(`{"labels": null, "bundles": {"": {"errors": [null], "http_code": 1e9}}, "plugins": {"": null}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		entries, err := readDecisions(bytes.NewReader(body))
		for _, e := range entries {
			require.NotEmpty(t, e.id)
			require.True(t, json.Valid(e.text))
		}
		var reported status
		if err == nil || json.Unmarshal(body, &reported) != nil {
			return
		}
		var known OPA
		for range 2 {
			known.report(reported, time.Unix(0, 0).UTC())
			text, err := json.Marshal(known)
			require.NoError(t, err)
			require.NoError(t, json.Unmarshal(text, &known))
		}
	})
}
