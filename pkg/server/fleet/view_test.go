package fleet

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

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
