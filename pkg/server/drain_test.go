package server_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/server"
)

func TestAServerEndsGently(t *testing.T) {
	s := server.New(server.Options{Limits: server.Limits{Farewell: 200 * time.Millisecond}})
	entered, finish := make(chan struct{}, 2), make(chan struct{})
	s.Handle(server.Route{Pattern: "GET /wait", Waits: true, Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		entered <- struct{}{}
		<-s.Draining()
		_, _ = io.WriteString(w, "let go")
	})})
	s.Handle(server.Route{Pattern: "GET /work", Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		entered <- struct{}{}
		<-finish
		_, _ = io.WriteString(w, "finished")
	})})
	r := serve(t, s)
	answers := make(chan string, 2)
	for _, path := range []string{"/wait", "/work"} {
		go func() {
			_, text := get(t, "http://"+r.address+path)
			answers <- text
		}()
		<-entered
	}
	r.stop()
	require.Eventually(t, func() bool {
		status, _ := get(t, "http://"+r.address+"/readyz")
		return status == http.StatusServiceUnavailable
	}, patience, time.Millisecond, "it serves on, and says that it is not ready")
	require.Equal(t, "let go", <-answers)
	close(finish)
	require.Equal(t, "finished", <-answers)
	require.NoError(t, <-r.ended)
	_, err := net.Dial("tcp", r.address)
	require.Error(t, err)
}

func TestWhatDoesNotEndIsCutOff(t *testing.T) {
	entered := make(chan struct{})
	r := start(t, server.Options{Limits: server.Limits{Drain: 20 * time.Millisecond}},
		server.Route{Pattern: "GET /stuck", Waits: true, Handler: http.HandlerFunc(func(_ http.ResponseWriter, request *http.Request) {
			close(entered)
			<-request.Context().Done()
		})})
	go func() { _, _ = http.Get("http://" + r.address + "/stuck") }()
	<-entered
	r.stop()
	require.ErrorIs(t, <-r.ended, context.DeadlineExceeded)
}
