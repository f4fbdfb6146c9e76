package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// serve measures `seaworthy serve`: as many OPAs as it is asked for wait for a revision, and get it.
func (s subject) serve(ctx context.Context, out io.Writer) error {
	folder, err := os.MkdirTemp("", "seaworthy-bench-")
	if err != nil {
		return fmt.Errorf("make room for bundles: %w", err)
	}
	defer os.RemoveAll(folder)
	stage := stage{subject: s, folder: folder}
	if err := stage.start(ctx); err != nil {
		return fmt.Errorf("start the server: %w", err)
	}
	defer stage.stop()
	fmt.Fprintf(out, "A server and its clients on this machine, over loopback.\n\n")
	if err := stage.holdPolls(ctx, out); err != nil {
		return fmt.Errorf("hold long polls: %w", err)
	}
	return stage.compareUnchanged(ctx, out)
}

// A stage is a server that runs, with a bundle that it watches.
type stage struct {
	subject
	folder  string
	process *exec.Cmd
	address string
}

func (s *stage) archive() string { return filepath.Join(s.folder, "main.tar.gz") }

// place builds the bundle of a profile and swaps it for what is served.
func (s *stage) place(ctx context.Context, profile string) error {
	fresh := filepath.Join(s.folder, "fresh.tar.gz")
	command := exec.CommandContext(ctx, s.seaworthy, "bundle", "build", profile, "-o", fresh)
	if output, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, output)
	}
	return os.Rename(fresh, s.archive())
}

var listening = regexp.MustCompile(`msg=listening address=(\S+)`)

func (s *stage) start(ctx context.Context) error {
	if err := s.place(ctx, "default"); err != nil {
		return err
	}
	if err := s.listen(ctx, "--bundle", "main=file:"+s.archive()); err != nil {
		return err
	}
	return s.await(ctx, func() bool { tag, _ := entityTag(s.url()); return tag != "" })
}

// listen starts the server, and learns its address.
func (s *stage) listen(ctx context.Context, arguments ...string) error {
	s.process = exec.CommandContext(ctx, s.seaworthy, append([]string{"serve", "--listen", "127.0.0.1:0"}, arguments...)...)
	log, err := s.process.StderrPipe()
	if err != nil {
		return err
	}
	if err := s.process.Start(); err != nil {
		return err
	}
	lines := bufio.NewScanner(log)
	for s.address == "" && lines.Scan() {
		if found := listening.FindStringSubmatch(lines.Text()); found != nil {
			s.address = found[1]
		}
	}
	go func() { _, _ = io.Copy(io.Discard, log) }()
	return nil
}

func (s *stage) stop() {
	_ = s.process.Process.Kill()
	_ = s.process.Wait()
}

func (s *stage) url() string { return "http://" + s.address + "/bundles/main" }

var errLate = errors.New("it takes too long")

func (s *stage) await(ctx context.Context, holds func() bool) error {
	for began := time.Now(); !holds(); time.Sleep(time.Millisecond) {
		if ctx.Err() != nil || time.Since(began) > time.Minute {
			return errLate
		}
	}
	return nil
}

// entityTag returns that of what is served.
func entityTag(url string) (string, error) {
	response, err := http.Head(url)
	if err != nil {
		return "", err
	}
	response.Body.Close()
	return response.Header.Get("ETag"), nil
}

// A poll is a client that waits, and what it got.
type poll struct {
	connection net.Conn
	tag        string
	bytes      int64
	answered   time.Time
	err        error
}

const waiting = "seaworthy_bundle_clients_waiting "

// holdPolls lets clients wait, changes what is served, and sees that all of them get it.
func (s *stage) holdPolls(ctx context.Context, out io.Writer) error {
	before, err := entityTag(s.url())
	if err != nil {
		return err
	}
	polls := make([]poll, s.clients)
	defer func() {
		for _, p := range polls {
			if p.connection != nil {
				p.connection.Close()
			}
		}
	}()
	for i := range polls {
		if polls[i].connection, err = net.Dial("tcp", s.address); err != nil {
			return fmt.Errorf("connect %d: %w", i, err)
		}
	}
	idle := s.resident()
	var running sync.WaitGroup
	for i := range polls {
		running.Go(func() { polls[i].ask(s.address, before) })
	}
	if err := s.await(ctx, func() bool { return s.metric(waiting) == s.clients }); err != nil {
		return fmt.Errorf("%d of %d clients wait: %w", s.metric(waiting), s.clients, err)
	}
	held := s.resident()
	if err := s.place(ctx, "strict"); err != nil {
		return err
	}
	began := time.Now()
	running.Wait()
	return report(out, polls, before, began, [2]int64{idle, held}, s.peak())
}

// ask sends one long poll and reads its answer.
func (p *poll) ask(address, tag string) {
	_, p.err = fmt.Fprintf(p.connection, "GET /bundles/main HTTP/1.1\r\nHost: %s\r\nIf-None-Match: %s\r\nPrefer: modes=snapshot,delta;wait=50\r\n\r\n", address, tag)
	if p.err != nil {
		return
	}
	response, err := http.ReadResponse(bufio.NewReaderSize(p.connection, 512), nil)
	if err != nil {
		p.err = err
		return
	}
	p.tag = response.Header.Get("ETag")
	p.bytes, p.err = io.Copy(io.Discard, response.Body)
	response.Body.Close()
	p.answered = time.Now()
}

func report(out io.Writer, polls []poll, before string, began time.Time, memory [2]int64, peak int64) error {
	lost, last, bytes := 0, time.Duration(0), int64(0)
	for _, p := range polls {
		if p.err != nil || p.tag == before || p.tag == "" {
			lost++
			continue
		}
		last, bytes = max(last, p.answered.Sub(began)), bytes+p.bytes
	}
	fmt.Fprintf(out, "%d clients that wait for a revision\n", len(polls))
	fmt.Fprintf(out, "  %-52s %9.1f MB (%.1f MB when they had connected)\n", "resident memory of the server", megabytes(memory[1]), megabytes(memory[0]))
	fmt.Fprintf(out, "  %-52s %9.1f MB\n", "its peak, answers included", megabytes(peak))
	fmt.Fprintf(out, "  %-52s %9.1f ms\n", "a file changes until the last client has all of it", milliseconds(last))
	fmt.Fprintf(out, "  %-52s %9.1f MB\n", "sent to them", megabytes(bytes))
	fmt.Fprintf(out, "  %-52s %9d\n\n", "lost", lost)
	return nil
}

// metric returns the value of a line of /metrics, -1 where there is none.
func (s *stage) metric(name string) int {
	response, err := http.Get("http://" + s.address + "/metrics")
	if err != nil {
		return -1
	}
	defer response.Body.Close()
	for lines := bufio.NewScanner(response.Body); lines.Scan(); {
		if value, found := strings.CutPrefix(lines.Text(), name); found {
			if count, err := strconv.Atoi(value); err == nil {
				return count
			}
		}
	}
	return -1
}

// resident returns the memory of the server in bytes, and peak the most that it had; 0 where the system does not tell.
func (s *stage) resident() int64 { return s.status("VmRSS:") }
func (s *stage) peak() int64     { return s.status("VmHWM:") }

func (s *stage) status(name string) int64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.process.Process.Pid))
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(text), name)
	kilobytes, _ := strconv.ParseInt(strings.Fields(after + " 0")[0], 10, 64)
	return kilobytes * 1024
}
