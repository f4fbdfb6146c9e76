package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// freeAddress puts an address on the own machine that nobody listens on into ADDRESS.
func freeAddress(script *testscript.TestScript, negated bool, arguments []string) {
	if negated || len(arguments) != 0 {
		script.Fatalf("usage: address")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	script.Check(err)
	script.Check(listener.Close())
	script.Setenv("ADDRESS", listener.Addr().String())
}

// certify writes a certificate for the own machine that has signed itself, and its key, NAME.crt and NAME.key: certify NAME.
func certify(script *testscript.TestScript, negated bool, names []string) {
	if negated || len(names) != 1 {
		script.Fatalf("usage: certify name")
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	script.Check(err)
	template := x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: names[0]}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
		KeyUsage:    x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}
	certificate, err := x509.CreateCertificate(rand.Reader, &template, &template, &key.PublicKey, key)
	script.Check(err)
	private, err := x509.MarshalPKCS8PrivateKey(key)
	script.Check(err)
	for suffix, block := range map[string]*pem.Block{
		".crt": {Type: "CERTIFICATE", Bytes: certificate}, ".key": {Type: "PRIVATE KEY", Bytes: private},
	} {
		script.Check(os.WriteFile(script.MkAbs(names[0]+suffix), pem.EncodeToMemory(block), 0o600))
	}
}

// An asker puts questions to ADDRESS: over TLS 1.3 where the certificate $TRUSTED.crt is to be trusted, with the
// certificate $CLIENT.crt where that is set.
type asker struct {
	client *http.Client
	base   string
}

func newAsker(script *testscript.TestScript) asker {
	trusted, own := script.Getenv("TRUSTED"), script.Getenv("CLIENT")
	if trusted == "" {
		return asker{http.DefaultClient, "http://" + script.Getenv("ADDRESS")}
	}
	config := &tls.Config{MinVersion: tls.VersionTLS13, RootCAs: x509.NewCertPool()}
	config.RootCAs.AppendCertsFromPEM([]byte(script.ReadFile(trusted + ".crt")))
	if own != "" {
		pair, err := tls.LoadX509KeyPair(script.MkAbs(own+".crt"), script.MkAbs(own+".key"))
		script.Check(err)
		config.Certificates = []tls.Certificate{pair}
	}
	return asker{&http.Client{Transport: &http.Transport{TLSClientConfig: config}}, "https://" + script.Getenv("ADDRESS")}
}

// An answer is what a server said.
type answer struct {
	status int
	body   []byte
	err    error
}

func (a answer) String() string { return fmt.Sprintf("%d %v: %s", a.status, a.err, a.body) }

func (a answer) fits(status string, pattern *regexp.Regexp) bool {
	return a.err == nil && strconv.Itoa(a.status) == status && pattern.Match(a.body)
}

func (a asker) ask(method, path, body string, headers []string) answer {
	request, err := http.NewRequest(method, a.base+path, strings.NewReader(body))
	if err != nil {
		return answer{err: err}
	}
	for _, header := range headers {
		name, value, _ := strings.Cut(header, ": ")
		request.Header.Set(name, value)
	}
	response, err := a.client.Do(request)
	if err != nil {
		return answer{err: err}
	}
	defer response.Body.Close()
	said, err := io.ReadAll(response.Body)
	return answer{response.StatusCode, said, err}
}

const scriptPatience = 30 * time.Second

// fetch asks ADDRESS until the answer has a status and its body fits a pattern, and writes the body to a file:
// fetch STATUS PATH FILE [PATTERN [HEADER...]].
func fetch(script *testscript.TestScript, negated bool, arguments []string) {
	if negated || len(arguments) < 3 {
		script.Fatalf("usage: fetch status path file [pattern [header...]]")
	}
	pattern, headers := regexp.MustCompile(""), []string{}
	if len(arguments) > 3 {
		pattern, headers = regexp.MustCompile(arguments[3]), arguments[4:]
	}
	asker, last := newAsker(script), answer{}
	for began := time.Now(); time.Since(began) < scriptPatience; time.Sleep(20 * time.Millisecond) {
		last = asker.ask(http.MethodGet, arguments[1], "", headers)
		if last.fits(arguments[0], pattern) {
			script.Check(os.WriteFile(script.MkAbs(arguments[2]), last.body, 0o600))
			return
		}
	}
	script.Fatalf("%s answers %s", arguments[1], last)
}

// post sends a file once, and the answer must have a status and fit a pattern: post STATUS PATH BODY PATTERN [HEADER...].
func post(script *testscript.TestScript, negated bool, arguments []string) {
	if negated || len(arguments) < 4 {
		script.Fatalf("usage: post status path body pattern [header...]")
	}
	said := newAsker(script).ask(http.MethodPost, arguments[1], script.ReadFile(arguments[2]), arguments[4:])
	if !said.fits(arguments[0], regexp.MustCompile(arguments[3])) {
		script.Fatalf("%s answers %s", arguments[1], said)
	}
}

// postDuring posts a file again and again while another file is swapped for those behind it, ten times over, each of which
// must change what /readyz says. Every answer must be 200 and fit a pattern: post-during PATH BODY PATTERN SWAPPED FILE...
func postDuring(script *testscript.TestScript, negated bool, arguments []string) {
	if negated || len(arguments) < 5 {
		script.Fatalf("usage: post-during path body pattern swapped file...")
	}
	asker, body, pattern := newAsker(script), script.ReadFile(arguments[1]), regexp.MustCompile(arguments[2])
	ended, wrong := make(chan struct{}), make(chan answer, 1)
	var count atomic.Int64
	var posting sync.WaitGroup
	for range 3 {
		posting.Go(func() {
			for {
				select {
				case <-ended:
					return
				default:
				}
				count.Add(1)
				if said := asker.ask(http.MethodPost, arguments[0], body, nil); !said.fits("200", pattern) {
					select {
					case wrong <- said:
					default:
					}
				}
			}
		})
	}
	swapAndAwait(script, asker, script.MkAbs(arguments[3]), arguments[4:])
	close(ended)
	posting.Wait()
	select {
	case said := <-wrong:
		script.Fatalf("%s answers %s", arguments[0], said)
	default:
		script.Logf("%d answers", count.Load())
	}
}

func swapAndAwait(script *testscript.TestScript, asker asker, swapped string, files []string) {
	before := string(asker.ask(http.MethodGet, "/readyz", "", nil).body)
	for round := range 10 * len(files) {
		script.Check(os.WriteFile(swapped+".fresh", []byte(script.ReadFile(files[round%len(files)])), 0o600))
		script.Check(os.Rename(swapped+".fresh", swapped))
		now := before
		for began := time.Now(); now == before; time.Sleep(5 * time.Millisecond) {
			if time.Since(began) > scriptPatience {
				script.Fatalf("/readyz does not tell of %s: %s", files[round%len(files)], now)
			}
			now = string(asker.ask(http.MethodGet, "/readyz", "", nil).body)
		}
		before = now
	}
}
