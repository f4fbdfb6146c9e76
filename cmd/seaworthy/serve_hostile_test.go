package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	exported "github.com/seaworthy-policy/seaworthy/pkg/gatekeeper"
	"github.com/seaworthy-policy/seaworthy/pkg/server"
	"github.com/seaworthy-policy/seaworthy/pkg/server/admission"
)

// judge serves admission and external data on the own machine, and returns the address.
func judge(t *testing.T) string {
	t.Helper()
	served := server.New(server.Options{Limits: server.Limits{Header: 300 * time.Millisecond, Request: 600 * time.Millisecond, Drain: time.Second}})
	flags := servePolicyFlags{timeout: time.Second, remembered: 16, version: string(exported.LatestVersion)}
	follow, err := flags.mount(served, judgingOptions{
		failOn: admission.DefaultFailOn, look: time.Hour, log: slog.New(slog.DiscardHandler), building: &sync.Mutex{},
	})
	require.NoError(t, err)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { follow(ctx) })
	running.Go(func() { _ = served.Serve(ctx, listener) })
	t.Cleanup(func() {
		cancel()
		running.Wait()
	})
	require.Eventually(t, func() bool {
		response, err := http.Get("http://" + listener.Addr().String() + "/readyz")
		if err == nil {
			response.Body.Close()
		}
		return err == nil && response.StatusCode == http.StatusOK
	}, time.Minute, 10*time.Millisecond)
	return listener.Addr().String()
}

// reviewed is an AdmissionReview that brings a text as the object.
func reviewed(object string) string {
	return `{"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "1", "operation": "CREATE",
		"kind": {"group": "", "version": "v1", "kind": "Pod"}, "object": ` + object + `}}`
}

const podHead = `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": {"containers": [`

// hostile are bodies, and the status that they get at each of the two paths that take any.
var hostile = map[string]struct {
	body                    string
	admission, externalData int
}{
	"nothing":                      {"", 400, 400},
	"garbage":                      {"\x00\xff{{{", 400, 400},
	"cut off":                      {reviewed(podHead)[:160], 400, 400},
	"nested without end":           {strings.Repeat(`{"a":`, 200_000), 400, 400},
	"an object nested to the edge": {reviewed(strings.Repeat("[", 9_000) + strings.Repeat("]", 9_000)), 200, 400},
	"a pod nested to the edge":     {reviewed(podHead + strings.Repeat("[", 9_000) + strings.Repeat("]", 9_000) + `]}}`), 200, 400},
	"more than is read":            {strings.Repeat("x", admission.DefaultMaxBody+1), 413, 413},
	"one text as large as can be":  {reviewed(podHead + `{"name": "c", "args": ["` + strings.Repeat("x", 2<<20) + `"]}]}}`), 200, 413},
	"a crowd of containers":        {reviewed(podHead + strings.Repeat(`{"name": "c"},`, 20_000) + `{"name": "c"}]}}`), 200, 400},
	"a crowd of keys": {`{"apiVersion": "externaldata.gatekeeper.sh/v1beta1", "kind": "ProviderRequest", "request": {"keys": [` +
		strings.Repeat(`"a",`, 100_000) + `"a"]}}`, 400, 400},
}

// post sends a body, with its length said or in chunks, and returns the status.
func postBody(address, path, body string, isChunked bool) (int, error) {
	var reader io.Reader = strings.NewReader(body)
	if isChunked {
		reader = io.MultiReader(reader) // whose length net/http can't know
	}
	response, err := http.Post("http://"+address+path, "application/json", reader)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	_, err = io.Copy(io.Discard, response.Body)
	return response.StatusCode, err
}

// TestHostileBodies sends to a server that listens what no API server sends, over and over, and looks at what is left in memory.
func TestHostileBodies(t *testing.T) {
	address := judge(t)
	assault := func() {
		for name, test := range hostile {
			for path, status := range map[string]int{reviewPath: test.admission, "/v1/validate": test.externalData} {
				for _, isChunked := range []bool{false, true} {
					got, err := postBody(address, path, test.body, isChunked)
					if status == http.StatusRequestEntityTooLarge && err != nil {
						continue // the server has hung up before all of it was sent
					}
					require.NoError(t, err, name)
					require.Equal(t, status, got, "%s at %s", name, path)
				}
			}
		}
	}
	assault() // what is made once
	before := heap()
	for range 3 {
		assault()
	}
	require.Less(t, heap()-before, int64(4<<20), "bytes that stay")
	got, err := postBody(address, reviewPath, reviewed(podHead+`{"name": "c"}]}}`), false)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, got)
}

// heap returns the bytes that are in use when garbage is gone.
func heap() int64 {
	http.DefaultClient.CloseIdleConnections()
	runtime.GC()
	runtime.GC()
	var now runtime.MemStats
	runtime.ReadMemStats(&now)
	return int64(now.HeapAlloc)
}

// TestDawdlersLoseTheirConnection sends headers, and bodies, a byte at a time.
func TestDawdlersLoseTheirConnection(t *testing.T) {
	address := judge(t)
	before := heap()
	var dawdling sync.WaitGroup
	said := make(chan string, 100)
	for i := range cap(said) {
		dawdling.Go(func() {
			start := "POST " + reviewPath + " HTTP/1.1\r\nHost: x\r\n"
			if i%2 == 0 {
				start += "Content-Length: 100000\r\n\r\n{"
			}
			said <- dawdle(address, start)
		})
	}
	dawdling.Wait()
	close(said)
	for answer := range said {
		require.NotContains(t, answer, "200 OK")
	}
	require.Less(t, heap()-before, int64(4<<20), "bytes that stay")
}

// dawdle sends a start, and then a byte now and then until the server has had enough.
func dawdle(address, start string) string {
	connection, err := net.Dial("tcp", address)
	if err != nil {
		return fmt.Sprint("200 OK, or so: ", err)
	}
	defer connection.Close()
	began := time.Now()
	if _, err := io.WriteString(connection, start); err != nil {
		return err.Error()
	}
	go func() {
		for time.Since(began) < 20*time.Second {
			time.Sleep(50 * time.Millisecond)
			if _, err := io.WriteString(connection, "x"); err != nil {
				return
			}
		}
	}()
	var answer bytes.Buffer
	_ = connection.SetReadDeadline(began.Add(20 * time.Second))
	if _, err := io.Copy(&answer, connection); err != nil && time.Since(began) > 15*time.Second {
		return fmt.Sprint("200 OK, or so: it was let go on: ", err)
	}
	return answer.String()
}
