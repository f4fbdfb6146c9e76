package access

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/server/reload"
)

// leastToken is how many bytes a token must have: fewer can be guessed.
const leastToken = 16

// errNoTokens is for a file that would let nobody in.
var errNoTokens = errors.New("no tokens in it")

// hashes of tokens. Looking one up takes a time that says nothing of the tokens themselves.
type hashes map[[sha256.Size]byte]bool

type tokenFile struct {
	File
	known *reload.Value[hashes]
}

func openTokens(file File, complain func(error)) (tokenFile, error) {
	known, err := reload.Open(func(contents [][]byte) (hashes, error) { return parseTokens(contents[0]) }, complain, file.Path)
	return tokenFile{file, known}, err
}

func parseTokens(text []byte) (hashes, error) {
	known := hashes{}
	lines := bufio.NewScanner(bytes.NewReader(text))
	for number := 1; lines.Scan(); number++ {
		token := strings.TrimSpace(lines.Text())
		if token == "" || strings.HasPrefix(token, "#") {
			continue
		}
		if len(token) < leastToken {
			return nil, fmt.Errorf("line %d: a token of %d bytes, and at least %d are safe", number, len(token), leastToken)
		}
		known[sha256.Sum256([]byte(token))] = true
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	if len(known) == 0 {
		return nil, errNoTokens
	}
	return known, nil
}

func (g *Guard) holdsToken(area Area, request *http.Request) bool {
	given := credentials(request.Header.Get("Authorization"))
	for _, file := range g.tokens {
		if !file.opens(area) {
			continue
		}
		known := file.known.Get()
		for _, token := range given {
			if known[sha256.Sum256([]byte(token))] {
				return true
			}
		}
	}
	return false
}

// credentials returns what may be the token in a header: `Bearer TOKEN`; `Basic TOKEN`, as OPA sends with `scheme: Basic`;
// or the password of what tools make of a user and a password (RFC 7617).
func credentials(header string) []string {
	scheme, token, _ := strings.Cut(header, " ")
	token = strings.TrimSpace(token)
	switch {
	case strings.EqualFold(scheme, "Bearer"):
		return []string{token}
	case strings.EqualFold(scheme, "Basic"):
		decoded, err := base64.StdEncoding.DecodeString(token)
		if _, password, found := strings.Cut(string(decoded), ":"); err == nil && found {
			return []string{token, password}
		}
		return []string{token}
	}
	return nil
}
