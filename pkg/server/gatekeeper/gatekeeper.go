// Package gatekeeper hands out the sets that pkg/gatekeeper makes of profiles, as an http.Handler.
//
// Below the prefix that it is mounted at, /PROFILE.yaml is the whole set as one YAML stream for `kubectl apply -f URL`,
// and /PROFILE/ holds the files of the set: single templates and constraints, kustomization.yaml, and catalog.yaml for
// `gator policy` (GATOR_CATALOG_URL=https://HOST/gatekeeper/PROFILE/catalog.yaml).
//
//	handler := gatekeeper.New(gatekeeper.Config{Set: func(profile string) (*gatekeeper.Set, error) { ... }})
//	mux.Handle("/gatekeeper/", http.StripPrefix("/gatekeeper", handler))
//
// What is handed out has a strong ETag, the hash of its bytes, so that a client which has it is told so.
package gatekeeper

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	exported "github.com/seaworthy-policy/seaworthy/pkg/gatekeeper"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

// ErrNoSet is wrapped by Config.Set for a profile that is not handed out.
var ErrNoSet = errors.New("no such profile")

// A Set is what is handed out of one profile. It is made once, and does not change.
type Set struct {
	texts map[string]text
}

type text struct {
	content []byte
	etag    string
}

// streamPath is the path in a Set of the stream.
const streamPath = ""

// NewSet makes the set of a checker's rules.
func NewSet(checker *seaworthy.Checker, options exported.Options) (*Set, error) {
	made, err := exported.Export(checker.Library(), checker.Profile(), checker.ToldRules(), options)
	if err != nil {
		return nil, err
	}
	stream, err := made.Stream()
	if err != nil {
		return nil, err
	}
	files, err := made.Files()
	if err != nil {
		return nil, err
	}
	set := &Set{texts: map[string]text{streamPath: newText(stream)}}
	for _, file := range files {
		set.texts[file.Path] = newText(file.Text)
	}
	return set, nil
}

func newText(content []byte) text {
	sum := sha256.Sum256(content)
	return text{content: content, etag: `"` + hex.EncodeToString(sum[:]) + `"`}
}

// A Config says what is handed out.
type Config struct {
	// Set returns the set of a profile. It is asked for each request, so it hands out what is made already. An error that
	// wraps ErrNoSet is a 404, any other a 500 without its text.
	Set func(profile string) (*Set, error)
}

type handler struct {
	config Config
}

// New makes the handler. It takes GET and HEAD requests.
func New(config Config) http.Handler {
	return handler{config}
}

// ServeHTTP implements http.Handler.
func (h handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "policies are read", http.StatusMethodNotAllowed)
		return
	}
	profile, path, isFolder := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if !isFolder {
		var isStream bool
		if profile, isStream = strings.CutSuffix(profile, ".yaml"); !isStream {
			http.NotFound(w, r)
			return
		}
	}
	set, err := h.config.Set(profile)
	if errors.Is(err, ErrNoSet) {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	if err != nil {
		http.Error(w, "the set can't be made", http.StatusInternalServerError)
		return
	}
	found, ok := set.texts[path]
	if !ok || isFolder && path == streamPath {
		http.Error(w, fmt.Sprintf("no %s in the set", path), http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "application/yaml")
	w.Header().Set("ETag", found.etag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(found.content))
}
