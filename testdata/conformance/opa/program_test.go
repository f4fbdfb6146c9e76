package opa

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// builtOPA is OPA's own program, at the release that go.mod names as a tool.
var builtOPA = sync.OnceValues(func() (string, error) {
	folder, err := os.MkdirTemp("", "opa")
	if err != nil {
		return "", err
	}
	binary := filepath.Join(folder, "opa")
	if output, err := exec.Command("go", "build", "-o", binary, "github.com/open-policy-agent/opa").CombinedOutput(); err != nil {
		return "", fmt.Errorf("build OPA: %w: %s", err, output)
	}
	return binary, nil
})

// A process runs until its test ends, or somebody kills it.
type process struct {
	command *exec.Cmd
	log     *record
	waited  sync.Once
}

// A record is what a process has said so far.
type record struct {
	mu    sync.Mutex
	lines []string
}

func (r *record) keep(from io.Reader) {
	for lines := bufio.NewScanner(from); lines.Scan(); {
		r.mu.Lock()
		r.lines = append(r.lines, lines.Text())
		r.mu.Unlock()
	}
}

func (r *record) text() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return strings.Join(r.lines, "\n")
}

func run(t *testing.T, binary string, arguments ...string) *process {
	t.Helper()
	command := exec.Command(binary, arguments...)
	command.Dir = t.TempDir()
	reader, writer := io.Pipe()
	command.Stdout, command.Stderr = writer, writer
	p := &process{command: command, log: &record{}}
	go p.log.keep(reader)
	require.NoError(t, command.Start())
	t.Cleanup(func() {
		p.kill()
		if t.Failed() {
			t.Log(binary, arguments, "\n"+p.log.text())
		}
	})
	return p
}

// kill ends the process as SIGKILL does: without a chance to do anything about it.
func (p *process) kill() {
	p.waited.Do(func() {
		_ = p.command.Process.Kill()
		_ = p.command.Wait()
	})
}

func (p *process) stop(t *testing.T) {
	p.waited.Do(func() {
		require.NoError(t, p.command.Process.Signal(os.Interrupt))
		require.NoError(t, p.command.Wait(), p.log.text())
	})
}

// eventually waits for long, so that a machine under load fails nothing.
func eventually(t *testing.T, holds func() bool, message ...any) {
	t.Helper()
	require.Eventually(t, holds, 30*time.Second, 10*time.Millisecond, message...)
}

// freeAddress returns one that nobody listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer listener.Close()
	return listener.Addr().String()
}

// A bundleServer is a running `seaworthy serve`.
type bundleServer struct {
	*process
	url string
}

var listening = regexp.MustCompile(`msg=listening address=(\S+)`)

// serve starts a server and waits until it is ready.
func (w workshop) serve(t *testing.T, arguments ...string) bundleServer {
	t.Helper()
	s := w.begin(t, arguments...)
	eventually(t, func() bool { return status(s.url+"/readyz") == http.StatusOK }, "the server is ready")
	return s
}

// begin starts a server and waits until it listens.
func (w workshop) begin(t *testing.T, arguments ...string) bundleServer {
	t.Helper()
	s := bundleServer{process: run(t, w.binary, append([]string{"serve", "--listen", "127.0.0.1:0"}, arguments...)...)}
	eventually(t, func() bool { return listening.MatchString(s.log.text()) }, "the server listens")
	s.url = "http://" + listening.FindStringSubmatch(s.log.text())[1]
	return s
}

func status(url string) int {
	response, err := http.Get(url)
	if err != nil {
		return 0
	}
	response.Body.Close()
	return response.StatusCode
}

// get decodes JSON that a server answers with, whatever its status.
func get[T any](t *testing.T, url string) T {
	t.Helper()
	var answer T
	response, err := http.Get(url)
	require.NoError(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &answer), string(text))
	return answer
}

// A client is a running OPA.
type client struct {
	*process
	url string
}

// opa starts an OPA with a configuration.
func (w workshop) opa(t *testing.T, configuration string) client {
	t.Helper()
	binary, err := builtOPA()
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "opa.yaml")
	require.NoError(t, os.WriteFile(file, []byte(configuration), 0o600))
	address := freeAddress(t)
	p := run(t, binary, "run", "--server", "--addr", address, "--log-level", "debug", "--config-file", file)
	return client{p, "http://" + address}
}

func (c client) healthy() bool {
	return status(c.url+"/health?bundles=true") == http.StatusOK
}

// revision returns that of the bundle that is active, empty where none is.
func (c client) revision(t *testing.T) string {
	t.Helper()
	return get[struct{ Result string }](t, c.url+"/v1/data/system/bundles/main/manifest/revision").Result
}
