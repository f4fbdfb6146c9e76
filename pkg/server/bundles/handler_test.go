package bundles_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
	"github.com/seaworthy-policy/seaworthy/pkg/server/bundles"
)

const longPoll = "application/vnd.openpolicyagent.bundles"

// content makes a bundle whose data has a value, and so much else that a delta pays.
func content(t testing.TB, value string) *bundle.Bundle {
	t.Helper()
	fields := map[string]string{"value": value}
	for i := range 200 {
		fields[fmt.Sprintf("field %d", i)] = fmt.Sprintf("%x", i*7919)
	}
	text, err := json.Marshal(fields)
	require.NoError(t, err)
	built, err := bundle.BuildData(text)
	require.NoError(t, err)
	return built
}

func tag(b *bundle.Bundle) string {
	return `"` + strings.TrimPrefix(b.Digest(), "sha256:") + `"`
}

// start serves publications.
func start(t testing.TB, options bundles.Options, publications ...*bundles.Publication) (string, *bundles.Handler) {
	t.Helper()
	handler := bundles.NewHandler(options, publications...)
	mux := http.NewServeMux()
	mux.Handle("GET /bundles/{name...}", handler)
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL + "/bundles/", handler
}

// An exchange is an answer with its body.
type exchange struct {
	*http.Response
	body []byte
}

func send(t testing.TB, method, url string, headers ...string) exchange {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, url, nil)
	require.NoError(t, err)
	for i := 0; i < len(headers); i += 2 {
		request.Header.Add(headers[i], headers[i+1])
	}
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return exchange{response, body}
}

func TestAnswers(t *testing.T) {
	old, now := content(t, "old"), content(t, "now")
	publication := bundles.NewPublication("team/main", false)
	empty := bundles.NewPublication("empty", false)
	require.True(t, publication.Publish(old))
	require.True(t, publication.Publish(now))
	require.False(t, publication.Publish(now))
	url, _ := start(t, bundles.Options{}, publication, empty)
	cases := []struct {
		name, method, bundle string
		headers              []string
		status               int
		contentType          string
	}{
		{name: "a first poll", headers: []string{"If-None-Match", "", "Prefer", "modes=snapshot,delta"}, status: 200, contentType: longPoll},
		{name: "a first long poll does not wait", headers: []string{"If-None-Match", "", "Prefer", "modes=snapshot,delta;wait=60"}, status: 200, contentType: longPoll},
		{name: "a download by hand", status: 200, contentType: "application/gzip"},
		{name: "by OPA's name for a file", bundle: "team/main.tar.gz", status: 200, contentType: "application/gzip"},
		{name: "the client has it", headers: []string{"If-None-Match", tag(now)}, status: 304},
		{name: "the client has it, weakly", headers: []string{"If-None-Match", "W/" + tag(now)}, status: 304},
		{name: "the client had it before", headers: []string{"If-None-Match", `"other", ` + tag(now)}, status: 304},
		{name: "the client has anything", headers: []string{"If-None-Match", "*"}, status: 304},
		{name: "the client has an older one", headers: []string{"If-None-Match", tag(old), "Prefer", "modes=snapshot,delta;wait=60"}, status: 200, contentType: longPoll},
		{name: "the client has another replica's", headers: []string{"If-None-Match", `"other"`}, status: 200, contentType: "application/gzip"},
		{name: "a part of it", headers: []string{"Range", "bytes=0-10"}, status: 200, contentType: "application/gzip"},
		{name: "headers", method: "HEAD", status: 200, contentType: "application/gzip"},
		{name: "headers of what the client has, at once", method: "HEAD", headers: []string{"If-None-Match", tag(now), "Prefer", "wait=60"}, status: 304},
		{name: "another name", bundle: "other", status: 404, contentType: "text/plain; charset=utf-8"},
		{name: "no revision yet", bundle: "empty", headers: []string{"Prefer", "wait=60"}, status: 503, contentType: "text/plain; charset=utf-8"},
		{name: "a wrong method", method: "POST", status: 405, contentType: "text/plain; charset=utf-8"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			method, name := tc.method, tc.bundle
			if method == "" {
				method = http.MethodGet
			}
			if name == "" {
				name = "team/main"
			}
			got := send(t, method, url+name, tc.headers...)
			require.Equal(t, tc.status, got.StatusCode)
			require.Equal(t, tc.contentType, got.Header.Get("Content-Type"))
			switch tc.status {
			case http.StatusOK:
				require.Equal(t, tag(now), got.Header.Get("ETag"))
				require.Equal(t, int64(len(now.Bytes())), got.ContentLength)
				if method == http.MethodGet {
					require.Equal(t, now.Bytes(), got.body)
				}
			case http.StatusNotModified:
				require.Equal(t, tag(now), got.Header.Get("ETag"))
				require.Empty(t, got.body)
			case http.StatusServiceUnavailable:
				require.Equal(t, "1", got.Header.Get("Retry-After"))
			}
		})
	}
}

func TestALongPollIsAnsweredAtOnceWhenThereIsAnotherRevision(t *testing.T) {
	const clients = 50
	old, now := content(t, "old"), content(t, "now")
	publication := bundles.NewPublication("main", false)
	publication.Publish(old)
	url, handler := start(t, bundles.Options{}, publication)
	var waiting sync.WaitGroup
	tags := make([]string, clients)
	for i := range clients {
		waiting.Go(func() {
			tags[i] = send(t, "GET", url+"main", "If-None-Match", tag(old), "Prefer", "modes=snapshot,delta;wait=40").Header.Get("ETag")
		})
	}
	require.Eventually(t, func() bool {
		return strings.Contains(metrics(t, handler), fmt.Sprintf("seaworthy_bundle_clients_waiting %d", clients))
	}, 20*time.Second, time.Millisecond)
	publication.Publish(old) // what is the same wakes nobody
	publication.Publish(now)
	waiting.Wait()
	for _, got := range tags {
		require.Equal(t, tag(now), got)
	}
	require.Contains(t, metrics(t, handler), fmt.Sprintf(`seaworthy_bundle_answers_total{kind="snapshot"} %d`, clients))
	require.Contains(t, metrics(t, handler), `seaworthy_bundle_answers_total{kind="unchanged"} 0`)
}

// metrics returns what Prometheus reads.
func metrics(t testing.TB, handler *bundles.Handler) string {
	t.Helper()
	registry := prometheus.NewPedanticRegistry()
	require.NoError(t, registry.Register(handler))
	answer := httptest.NewRecorder()
	promhttp.HandlerFor(registry, promhttp.HandlerOpts{}).ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	return answer.Body.String()
}

func TestALongPollEndsUnchanged(t *testing.T) {
	now := content(t, "now")
	publication := bundles.NewPublication("main", false)
	publication.Publish(now)
	draining := make(chan struct{})
	poll := func(url string) exchange {
		return send(t, "GET", url+"main", "If-None-Match", tag(now), "Prefer", "modes=snapshot,delta;wait=3600")
	}
	t.Run("after as long as clients are let wait", func(t *testing.T) {
		url, _ := start(t, bundles.Options{MaxWait: 10 * time.Millisecond}, publication)
		require.Equal(t, http.StatusNotModified, poll(url).StatusCode)
	})
	t.Run("when the server drains", func(t *testing.T) {
		url, handler := start(t, bundles.Options{Draining: draining}, publication)
		answered := make(chan int)
		go func() { answered <- poll(url).StatusCode }()
		require.Eventually(t, func() bool {
			return strings.Contains(metrics(t, handler), "seaworthy_bundle_clients_waiting 1")
		}, 20*time.Second, time.Millisecond)
		close(draining)
		require.Equal(t, http.StatusNotModified, <-answered)
		require.Equal(t, http.StatusNotModified, poll(url).StatusCode, "and nobody is held any more")
	})
	t.Run("with 503 where too many wait", func(t *testing.T) {
		url, handler := start(t, bundles.Options{MaxWaiting: 1, MaxWait: time.Hour}, publication)
		held := make(chan int)
		go func() { held <- poll(url).StatusCode }()
		require.Eventually(t, func() bool {
			return strings.Contains(metrics(t, handler), "seaworthy_bundle_clients_waiting 1")
		}, 20*time.Second, time.Millisecond)
		require.Equal(t, http.StatusServiceUnavailable, poll(url).StatusCode)
		publication.Publish(content(t, "next"))
		require.Equal(t, http.StatusOK, <-held)
	})
}

func TestDeltas(t *testing.T) {
	var revisions []*bundle.Bundle
	publication := bundles.NewPublication("main", true)
	for i := range 12 {
		revisions = append(revisions, content(t, fmt.Sprint(i)))
		publication.Publish(revisions[i])
	}
	newest := revisions[11]
	url, _ := start(t, bundles.Options{}, publication)
	cases := []struct {
		name, has, prefer string
		delta             bool
	}{
		{name: "from the revision before", has: tag(revisions[10]), prefer: "modes=snapshot,delta", delta: true},
		{name: "from an earlier one", has: tag(revisions[3]), prefer: "modes=snapshot,delta", delta: true},
		{name: "from what is active, whatever was superseded", has: tag(revisions[9]) + ", " + tag(revisions[10]), prefer: "modes=snapshot,delta", delta: true},
		{name: "from one that is long gone", has: tag(revisions[0]), prefer: "modes=snapshot,delta"},
		{name: "from one that nobody knows", has: `"other"`, prefer: "modes=snapshot,delta"},
		{name: "for a client that has nothing", prefer: "modes=snapshot,delta"},
		{name: "for a client that takes none", has: tag(revisions[10]), prefer: "modes=snapshot"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			got := send(t, "GET", url+"main", "If-None-Match", tc.has, "Prefer", tc.prefer)
			require.Equal(t, http.StatusOK, got.StatusCode)
			require.Equal(t, tag(newest), got.Header.Get("ETag"))
			require.Equal(t, longPoll, got.Header.Get("Content-Type"))
			if tc.delta {
				require.Less(t, len(got.body), len(newest.Bytes()))
			} else {
				require.Equal(t, newest.Bytes(), got.body)
			}
		})
	}
}

func TestABrokenSourceLeavesWhatThereWas(t *testing.T) {
	now := content(t, "now")
	publication := bundles.NewPublication("main", false)
	url, handler := start(t, bundles.Options{}, publication)
	broken := errors.New("does not compile")
	publication.Fail(broken)
	require.Equal(t, bundles.State{Problem: broken}, publication.State())
	require.Contains(t, metrics(t, handler), `seaworthy_bundle_source_healthy{bundle="main"} 0`)
	require.False(t, handler.Serves(now.Revision()))

	publication.Publish(now)
	require.Contains(t, metrics(t, handler), `seaworthy_bundle_source_healthy{bundle="main"} 1`)
	require.True(t, handler.Serves(now.Revision()))
	publication.Fail(broken)
	require.Equal(t, broken, publication.State().Problem)
	require.Equal(t, now.Revision(), publication.State().Revision)
	require.Contains(t, metrics(t, handler), `seaworthy_bundle_source_healthy{bundle="main"} 0`)
	require.Equal(t, now.Bytes(), send(t, "GET", url+"main").body)
	publication.Publish(now)
	require.NoError(t, publication.State().Problem)
}
