package main

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// admission measures the webhook as an API server meets it: reviews over TLS, while what they are judged by changes each
// second.
func (s subject) admission(ctx context.Context, out io.Writer) error {
	folder, err := os.MkdirTemp("", "seaworthy-bench-")
	if err != nil {
		return fmt.Errorf("make room for policies: %w", err)
	}
	defer os.RemoveAll(folder)
	pod, err := os.ReadFile(s.pod)
	if err != nil {
		return fmt.Errorf("read a pod: %w", err)
	}
	hook := webhook{stage: stage{subject: s, folder: folder}, pod: string(pod)}
	if err := hook.start(ctx); err != nil {
		return fmt.Errorf("start the server: %w", err)
	}
	defer hook.stop()
	fmt.Fprintf(out, "Reviews of a pod of two containers over TLS and loopback, while policy and bundle change every second.\n\n")
	for _, load := range []load{
		{"pods of one ReplicaSet", s.reviews, hook.replica},
		{"as many, 1 in 20 of which is like none before", s.reviews, hook.rollout},
		{"pods that all differ", s.reviews / 10, hook.stranger},
		{"pods that all differ, as many as of one ReplicaSet", s.reviews, hook.stranger},
	} {
		if err := hook.measure(ctx, out, load); err != nil {
			return fmt.Errorf("review %s: %w", load.name, err)
		}
	}
	return nil
}

// A webhook is a server that reviews, and the folder that it judges by.
type webhook struct {
	stage
	pod    string
	client *http.Client
}

// start serves a folder as a policy and as a bundle.
func (w *webhook) start(ctx context.Context) error {
	pool, err := certify(filepath.Join(w.folder, "server"))
	if err != nil {
		return err
	}
	if err := os.Mkdir(filepath.Join(w.folder, "policy"), 0o700); err != nil {
		return err
	}
	if err := w.swap(0); err != nil {
		return err
	}
	policy := "main=folder:" + filepath.Join(w.folder, "policy")
	if err := w.stage.listen(ctx, "--bundle", policy, "--policy", policy,
		"--tls-cert", filepath.Join(w.folder, "server.crt"), "--tls-key", filepath.Join(w.folder, "server.key")); err != nil {
		return err
	}
	w.client = &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{
		ForceAttemptHTTP2: true, TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS13},
	}}
	return w.await(ctx, func() bool { return w.review(w.replica(0)) == nil })
}

// swap changes a parameter of a rule, so that there is another policy and another bundle.
func (w *webhook) swap(round int) error {
	text := fmt.Sprintf("parameters:\n  workload/undropped_capabilities: {exempt: [\"container:none-%d\"]}\n", round)
	fresh := filepath.Join(w.folder, "fresh.yaml")
	if err := os.WriteFile(fresh, []byte(text), 0o600); err != nil {
		return err
	}
	return os.Rename(fresh, filepath.Join(w.folder, "policy", ".seaworthy.yaml"))
}

// replica is a pod that differs from its twins by name alone.
func (w *webhook) replica(number int) string {
	return strings.ReplaceAll(w.pod, "web-6d4cf56db6-x7k2p", fmt.Sprintf("web-6d4cf56db6-%05d", number))
}

// stranger is a pod of its own name, image and environment.
func (w *webhook) stranger(number int) string {
	own := fmt.Sprintf("service%d", number)
	return strings.NewReplacer(
		`"web`, `"`+own, "shop/web:1.4.2", fmt.Sprintf("shop/%s:1.%d.2", own, number%100),
		"@sha256:01234567", fmt.Sprintf("@sha256:%08x", number), "db.shop.svc", "db."+own+".svc",
	).Replace(w.pod)
}

// rollout is mostly replicas, and now and then the first pod of something else.
func (w *webhook) rollout(number int) string {
	if number%20 == 0 {
		return w.stranger(number)
	}
	return w.replica(number)
}

var errVerdict = errors.New("not let in")

// review posts one review, and is content with the pod being let in.
func (w *webhook) review(pod string) error {
	body := `{"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "0", "operation": "CREATE",
		"kind": {"group": "", "version": "v1", "kind": "Pod"}, "namespace": "shop", "object": ` + pod + `, "oldObject": null}}`
	response, err := w.client.Post("https://"+w.address+"/v1/admission?timeout=5s", "application/json", strings.NewReader(body))
	if err != nil {
		return err
	}
	defer response.Body.Close()
	var answer struct {
		Response struct {
			Allowed bool `json:"allowed"`
		} `json:"response"`
	}
	text, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode == http.StatusOK {
		err = json.Unmarshal(text, &answer)
	}
	if err == nil && !answer.Response.Allowed {
		err = fmt.Errorf("%w: %d %s", errVerdict, response.StatusCode, bytes.TrimSpace(text))
	}
	return err
}

// A load is reviews that come at a steady rate, whether or not earlier ones are answered.
type load struct {
	name   string
	second int
	pod    func(number int) string
}

// An answered is how long a review took from when it was due, and what was wrong.
type answered struct {
	took time.Duration
	err  error
}

func (w *webhook) measure(ctx context.Context, out io.Writer, l load) error {
	ctx, stop := context.WithTimeout(ctx, w.lasts)
	defer stop()
	var changing sync.WaitGroup
	changing.Go(func() { w.change(ctx) })
	all := make([]answered, l.second*int(w.lasts/time.Second))
	var posting sync.WaitGroup
	began := time.Now()
	for i := range all {
		due := began.Add(time.Duration(i) * time.Second / time.Duration(l.second))
		time.Sleep(time.Until(due))
		posting.Go(func() {
			err := w.review(l.pod(i))
			all[i] = answered{time.Since(due), err}
		})
	}
	posting.Wait()
	ended := time.Since(began)
	stop()
	changing.Wait()
	return l.report(out, all, ended, w.resident())
}

// change swaps the policy every second until ctx is done.
func (w *webhook) change(ctx context.Context) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case now := <-ticker.C:
			// A swap that fails leaves what there was, which the next one changes.
			_ = w.swap(int(now.Unix()))
		case <-ctx.Done():
			return
		}
	}
}

func (l load) report(out io.Writer, all []answered, lasted time.Duration, memory int64) error {
	var took []time.Duration
	var wrong error
	failed := 0
	for _, each := range all {
		if each.err != nil {
			failed, wrong = failed+1, each.err
			continue
		}
		took = append(took, each.took)
	}
	slices.Sort(took)
	fmt.Fprintf(out, "%s, %d a second for %.0f s\n", l.name, l.second, lasted.Seconds())
	if len(took) > 0 {
		at := func(share float64) float64 { return milliseconds(took[int(share*float64(len(took)-1))]) }
		fmt.Fprintf(out, "  %-52s %9.1f ms\n  %-52s %9.1f ms\n  %-52s %9.1f ms\n", "median", at(.5), "99 of 100 within", at(.99), "the longest", at(1))
	}
	fmt.Fprintf(out, "  %-52s %9.1f MB\n", "resident memory of the server", megabytes(memory))
	fmt.Fprintf(out, "  %-52s %9d\n", "errors", failed)
	if wrong != nil {
		fmt.Fprintf(out, "  %s\n", wrong)
	}
	_, err := fmt.Fprintln(out)
	return err
}

// certify writes a certificate for the own machine that has signed itself, and its key, beside NAME, and returns who trusts it.
func certify(name string) (*x509.CertPool, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	template := x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "bench"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotAfter: time.Now().Add(24 * time.Hour), IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, &template, &template, &key.PublicKey, key)
	if err != nil {
		return nil, err
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}
	certificate := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(certificate)
	return pool, errors.Join(os.WriteFile(name+".crt", certificate, 0o600),
		os.WriteFile(name+".key", pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret}), 0o600))
}
