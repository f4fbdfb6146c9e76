package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"regexp"
	"strings"
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
	address := "http://" + script.Getenv("ADDRESS") + arguments[1]
	last := "nothing"
	for began := time.Now(); time.Since(began) < 30*time.Second; time.Sleep(20 * time.Millisecond) {
		status, body, err := ask(address, headers)
		last = fmt.Sprintf("%d %v: %s", status, err, body)
		if err == nil && fmt.Sprint(status) == arguments[0] && pattern.Match(body) {
			script.Check(os.WriteFile(script.MkAbs(arguments[2]), body, 0o600))
			return
		}
	}
	script.Fatalf("%s answers %s", address, last)
}

func ask(address string, headers []string) (int, []byte, error) {
	request, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		return 0, nil, err
	}
	for _, header := range headers {
		name, value, _ := strings.Cut(header, ": ")
		request.Header.Set(name, value)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return response.StatusCode, body, err
}
