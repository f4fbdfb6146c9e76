package server_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/server"
)

// patience is longer than anything takes, so that a machine under load fails nothing.
const patience = 20 * time.Second

// A running server ends with its test.
type running struct {
	*server.Server
	address string
	stop    context.CancelFunc
	ended   chan error
}

func start(t *testing.T, options server.Options, routes ...server.Route) running {
	t.Helper()
	s := server.New(options)
	for _, route := range routes {
		s.Handle(route)
	}
	return serve(t, s)
}

func serve(t *testing.T, s *server.Server) running {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, stop := context.WithCancel(context.Background())
	r := running{s, listener.Addr().String(), stop, make(chan error, 1)}
	go func() { r.ended <- s.Serve(ctx, listener) }()
	t.Cleanup(stop)
	return r
}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	response, err := http.Get(url)
	require.NoError(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return response.StatusCode, string(text)
}

func text(content string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, content) })
}

func TestProbes(t *testing.T) {
	healths := []server.Health{
		{Ready: true, Detail: "v2"},
		{Ready: true, Detail: "v1", Problem: "does not compile"},
		{Problem: "unreachable"},
	}
	cases := []struct {
		name   string
		checks []server.Health
		status int
	}{
		{name: "nothing to check", status: 200},
		{name: "all is well", checks: healths[:1], status: 200},
		{name: "what broke leaves what there was", checks: healths[:2], status: 200},
		{name: "something is not there yet", checks: healths, status: 503},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			s := server.New(server.Options{})
			want := map[string]server.Health{}
			for i, health := range tc.checks {
				name := fmt.Sprint("check ", i)
				want[name] = health
				s.AddCheck(name, func() server.Health { return health })
			}
			answer := httptest.NewRecorder()
			s.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/readyz", nil))
			require.Equal(t, tc.status, answer.Code)
			var said struct {
				Ready  bool
				Checks map[string]server.Health
			}
			require.NoError(t, json.Unmarshal(answer.Body.Bytes(), &said))
			require.Equal(t, want, said.Checks)
			require.Equal(t, tc.status == 200, said.Ready)
			answer = httptest.NewRecorder()
			s.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/livez", nil))
			require.Equal(t, http.StatusOK, answer.Code)
		})
	}
}

func TestRequestsAreCounted(t *testing.T) {
	r := start(t, server.Options{},
		server.Route{Pattern: "GET /hello/{name}", Handler: text("hello")},
		server.Route{Pattern: "GET /panic", Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("oh") })})
	for path, want := range map[string]int{"/hello/you": 200, "/hello/me": 200, "/nowhere": 404, "/panic": 500} {
		status, _ := get(t, "http://"+r.address+path)
		require.Equal(t, want, status, path)
	}
	_, metrics := get(t, "http://"+r.address+"/metrics")
	require.Contains(t, metrics, `seaworthy_http_requests_total{code="200",route="GET /hello/{name}"} 2`)
	require.Contains(t, metrics, `seaworthy_http_requests_total{code="404",route="none"} 1`)
	require.Contains(t, metrics, `seaworthy_http_requests_total{code="500",route="GET /panic"} 1`)
	require.Contains(t, metrics, "go_goroutines")
}

func TestBodiesAreBounded(t *testing.T) {
	read := http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		_, err := io.ReadAll(request.Body)
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			w.WriteHeader(http.StatusRequestEntityTooLarge)
		}
	})
	r := start(t, server.Options{}, server.Route{Pattern: "POST /small", MaxBody: 4, Handler: read}, server.Route{Pattern: "POST /none", Handler: read})
	cases := []struct {
		name, path string
		body       io.Reader
		status     int
	}{
		{name: "as much as there may be", path: "/small", body: strings.NewReader("1234"), status: 200},
		{name: "more", path: "/small", body: strings.NewReader("12345"), status: 413},
		{name: "more than was announced", path: "/small", body: io.MultiReader(strings.NewReader("12345")), status: 413},
		{name: "none may be there", path: "/none", body: strings.NewReader("1"), status: 413},
		{name: "none is there", path: "/none", body: http.NoBody, status: 200},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			response, err := http.Post("http://"+r.address+tc.path, "text/plain", tc.body)
			require.NoError(t, err)
			require.NoError(t, response.Body.Close())
			require.Equal(t, tc.status, response.StatusCode)
		})
	}
}

func TestConcurrencyIsBoundedButForThoseWhoWait(t *testing.T) {
	entered, leave := make(chan struct{}), make(chan struct{})
	hold := http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		entered <- struct{}{}
		<-leave
	})
	r := start(t, server.Options{Limits: server.Limits{Concurrency: 1}},
		server.Route{Pattern: "GET /work", Handler: hold}, server.Route{Pattern: "GET /wait", Waits: true, Handler: hold})
	answered := make(chan int, 4)
	ask := func(path string) {
		response, err := http.Get("http://" + r.address + path)
		if err != nil {
			answered <- 0
			return
		}
		response.Body.Close()
		answered <- response.StatusCode
	}
	for range 3 {
		go ask("/wait")
		<-entered
	}
	go ask("/work")
	<-entered
	status, _ := get(t, "http://"+r.address+"/work")
	require.Equal(t, http.StatusServiceUnavailable, status)
	close(leave)
	for range 4 {
		require.Equal(t, http.StatusOK, <-answered)
	}
}

// dial sends a text, and returns what comes before the connection ends.
func dial(t *testing.T, address, request string) string {
	t.Helper()
	connection, err := net.Dial("tcp", address)
	require.NoError(t, err)
	defer connection.Close()
	require.NoError(t, connection.SetDeadline(time.Now().Add(patience)))
	_, err = io.WriteString(connection, request)
	require.NoError(t, err)
	answer, err := io.ReadAll(connection)
	require.NoError(t, err, "the connection has been ended by the server")
	return string(answer)
}

func TestClientsThatDawdleLoseTheirConnection(t *testing.T) {
	quick := server.Limits{Header: 50 * time.Millisecond, Request: 100 * time.Millisecond, Response: 100 * time.Millisecond, Idle: 50 * time.Millisecond}
	read := http.HandlerFunc(func(_ http.ResponseWriter, request *http.Request) { _, _ = io.ReadAll(request.Body) })
	forever := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		for part := make([]byte, 1<<20); ; {
			if _, err := w.Write(part); err != nil {
				return
			}
		}
	})
	ended := make(chan struct{})
	slow := http.HandlerFunc(func(_ http.ResponseWriter, request *http.Request) {
		<-request.Context().Done()
		close(ended)
	})
	r := start(t, server.Options{Limits: quick}, server.Route{Pattern: "POST /read", MaxBody: 100, Handler: read},
		server.Route{Pattern: "GET /forever", Waits: true, Handler: forever}, server.Route{Pattern: "GET /slow", Handler: slow})
	t.Run("with headers", func(t *testing.T) {
		require.NotContains(t, dial(t, r.address, "GET /livez HTTP/1.1\r\nHost:"), "200")
	})
	t.Run("with a body", func(t *testing.T) {
		dial(t, r.address, "POST /read HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n1")
	})
	t.Run("with a next request", func(t *testing.T) {
		require.Contains(t, dial(t, r.address, "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n"), "200 OK")
	})
	t.Run("with reading the answer", func(t *testing.T) {
		connection, err := net.Dial("tcp", r.address)
		require.NoError(t, err)
		defer connection.Close()
		_, err = io.WriteString(connection, "GET /forever HTTP/1.1\r\nHost: x\r\n\r\n")
		require.NoError(t, err)
		require.Eventually(t, func() bool {
			_, metrics := get(t, "http://"+r.address+"/metrics")
			return strings.Contains(metrics, `seaworthy_http_requests_total{code="200",route="GET /forever"} 1`)
		}, patience, 10*time.Millisecond)
	})
	t.Run("and what takes too long is given up", func(t *testing.T) {
		_, _ = get(t, "http://"+r.address+"/slow")
		<-ended
	})
}

func TestWhoWaitsMayWaitLongerThanRequestsTake(t *testing.T) {
	quick := server.Limits{Header: 20 * time.Millisecond, Request: 20 * time.Millisecond, Response: 20 * time.Millisecond}
	wait := http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		_ = http.NewResponseController(w).SetReadDeadline(time.Time{})
		select {
		case <-request.Context().Done():
		case <-time.After(200 * time.Millisecond):
			_, _ = io.WriteString(w, "waited")
		}
	})
	r := start(t, server.Options{Limits: quick}, server.Route{Pattern: "GET /wait", Waits: true, Handler: wait})
	_, text := get(t, "http://"+r.address+"/wait")
	require.Equal(t, "waited", text)
}

func TestHeadersAreBounded(t *testing.T) {
	r := start(t, server.Options{Limits: server.Limits{HeaderBytes: 1 << 10}})
	request, err := http.NewRequest(http.MethodGet, "http://"+r.address+"/livez", nil)
	require.NoError(t, err)
	request.Header.Set("X-Large", strings.Repeat("x", 16<<10))
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	require.Equal(t, http.StatusRequestHeaderFieldsTooLarge, response.StatusCode)
}

func TestConnectionsAreBounded(t *testing.T) {
	r := start(t, server.Options{Limits: server.Limits{Connections: 1}})
	first, err := net.Dial("tcp", r.address)
	require.NoError(t, err)
	_, err = io.WriteString(first, "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n")
	require.NoError(t, err)
	_, err = bufio.NewReader(first).ReadString('\n')
	require.NoError(t, err)

	second, err := net.Dial("tcp", r.address)
	require.NoError(t, err)
	defer second.Close()
	_, err = io.WriteString(second, "GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
	require.NoError(t, err)
	require.NoError(t, second.SetReadDeadline(time.Now().Add(100*time.Millisecond)))
	_, err = second.Read(make([]byte, 1))
	var late net.Error
	require.ErrorAs(t, err, &late)
	require.True(t, late.Timeout(), "it waits for its turn")
	require.NoError(t, first.Close())
	require.NoError(t, second.SetReadDeadline(time.Now().Add(patience)))
	answer, err := io.ReadAll(second)
	require.NoError(t, err)
	require.Contains(t, string(answer), "200 OK")
}
