package opa

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// trusting is the configuration of an OPA that takes a bundle by the key "release" alone. It would look for another one
// only after an hour: whatever comes sooner has come by a long poll.
func (w workshop) trusting(t *testing.T, url string) string {
	t.Helper()
	secret, err := os.ReadFile(w.path("release"))
	require.NoError(t, err)
	return fmt.Sprintf(`
services: {seaworthy: {url: %q}}
keys: {release: {algorithm: HS256, key: %q, scope: test}}
bundles:
  main:
    service: seaworthy
    signing: {keyid: release, scope: test}
    polling: {min_delay_seconds: 3600, max_delay_seconds: 3600, long_polling_timeout_seconds: 20}
`, url, secret)
}

func (w workshop) signing() []string {
	return []string{"--signing-key", w.path("release"), "--key-id", "release", "--scope", "test"}
}

// folder makes a folder of policies whose configuration is a text.
func folder(t *testing.T, configuration string) string {
	t.Helper()
	path := t.TempDir()
	configure(t, path, configuration)
	return path
}

// configure swaps the configuration of a folder at once, as whoever deploys does.
func configure(t *testing.T, folder, configuration string) {
	t.Helper()
	fresh := filepath.Join(t.TempDir(), "fresh.yaml")
	require.NoError(t, os.WriteFile(fresh, []byte(configuration), 0o600))
	require.NoError(t, os.Rename(fresh, filepath.Join(folder, ".seaworthy.yaml")))
}

// tagged is a configuration that only data tells from another of the kind.
func tagged(tag string) string {
	return "profile: strict\nparameters:\n  reference/floating_tag: {tags: [" + tag + "]}\n"
}

// served returns the entity tag of the bundle that a server has.
func served(t *testing.T, s bundleServer) string {
	t.Helper()
	response, err := http.Head(s.url + "/bundles/main")
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	return response.Header.Get("ETag")
}

func TestAnOPAFollowsANewRevisionByLongPolling(t *testing.T) {
	w := newWorkshop(t)
	policies := folder(t, tagged("edge"))
	s := w.serve(t, append(w.signing(), "--bundle", "main=folder:"+policies)...)
	opa := w.opa(t, w.trusting(t, s.url))
	eventually(t, opa.healthy, "the bundle is active")
	first, tag := opa.revision(t), served(t, s)
	for range 3 {
		configure(t, policies, tagged(fmt.Sprintf("edge-%d", time.Now().UnixNano())))
		eventually(t, func() bool { return served(t, s) != tag }, "the server has another revision")
		published := time.Now()
		eventually(t, func() bool { return opa.revision(t) != first }, "the OPA has it")
		t.Logf("active %v after it was served", time.Since(published).Round(time.Millisecond))
		first, tag = opa.revision(t), served(t, s)
	}
}

func TestAnOPASurvivesThatTheServerIsKilledMidPoll(t *testing.T) {
	w := newWorkshop(t)
	policies := folder(t, tagged("edge"))
	arguments := append(w.signing(), "--bundle", "main=folder:"+policies)
	s := w.serve(t, arguments...)
	// After an error OPA asks again within the greatest delay.
	opa := w.opa(t, strings.ReplaceAll(w.trusting(t, s.url), "delay_seconds: 3600", "delay_seconds: 1"))
	eventually(t, opa.healthy, "the bundle is active")
	first := opa.revision(t)
	s.kill()
	configure(t, policies, tagged("edge-2"))
	require.Equal(t, first, opa.revision(t), "what is active stays active")
	w.serve(t, append(arguments, "--listen", strings.TrimPrefix(s.url, "http://"))...)
	eventually(t, func() bool { return opa.revision(t) != first }, "the OPA has what the new server serves")
}

func TestAnOPAWaitsOnWhenTheServerEndsGently(t *testing.T) {
	w := newWorkshop(t)
	policies := folder(t, tagged("edge"))
	arguments := append(w.signing(), "--bundle", "main=folder:"+policies)
	s := w.serve(t, arguments...)
	opa := w.opa(t, w.trusting(t, s.url))
	eventually(t, opa.healthy, "the bundle is active")
	first := opa.revision(t)
	eventually(t, func() bool { return strings.Contains(metrics(t, s), "seaworthy_bundle_clients_waiting 1") }, "the OPA waits")
	s.stop(t)
	require.Equal(t, first, opa.revision(t))
}

func metrics(t *testing.T, s bundleServer) string {
	t.Helper()
	response, err := http.Get(s.url + "/metrics")
	require.NoError(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return string(text)
}

// tamper changes a policy in a signed bundle, and nothing else.
func tamper(t *testing.T, archive []byte) []byte {
	t.Helper()
	expanded, err := gzip.NewReader(bytes.NewReader(archive))
	require.NoError(t, err)
	var changed bytes.Buffer
	compressed := gzip.NewWriter(&changed)
	reader, writer := tar.NewReader(expanded), tar.NewWriter(compressed)
	touched := false
	for {
		header, err := reader.Next()
		if err == io.EOF {
			break
		}
		require.NoError(t, err)
		content, err := io.ReadAll(reader)
		require.NoError(t, err)
		if strings.HasSuffix(header.Name, ".rego") && !touched {
			content, touched = append(content, []byte("\n# nothing to see\n")...), true
		}
		header.Size = int64(len(content))
		require.NoError(t, writer.WriteHeader(header))
		_, err = writer.Write(content)
		require.NoError(t, err)
	}
	require.NoError(t, writer.Close())
	require.NoError(t, compressed.Close())
	require.True(t, touched)
	return changed.Bytes()
}

func TestATamperedBundleIsRefused(t *testing.T) {
	w := newWorkshop(t)
	archive := w.path("main.tar.gz")
	w.seaworthy(t, "bundle", "build", "strict", "-o", archive)
	w.seaworthy(t, "bundle", "sign", archive, "--signing-key", w.path("release"), "--key-id", "release", "--scope", "test")
	good, err := os.ReadFile(archive)
	require.NoError(t, err)

	store := w.path("fleet.db")
	careless := w.serve(t, "--bundle", "main=file:"+archive, "--fleet-store", store)
	careful := w.serve(t, "--bundle", "main=file:"+archive, "--verification-key", "release="+w.path("release"), "--scope", "test")
	opa := w.opa(t, w.trusting(t, careless.url)+"status: {service: seaworthy}\n")
	eventually(t, opa.healthy, "the bundle is active")
	first, tag := opa.revision(t), served(t, careful)

	require.NoError(t, os.WriteFile(archive+".new", tamper(t, good), 0o600))
	require.NoError(t, os.Rename(archive+".new", archive))
	eventually(t, func() bool { return len(faults(t, careless)) > 0 }, "the OPA says why it does not take it")
	require.Contains(t, faults(t, careless)[0], "digest")
	require.Equal(t, first, opa.revision(t), "the OPA keeps what it had")

	eventually(t, func() bool {
		return strings.Contains(metrics(t, careful), `seaworthy_bundle_source_healthy{bundle="main"} 0`)
	})
	require.Equal(t, tag, served(t, careful), "a server that knows the key does not serve it")
	health := get[struct {
		Ready  bool
		Checks map[string]struct{ Problem string }
	}](t, careful.url+"/readyz")
	require.True(t, health.Ready)
	require.Contains(t, health.Checks["bundles/main"].Problem, "signature")
}

// A fleet is what GET /v1/fleet answers.
type fleet struct {
	OPAs []struct {
		ID, Version string
		Labels      map[string]string
		Decisions   int
		Bundles     map[string]struct {
			Revision, Type string
			Since          time.Time
			Newest         bool
			Fault          *struct{ Message string }
		}
	}
}

// faults returns what OPAs say is wrong with their bundles.
func faults(t *testing.T, s bundleServer) []string {
	t.Helper()
	var all []string
	for _, opa := range get[fleet](t, s.url+"/v1/fleet").OPAs {
		for _, bundle := range opa.Bundles {
			if bundle.Fault != nil {
				all = append(all, bundle.Fault.Message)
			}
		}
	}
	return all
}

func TestAnOPAAppliesADelta(t *testing.T) {
	w := newWorkshop(t)
	policies := folder(t, tagged("edge"))
	s := w.serve(t, "--bundle", "main=folder:"+policies, "--deltas", "main", "--fleet-store", w.path("fleet.db"))
	opa := w.opa(t, fmt.Sprintf(`
services: {seaworthy: {url: %q}}
bundles: {main: {service: seaworthy, polling: {long_polling_timeout_seconds: 20}}}
status: {service: seaworthy}
`, s.url))
	eventually(t, opa.healthy, "the bundle is active")
	first := opa.revision(t)
	configure(t, policies, tagged("canary"))
	eventually(t, func() bool { return opa.revision(t) != first }, "the OPA has the new revision")
	parameter := opa.url + "/v1/data/seaworthy/parameters/" + `reference%2Ffloating_tag/tags`
	require.Equal(t, []string{"canary"}, get[struct{ Result []string }](t, parameter).Result)
	eventually(t, func() bool {
		opas := get[fleet](t, s.url+"/v1/fleet").OPAs
		return len(opas) == 1 && opas[0].Bundles["main"].Type == "delta" && opas[0].Bundles["main"].Newest
	}, "the OPA says that it was a delta")
	require.Contains(t, metrics(t, s), `seaworthy_bundle_answers_total{kind="delta"} 1`)
}

func TestAnOPADiscoversWhatToDo(t *testing.T) {
	w := newWorkshop(t)
	secret, err := os.ReadFile(w.path("release"))
	require.NoError(t, err)
	tokens := w.path("tokens")
	require.NoError(t, os.WriteFile(tokens, []byte("# OPAs\na-token-of-many-letters\n"), 0o600))
	s := w.serve(t, append(w.signing(), "--bundle", "main=profile:strict", "--fleet-store", w.path("fleet.db"),
		"--token-file", "bundles="+tokens)...)
	require.Equal(t, http.StatusUnauthorized, status(s.url+"/bundles/main"))
	opa := w.opa(t, fmt.Sprintf(`
services: {seaworthy: {url: %q, credentials: {bearer: {token: a-token-of-many-letters}}}}
keys: {release: {algorithm: HS256, key: %q, scope: test}}
discovery: {service: seaworthy, resource: discovery/main, signing: {keyid: release, scope: test}, polling: {long_polling_timeout_seconds: 20}}
labels: {region: north}
`, s.url, secret))
	eventually(t, opa.healthy, "the bundle is active")
	answer := post[review](t, opa.url+"/", []byte(`{"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview",
		"request": {"uid": "7", "operation": "CREATE", "object": {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": [
		{"name": "web", "image": "registry.example.com/web:1.0", "securityContext": {"privileged": true}}]}}}}`))
	require.False(t, answer.Response.Allowed)

	eventually(t, func() bool {
		opas := get[fleet](t, s.url+"/v1/fleet").OPAs
		return len(opas) == 1 && opas[0].Decisions == 1 && opas[0].Bundles["main"].Newest
	}, "its status and its decision have arrived")
	known := get[fleet](t, s.url+"/v1/fleet").OPAs[0]
	require.Equal(t, "1.22.2 north", known.Version+" "+known.Labels["region"])
	require.Equal(t, opa.revision(t), known.Bundles["main"].Revision)
	require.False(t, known.Bundles["main"].Since.IsZero())
	logged := get[map[string]json.RawMessage](t, s.url+"/v1/fleet/decisions?opa="+known.ID)
	require.JSONEq(t, `"seaworthy/admission/review"`, string(logged["path"]))
}
