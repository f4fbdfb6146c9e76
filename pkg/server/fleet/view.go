package fleet

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"html/template"
	"net/http"
	"strconv"
	"strings"
	"time"
)

//go:embed fleet.html
var pageText string

// A View shows a store to people and their programs.
type View struct {
	store *Store
	// serves tells whether a revision is one that is served now.
	serves func(revision string) bool
	page   *template.Template
}

// NewView returns a view of a store. serves tells whether a revision is one that is served now.
func NewView(store *Store, serves func(revision string) bool) *View {
	page := template.Must(template.New("fleet").Funcs(template.FuncMap{"moment": moment, "short": short}).Parse(pageText))
	return &View{store, serves, page}
}

func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02 15:04:05Z")
}

// short leaves of a revision as much as people compare.
func short(revision string) string {
	plain := strings.TrimPrefix(revision, "sha256:")
	return plain[:min(len(plain), 12)]
}

// A Fleet is the answer to whoever asks for all of it.
type Fleet struct {
	// OPAs are ordered by id.
	OPAs []OPA `json:"opas"`
	// Behind is how many run no newest revision of any bundle, and Faulty how many say that something is wrong.
	Behind int `json:"behind"`
	Faulty int `json:"faulty"`
}

func (v *View) fleet() (Fleet, error) {
	opas, err := v.store.OPAs()
	fleet := Fleet{OPAs: opas}
	for i := range opas {
		newest, faulty := false, opas[i].DecisionLogs != nil
		for name, running := range opas[i].Bundles {
			running.Newest = running.Revision != "" && v.serves(running.Revision)
			opas[i].Bundles[name] = running
			newest = newest || running.Newest
			faulty = faulty || running.Fault != nil
		}
		if !newest {
			fleet.Behind++
		}
		if faulty {
			fleet.Faulty++
		}
	}
	return fleet, err
}

// ServeHTTP answers with a Fleet as JSON, or as a page to who asks for one.
func (v *View) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	fleet, err := v.fleet()
	if err != nil {
		http.Error(w, "the store can't be read", http.StatusInternalServerError)
		return
	}
	header := w.Header()
	header.Set("Cache-Control", "no-store")
	header.Set("Vary", "Accept")
	var text bytes.Buffer
	if strings.Contains(request.Header.Get("Accept"), "text/html") {
		header.Set("Content-Type", "text/html; charset=utf-8")
		header.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
		err = v.page.Execute(&text, fleet)
	} else {
		header.Set("Content-Type", "application/json")
		err = json.NewEncoder(&text).Encode(fleet)
	}
	if err != nil {
		http.Error(w, "the fleet can't be shown", http.StatusInternalServerError)
		return
	}
	_, _ = w.Write(text.Bytes()) // a client that has gone needs no answer
}

const (
	usualDecisions = 100
	mostDecisions  = 1000
)

// DecisionsHandler answers with the last decisions as they came, a line each, the newest first. The query says how many
// (limit, by default 100, at most 1,000) and of which OPA (opa).
func (v *View) DecisionsHandler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		limit := usualDecisions
		if text := request.FormValue("limit"); text != "" {
			asked, err := strconv.ParseUint(text, 10, 31)
			if err != nil {
				http.Error(w, "limit is no number", http.StatusBadRequest)
				return
			}
			limit = int(min(asked, mostDecisions))
		}
		decisions, err := v.store.Decisions(request.FormValue("opa"), limit)
		if err != nil {
			http.Error(w, "the store can't be read", http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/x-ndjson")
		w.Header().Set("Cache-Control", "no-store")
		for _, text := range decisions {
			var line bytes.Buffer
			if json.Compact(&line, text) == nil {
				_, _ = w.Write(append(line.Bytes(), '\n'))
			}
		}
	})
}
