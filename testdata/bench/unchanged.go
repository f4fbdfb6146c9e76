package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

const (
	// askers are connections that ask one request after the other.
	askers = 64
	// period is how long they do.
	period = 5 * time.Second
)

// compareUnchanged counts how often a client that has the newest revision is told so, and how often nginx tells it of a file.
func (s *stage) compareUnchanged(ctx context.Context, out io.Writer) error {
	ours, err := s.unchanged(ctx, s.url())
	if err != nil {
		return fmt.Errorf("ask for what is unchanged: %w", err)
	}
	fmt.Fprintf(out, "%d connections ask for what has not changed, %v\n", askers, period)
	fmt.Fprintf(out, "  %-52s %9.0f a second\n", "304s of seaworthy", ours)
	url, stop, err := s.startNginx(ctx)
	if errors.Is(err, exec.ErrNotFound) {
		fmt.Fprintf(out, "  nginx is not installed, so that there is nothing to compare with.\n")
		return nil
	}
	if err != nil {
		return fmt.Errorf("start nginx: %w", err)
	}
	defer stop()
	theirs, err := s.unchanged(ctx, url)
	if err != nil {
		return fmt.Errorf("ask nginx for what is unchanged: %w", err)
	}
	fmt.Fprintf(out, "  %-52s %9.0f a second\n", "304s of nginx, for a file with the same headers", theirs)
	fmt.Fprintf(out, "  %-52s %9.2f\n", "seaworthy : nginx", ours/theirs)
	return nil
}

// unchanged returns how many 304s a second there are.
func (s *stage) unchanged(ctx context.Context, url string) (float64, error) {
	tag, err := entityTag(url)
	if err != nil {
		return 0, err
	}
	address, path, _ := strings.Cut(strings.TrimPrefix(url, "http://"), "/")
	request := fmt.Appendf(nil, "GET /%s HTTP/1.1\r\nHost: %s\r\nIf-None-Match: %s\r\nPrefer: modes=snapshot,delta\r\n\r\n", path, address, tag)
	ctx, cancel := context.WithTimeout(ctx, period)
	defer cancel()
	var count atomic.Int64
	errs := make([]error, askers)
	var running sync.WaitGroup
	began := time.Now()
	for i := range askers {
		running.Go(func() { errs[i] = ask(ctx, address, request, &count) })
	}
	running.Wait()
	return float64(count.Load()) / time.Since(began).Seconds(), errors.Join(errs...)
}

var errStatus = errors.New("another answer than 304")

// ask sends a request again and again over one connection.
func ask(ctx context.Context, address string, request []byte, count *atomic.Int64) error {
	connection, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	defer connection.Close()
	answers := bufio.NewReader(connection)
	for ctx.Err() == nil {
		if _, err := connection.Write(request); err != nil {
			return err
		}
		if err := readUnchanged(answers); err != nil {
			return err
		}
		count.Add(1)
	}
	return nil
}

// readUnchanged reads an answer that has no body.
func readUnchanged(answers *bufio.Reader) error {
	for first := true; ; first = false {
		line, err := answers.ReadSlice('\n')
		switch {
		case err != nil:
			return err
		case first && !bytes.Contains(line, []byte(" 304 ")):
			return fmt.Errorf("%w: %s", errStatus, line)
		case len(line) == 2:
			return nil
		}
	}
}

const nginxConfiguration = `
daemon off;
worker_processes auto;
pid nginx.pid;
error_log stderr;
events { worker_connections 1024; }
http {
	access_log off;
	client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
	keepalive_requests 100000000;
	open_file_cache max=10;
	server {
		listen %s;
		root .;
		add_header Cache-Control no-cache;
		add_header Vary Prefer;
		add_header Last-Modified "";
	}
}
`

// startNginx serves the archive with nginx, if there is one.
func (s *stage) startNginx(ctx context.Context) (url string, stop func(), err error) {
	path, err := exec.LookPath(s.nginx)
	if err != nil {
		return "", nil, exec.ErrNotFound
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	address := listener.Addr().String()
	listener.Close()
	configuration := filepath.Join(s.folder, "nginx.conf")
	if err := os.WriteFile(configuration, fmt.Appendf(nil, nginxConfiguration, address), 0o600); err != nil {
		return "", nil, err
	}
	if err := os.Chmod(s.folder, 0o755); err != nil { // its workers are somebody else
		return "", nil, err
	}
	var complaints bytes.Buffer
	process := exec.CommandContext(ctx, path, "-p", s.folder, "-c", configuration, "-e", "stderr")
	process.Stderr = &complaints
	if err := process.Start(); err != nil {
		return "", nil, err
	}
	stop = func() {
		_ = process.Process.Signal(os.Interrupt)
		_ = process.Wait()
	}
	url = "http://" + address + "/" + filepath.Base(s.archive())
	if err := s.await(ctx, func() bool { return found(url) }); err != nil {
		stop()
		return "", nil, fmt.Errorf("%w: %s", err, complaints.String())
	}
	return url, stop, nil
}

func found(url string) bool {
	response, err := http.Head(url)
	if err != nil {
		return false
	}
	response.Body.Close()
	return response.StatusCode == http.StatusOK
}
