// Package opa holds what `seaworthy bundle` writes against OPA itself: a stock server fetches the signed bundle from a
// container registry, proves and activates it, and answers as `seaworthy test` does.
package opa

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-containerregistry/pkg/registry"
	"github.com/open-policy-agent/opa/v1/logging"
	"github.com/open-policy-agent/opa/v1/runtime"
	"github.com/stretchr/testify/require"
)

// root is the repository.
const root = "../../.."

// A workshop is a folder with the built seaworthy, keys, and a registry that both sides reach.
type workshop struct {
	folder, binary, registry string
}

func newWorkshop(t *testing.T) workshop {
	t.Helper()
	server := httptest.NewServer(registry.New(registry.Logger(log.New(io.Discard, "", 0))))
	t.Cleanup(server.Close)
	t.Setenv("DOCKER_CONFIG", t.TempDir())
	w := workshop{folder: t.TempDir(), registry: strings.TrimPrefix(server.URL, "http://")}
	w.binary = filepath.Join(w.folder, "seaworthy")
	command := exec.Command("go", "build", "-o", w.binary, "./cmd/seaworthy")
	command.Dir = root
	output, err := command.CombinedOutput()
	require.NoError(t, err, string(output))
	for id, secret := range map[string]string{"release": strings.Repeat("a secret ", 4), "stranger": strings.Repeat("another ", 4)} {
		require.NoError(t, os.WriteFile(w.path(id), []byte(secret), 0o600))
	}
	return w
}

func (w workshop) path(name string) string { return filepath.Join(w.folder, name) }

// seaworthy runs the program; that findings fail a run is no mistake here.
func (w workshop) seaworthy(t *testing.T, arguments ...string) []byte {
	t.Helper()
	var complaints bytes.Buffer
	command := exec.Command(w.binary, arguments...)
	command.Stderr = &complaints
	text, err := command.Output()
	if command.ProcessState.ExitCode() != 1 {
		require.NoError(t, err, complaints.String())
	}
	return text
}

// publish builds, signs and pushes a bundle, and returns its reference.
func (w workshop) publish(t *testing.T, key string) string {
	t.Helper()
	file, reference := w.path(key+".tar.gz"), w.registry+"/policies/"+key+":v1"
	w.seaworthy(t, "bundle", "build", "strict", "-o", file)
	w.seaworthy(t, "bundle", "sign", file, "--signing-key", w.path(key), "--key-id", "release", "--scope", "test")
	w.seaworthy(t, "bundle", "push", file, reference)
	return reference
}

// configuration is that of an OPA that trusts the key "release" alone.
func (w workshop) configuration(t *testing.T, reference string) string {
	t.Helper()
	secret, err := os.ReadFile(w.path("release"))
	require.NoError(t, err)
	text := fmt.Sprintf(`
services: {registry: {url: "http://%s", type: oci}}
keys: {release: {algorithm: HS256, key: %q, scope: test}}
bundles: {seaworthy: {service: registry, resource: %q, persist: false, signing: {keyid: release, scope: test}}}
default_decision: seaworthy/admission/review
`, w.registry, secret, reference)
	name := w.path("opa.yaml")
	require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
	return name
}

// start runs an OPA server by a configuration file and returns its address.
func (w workshop) start(t *testing.T, configuration string) string {
	t.Helper()
	parameters := runtime.NewParams()
	parameters.ConfigFile = configuration
	parameters.Addrs = &[]string{"127.0.0.1:0"}
	parameters.Logger = logging.NewNoOpLogger()
	parameters.Output = io.Discard
	parameters.GracefulShutdownPeriod = 1
	ctx, cancel := context.WithCancel(t.Context())
	server, err := runtime.NewRuntime(ctx, parameters)
	require.NoError(t, err)
	stopped := make(chan error, 1)
	go func() { stopped <- server.Serve(ctx) }()
	t.Cleanup(func() {
		cancel()
		require.NoError(t, <-stopped)
	})
	require.Eventually(t, func() bool { return len(server.Addrs()) > 0 }, time.Minute, 10*time.Millisecond)
	return "http://" + server.Addrs()[0]
}

// healthy tells whether the server has activated its bundles.
func healthy(address string) bool {
	response, err := http.Get(address + "/health?bundles=true")
	if err != nil {
		return false
	}
	defer response.Body.Close()
	return response.StatusCode == http.StatusOK
}

// post sends JSON and decodes the answer.
func post[T any](t *testing.T, address string, body []byte) T {
	t.Helper()
	response, err := http.Post(address, "application/json", bytes.NewReader(body))
	require.NoError(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, response.StatusCode, string(text))
	var answer T
	require.NoError(t, json.Unmarshal(text, &answer))
	return answer
}

// A finding is what both say of one place.
type finding struct {
	Rule, Severity, Msg, At string
}

func (f finding) line() string { return f.Rule + " " + f.Severity + " " + f.At + " " + f.Msg }

// libraryFindings returns what `seaworthy test` says of a file.
func (w workshop) libraryFindings(t *testing.T, file string) []finding {
	t.Helper()
	var files []struct {
		Failures, Warnings []struct {
			Msg      string
			Metadata struct{ Rule, Severity, At string }
		}
	}
	text := w.seaworthy(t, "test", "--profile", "strict", "--no-inline", "-o", "json", file)
	require.NoError(t, json.Unmarshal(text, &files))
	var found []finding
	for _, each := range files {
		for _, f := range slices.Concat(each.Failures, each.Warnings) {
			found = append(found, finding{f.Metadata.Rule, f.Metadata.Severity, f.Msg, f.Metadata.At})
		}
	}
	return found
}

func lines(findings []finding) []string {
	var all []string
	for _, f := range findings {
		all = append(all, f.line())
	}
	slices.Sort(all)
	return all
}

func TestAnOPAServerAnswersAsSeaworthyDoes(t *testing.T) {
	w := newWorkshop(t)
	address := w.start(t, w.configuration(t, w.publish(t, "release")))
	require.Eventually(t, func() bool { return healthy(address) }, time.Minute, 50*time.Millisecond)

	for _, name := range []string{"Dockerfile", "deploy/deployment.yaml"} {
		file := filepath.Join(root, "testdata/corpus/quickstart", name)
		document := w.seaworthy(t, "parse", file)
		asked := append(append([]byte(`{"input": `), document...), '}')
		answer := post[struct{ Result []finding }](t, address+"/v1/data/seaworthy/findings", asked)
		require.NotEmpty(t, answer.Result)
		require.Equal(t, lines(w.libraryFindings(t, file)), lines(answer.Result), name)
	}
}

// A review is what an API server reads of the answer to its AdmissionReview.
type review struct {
	APIVersion, Kind string
	Response         struct {
		UID      string
		Allowed  bool
		Status   struct{ Message string }
		Warnings []string
	}
}

func TestAnOPAServerIsAWebhook(t *testing.T) {
	w := newWorkshop(t)
	address := w.start(t, w.configuration(t, w.publish(t, "release")))
	require.Eventually(t, func() bool { return healthy(address) }, time.Minute, 50*time.Millisecond)

	pod := `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": [
		{"name": "web", "image": "registry.example.com/web:1.0", "securityContext": {"privileged": true}}]}}`
	file := w.path("pod.json")
	require.NoError(t, os.WriteFile(file, []byte(pod), 0o600))
	for operation, allowed := range map[string]bool{"CREATE": false, "DELETE": true} {
		answer := post[review](t, address+"/", []byte(`{"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview",
			"request": {"uid": "7", "operation": "`+operation+`", "object": `+pod+`}}`))
		require.Equal(t, "admission.k8s.io/v1 AdmissionReview 7", answer.APIVersion+" "+answer.Kind+" "+answer.Response.UID)
		require.Equal(t, allowed, answer.Response.Allowed)
		if allowed {
			continue
		}
		said := append(strings.Split(answer.Response.Status.Message, "; "), answer.Response.Warnings...)
		var wanted []string
		for _, f := range w.libraryFindings(t, file) {
			wanted = append(wanted, f.Msg+" ["+f.Rule+"]")
		}
		require.ElementsMatch(t, wanted, said)
	}
}

func TestAnOPAServerRefusesABundleOfAStranger(t *testing.T) {
	w := newWorkshop(t)
	address := w.start(t, w.configuration(t, w.publish(t, "stranger")))
	require.Never(t, func() bool { return healthy(address) }, 2*time.Second, 100*time.Millisecond)
	answer := post[struct{ Result json.RawMessage }](t, address+"/v1/data/seaworthy/findings", []byte(`{"input": {}}`))
	require.Empty(t, answer.Result)
}
