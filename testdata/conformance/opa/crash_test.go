package opa

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A reporter is somebody who sends decisions and status as an OPA does, and remembers what has been acknowledged.
type reporter struct {
	name      string
	decisions []string
	revision  string
}

// report sends until the server is gone.
func (r *reporter) report(url string, round int) {
	for i := 0; ; i++ {
		var sent []string
		for j := range 5 {
			sent = append(sent, fmt.Sprintf("%s-%d-%d-%d", r.name, round, i, j))
		}
		if !accepted(url+"/logs", r.chunk(sent), "gzip") {
			return
		}
		r.decisions = append(r.decisions, sent...)
		revision := fmt.Sprintf("%d.%d", round, i)
		status := fmt.Sprintf(`{"labels": {"id": %q}, "bundles": {"main": {"active_revision": %q}}}`, r.name, revision)
		if !accepted(url+"/status", []byte(status), "") {
			return
		}
		r.revision = revision
	}
}

func (r *reporter) chunk(ids []string) []byte {
	var events []string
	for _, id := range ids {
		events = append(events, fmt.Sprintf(`{"decision_id": %q, "labels": {"id": %q}, "path": "/seaworthy", "result": true}`, id, r.name))
	}
	var compressed bytes.Buffer
	writer := gzip.NewWriter(&compressed)
	_, _ = writer.Write([]byte("[" + strings.Join(events, ",") + "]"))
	_ = writer.Close()
	return compressed.Bytes()
}

func accepted(url string, body []byte, encoding string) bool {
	request, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return false
	}
	if encoding != "" {
		request.Header.Set("Content-Encoding", encoding)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return false
	}
	response.Body.Close()
	return response.StatusCode == http.StatusNoContent
}

// kept returns the decisions that the server has of one reporter, and fails if it has one twice.
func kept(t *testing.T, s bundleServer, name string) map[string]bool {
	t.Helper()
	response, err := http.Get(s.url + "/v1/fleet/decisions?limit=1000&opa=" + name)
	require.NoError(t, err)
	defer response.Body.Close()
	found := map[string]bool{}
	for decoder := json.NewDecoder(response.Body); decoder.More(); {
		var event struct {
			ID string `json:"decision_id"`
		}
		require.NoError(t, decoder.Decode(&event))
		require.False(t, found[event.ID], "%s is there twice", event.ID)
		found[event.ID] = true
	}
	return found
}

func TestAServerThatIsKilledLosesNothingThatItAcknowledged(t *testing.T) {
	const rounds = 12
	w := newWorkshop(t)
	acknowledged := 0
	var before bundleServer
	for round := range rounds {
		reporters := []*reporter{}
		for i := range 4 {
			reporters = append(reporters, &reporter{name: fmt.Sprintf("opa-%d-%d", round, i)})
		}
		before = w.begin(t, "--fleet-store", w.path("fleet.db"))
		var working sync.WaitGroup
		for _, r := range reporters {
			working.Go(func() { r.report(before.url, round) })
		}
		time.Sleep(time.Duration(20+rand.IntN(150)) * time.Millisecond)
		before.kill()
		working.Wait()

		after := w.begin(t, "--fleet-store", w.path("fleet.db"))
		running := map[string]string{}
		for _, opa := range get[fleet](t, after.url+"/v1/fleet").OPAs {
			running[opa.ID] = opa.Bundles["main"].Revision
		}
		for _, r := range reporters {
			found := kept(t, after, r.name)
			for _, id := range r.decisions[max(0, len(r.decisions)-900):] {
				require.True(t, found[id], "%s was acknowledged", id)
			}
			acknowledged += len(r.decisions)
			// The last status may have been stored without its answer having arrived.
			if r.revision != "" {
				require.True(t, running[r.name] >= r.revision || len(running[r.name]) > len(r.revision),
					"%s was acknowledged, and there is %s", r.revision, running[r.name])
			}
		}
		// Whoever did not hear back sends again.
		again := reporters[0].decisions
		if len(again) > 5 {
			require.True(t, accepted(after.url+"/logs", reporters[0].chunk(again[len(again)-5:]), "gzip"))
			kept(t, after, reporters[0].name)
		}
		after.kill()
	}
	require.Positive(t, acknowledged)
	t.Logf("%d kills, %d decisions acknowledged, none lost", 2*rounds, acknowledged)
}
