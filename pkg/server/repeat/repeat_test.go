package repeat_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/server/repeat"
)

// A site is a server whose answers hang on a version.
type site struct {
	address string
	version *atomic.Int64
	// served and given count requests that reach the handler, and answers that are given again.
	served, given *atomic.Int64
	closed        *atomic.Bool
}

// start starts a server that repeats answers, or one that does not.
func start(t testing.TB, repeats bool) site {
	t.Helper()
	s := site{version: &atomic.Int64{}, served: &atomic.Int64{}, given: &atomic.Int64{}, closed: &atomic.Bool{}}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	s.address = listener.Addr().String()
	web := &http.Server{Handler: http.HandlerFunc(s.serve), IdleTimeout: 10 * time.Second}
	if repeats {
		listener = repeat.Listen(listener, web.IdleTimeout)
		web.ConnContext, web.ConnState = repeat.Context, repeat.Observe
	}
	go func() { _ = web.Serve(listener) }()
	t.Cleanup(func() { _ = web.Close() })
	return s
}

func (s site) serve(w http.ResponseWriter, request *http.Request) {
	s.served.Add(1)
	repeat.Require(request, func() bool { return !s.closed.Load() }, func() { s.given.Add(1) })
	version := s.version.Load()
	w.Header().Set("Etag", fmt.Sprintf(`"%d"`, version))
	if request.URL.Path != "/poll" || request.Header.Get("If-None-Match") != fmt.Sprintf(`"%d"`, version) {
		_, _ = io.WriteString(w, "version "+fmt.Sprint(version))
		return
	}
	repeat.Offer(request, repeat.Answer{
		Status: http.StatusNotModified, Header: w.Header().Clone(),
		Holds: func() bool { return s.version.Load() == version }, Given: func() {},
	})
	w.WriteHeader(http.StatusNotModified)
}

var date = regexp.MustCompile(`Date: [^\r]*\r\n`)

// talk sends parts, each after the pause in which the server may answer the one before, and returns all answers without
// their dates.
func (s site) talk(t testing.TB, parts []string, pause time.Duration) string {
	t.Helper()
	connection, err := net.Dial("tcp", s.address)
	require.NoError(t, err)
	defer connection.Close()
	require.NoError(t, connection.SetDeadline(time.Now().Add(20*time.Second)))
	for _, part := range parts {
		if _, err := io.WriteString(connection, part); err != nil {
			break // the server has hung up
		}
		time.Sleep(pause)
	}
	_ = connection.(*net.TCPConn).CloseWrite()
	answers, _ := io.ReadAll(connection) // a server that hangs up in the middle may reset
	return date.ReplaceAllString(string(answers), "")
}

const (
	poll  = "GET /poll HTTP/1.1\r\nHost: x\r\nIf-None-Match: \"0\"\r\n\r\n"
	other = "GET /other HTTP/1.1\r\nHost: x\r\n\r\n"
)

var dialogues = []struct {
	name  string
	parts []string
	// given is how many answers are given again.
	given int64
}{
	{name: "the same again and again", parts: []string{poll, poll, poll, poll}, given: 3},
	{name: "something else in between", parts: []string{poll, poll, other, poll, poll}, given: 2},
	{name: "in pieces", parts: []string{poll[:20], poll[20:], poll, poll}, given: 1},
	{name: "the second in pieces", parts: []string{poll, poll[:20], poll[20:], poll}},
	{name: "two at once", parts: []string{poll + poll, poll + poll}},
	{name: "one and a half", parts: []string{poll, poll + poll[:10], poll[10:], poll}},
	{name: "what looks like it within a header", parts: []string{poll, "GET /other HTTP/1.1\r\nHost: x\r\nX-Y: ", poll, poll}},
	{name: "what looks like it within a body", parts: []string{poll, fmt.Sprintf("POST /poll HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n", len(poll)), poll, poll, poll}, given: 1},
	{name: "a letter before it", parts: []string{poll, "X" + poll, poll}},
	{name: "a letter before it, alone", parts: []string{poll, "X", poll, poll}},
	{name: "lines before it", parts: []string{poll, "\r\n" + poll, poll}},
	{name: "with a body", parts: []string{strings.Replace(poll, "Host", "Content-Length: 1\r\nHost", 1), "x"}},
	{name: "with a last request", parts: []string{strings.Replace(poll, "Host", "Connection: close\r\nHost", 1), poll}},
	{name: "by HTTP/1.0", parts: []string{strings.Replace(strings.Replace(poll, "1.1", "1.0", 1), "Host", "Connection: keep-alive\r\nHost", 1)}},
	{name: "another method", parts: []string{strings.Replace(poll, "GET", "HEAD", 1), strings.Replace(poll, "GET", "HEAD", 1)}},
	{name: "what is no HTTP", parts: []string{poll, "nonsense\r\n\r\n"}},
	{name: "longer than a buffer", parts: []string{strings.Replace(poll, "Host", "X-Long: "+strings.Repeat("x", 5000)+"\r\nHost", 1), poll, poll}, given: 1},
	{name: "what has changed for the client", parts: []string{strings.Replace(poll, `"0"`, `"7"`, 1), strings.Replace(poll, `"0"`, `"7"`, 1)}},
}

func TestAnswersAreThoseOfPackageHTTP(t *testing.T) {
	for _, tc := range dialogues {
		t.Run(tc.name, func(t *testing.T) {
			with, without := start(t, true), start(t, false)
			pause := 30 * time.Millisecond
			require.Equal(t, without.talk(t, tc.parts, pause), with.talk(t, tc.parts, pause))
			require.Equal(t, tc.given, with.given.Load())
			require.Equal(t, without.served.Load(), with.served.Load()+with.given.Load())
		})
	}
}

func TestAnAnswerThatDoesNotHoldIsNotGiven(t *testing.T) {
	s := start(t, true)
	connection, err := net.Dial("tcp", s.address)
	require.NoError(t, err)
	defer connection.Close()
	require.NoError(t, connection.SetDeadline(time.Now().Add(20*time.Second)))
	ask := func() string {
		_, err := io.WriteString(connection, poll)
		require.NoError(t, err)
		answer := make([]byte, 4096)
		n, err := connection.Read(answer)
		require.NoError(t, err)
		time.Sleep(20 * time.Millisecond) // until the server waits for the next
		return string(answer[:n])
	}
	require.Contains(t, ask(), "304 Not Modified")
	require.Contains(t, ask(), "304 Not Modified")
	require.Equal(t, int64(1), s.given.Load())
	s.closed.Store(true)
	require.Contains(t, ask(), "304 Not Modified")
	require.Equal(t, int64(1), s.given.Load(), "what is required besides does not hold")
	s.version.Store(1)
	require.Contains(t, ask(), "version 1")
	require.Equal(t, int64(1), s.given.Load())
}

// TestStreamsCutAnywhere cuts streams of requests where chance has it, and wants the answers that package http gives.
func TestStreamsCutAnywhere(t *testing.T) {
	with, without := start(t, true), start(t, false)
	chance := rand.New(rand.NewPCG(1, 2))
	body := fmt.Sprintf("POST /poll HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s", len(poll), poll)
	for range 150 {
		var stream strings.Builder
		for range 2 + chance.IntN(6) {
			stream.WriteString([]string{poll, poll, poll, other, body}[chance.IntN(5)])
		}
		var parts []string
		for rest := stream.String(); rest != ""; {
			length := []int{1, len(poll), len(poll), len(poll), 1 + chance.IntN(2*len(poll))}[chance.IntN(5)]
			parts, rest = append(parts, rest[:min(length, len(rest))]), rest[min(length, len(rest)):]
		}
		require.Equal(t, without.talk(t, parts, time.Millisecond), with.talk(t, parts, time.Millisecond), "%q", parts)
	}
	require.Positive(t, with.given.Load())
	require.Equal(t, without.served.Load(), with.served.Load()+with.given.Load())
}
