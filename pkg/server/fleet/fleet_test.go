package fleet

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
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

const activated = `{
	"labels": {"id": "1", "version": "1.22.2", "region": "<north>"},
	"bundles": {"main": {"name": "main", "type": "snapshot", "active_revision": %q, "last_successful_activation": %q,
		"last_successful_download": "2026-03-01T12:00:00Z", "last_request": "0001-01-01T00:00:00Z", "metrics": {}}},
	"discovery": {"name": "discovery", "active_revision": "d1", "last_successful_activation": "2026-03-01T11:00:00Z"},
	"plugins": {"bundle": {"state": "OK"}, "status": null}}`

const failed = `{
	"labels": {"id": "1", "version": "1.22.2"},
	"bundles": {"main": {"name": "main", "active_revision": "r2", "code": "bundle_error", "message": "<b>server</b> replied with Forbidden",
		"http_code": "403", "errors": [{"message": "forbidden"}], "last_successful_activation": "2026-03-01T12:10:00Z"}},
	"decision_logs": {"code": "decision_log_error", "message": "too large", "http_code": "413"}}`

// ask returns the answer of a view.
func ask(t *testing.T, handler http.Handler, url, accept string) string {
	t.Helper()
	request := httptest.NewRequest(http.MethodGet, url, nil)
	request.Header.Set("Accept", accept)
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, request)
	require.Equal(t, http.StatusOK, answer.Code)
	return answer.Body.String()
}

func TestAFleetIsShown(t *testing.T) {
	store := openStore(t, Retention{})
	view := NewView(store, func(revision string) bool { return revision == "r2" })
	report := func(text string) { require.Equal(t, 204, post(store.StatusHandler(), []byte(text), "")) }
	require.JSONEq(t, `{"opas": [], "behind": 0, "faulty": 0}`, ask(t, view, "/", "*/*"))

	store.at("2026-03-01T12:00:01Z")
	report(fmt.Sprintf(activated, "r1", "2026-03-01T12:00:00Z"))
	store.at("2026-03-01T12:05:01Z")
	report(fmt.Sprintf(activated, "r1", "2026-03-01T12:05:00Z"))
	require.JSONEq(t, `{"behind": 1, "faulty": 0, "opas": [{
		"id": "1", "version": "1.22.2", "labels": {"region": "<north>"},
		"first_seen": "2026-03-01T12:00:01Z", "last_seen": "2026-03-01T12:05:01Z",
		"bundles": {"main": {"revision": "r1", "since": "2026-03-01T12:00:00Z", "newest": false, "type": "snapshot", "last_download": "2026-03-01T12:00:00Z"}},
		"discovery": {"revision": "d1", "since": "2026-03-01T11:00:00Z", "newest": false},
		"plugins": {"bundle": "OK"}, "decisions": 0}]}`, ask(t, view, "/", "application/json"))
	require.Contains(t, ask(t, view, "/", "text/html"), "not the newest")

	store.at("2026-03-01T12:10:01Z")
	report(fmt.Sprintf(activated, "r2", "2026-03-01T12:10:00Z"))
	report(failed)
	require.Equal(t, 204, post(store.LogsHandler(), []byte("["+event("a", "1")+"]"), ""))
	require.JSONEq(t, `{"behind": 0, "faulty": 1, "opas": [{
		"id": "1", "version": "1.22.2",
		"first_seen": "2026-03-01T12:00:01Z", "last_seen": "2026-03-01T12:10:01Z",
		"bundles": {"main": {"revision": "r2", "since": "2026-03-01T12:10:00Z", "newest": true,
			"fault": {"code": "bundle_error", "message": "<b>server</b> replied with Forbidden", "http_code": 403, "errors": [{"message": "forbidden"}]}}},
		"decision_logs": {"code": "decision_log_error", "message": "too large", "http_code": 413},
		"decisions": 1, "last_decision": "2026-03-01T12:10:01Z"}]}`, ask(t, view, "/", "*/*"))
	page := ask(t, view, "/", "text/html,application/xhtml+xml")
	require.Contains(t, page, "&lt;b&gt;server&lt;/b&gt; replied with Forbidden")
	require.Contains(t, page, "2026-03-01 12:10:00Z")
	require.NotContains(t, page, "<script")
}

func TestDecisionsAreShown(t *testing.T) {
	store := openStore(t, Retention{})
	handler := NewView(store, nil).DecisionsHandler()
	for i := range 5 {
		require.Equal(t, 204, post(store.LogsHandler(), fmt.Appendf(nil, "[%s]", event(fmt.Sprint(i), fmt.Sprint("opa-", i%2))), ""))
	}
	for query, want := range map[string][]string{"/": {"4", "3", "2", "1", "0"}, "/?limit=2": {"4", "3"}, "/?opa=opa-1": {"3", "1"}, "/?limit=0": nil} {
		var got []string
		for decoder := json.NewDecoder(strings.NewReader(ask(t, handler, query, ""))); ; {
			var d decision
			if err := decoder.Decode(&d); err == io.EOF {
				break
			}
			got = append(got, d.ID)
		}
		require.Equal(t, want, got, query)
	}
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/?limit=many", nil))
	require.Equal(t, http.StatusBadRequest, answer.Code)
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
