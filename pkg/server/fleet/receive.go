package fleet

import (
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

const (
	// MaxBody is how many bytes OPAs may send at once, compressed or not. OPA sends 32 KiB unless it is told otherwise.
	MaxBody = 8 << 20
	// maxExpanded is how many bytes may come of them.
	maxExpanded = 32 << 20
	// maxReceivers is how many are read at the same time; others wait.
	maxReceivers = 8
)

// Errors of what OPAs send.
var (
	errEncoding = errors.New("the content encoding is neither gzip nor identity")
	errExpanded = errors.New("it is too large when it is expanded")
	errNoID     = errors.New("labels have no id that can be used")
)

// StatusHandler takes the status of an OPA (https://www.openpolicyagent.org/docs/management-status#status-service-api). It
// answers 204 when the status is on disk.
func (s *Store) StatusHandler() http.Handler {
	return s.receiver(func(body io.Reader) error {
		var reported status
		if err := json.NewDecoder(body).Decode(&reported); err != nil {
			return malformed(err)
		}
		if id := reported.Labels["id"]; id == "" || len(id) > maxID {
			return &malformedError{errNoID}
		}
		err := s.putStatus(reported)
		if err == nil {
			s.count.statuses.Add(1)
		}
		return err
	})
}

// LogsHandler takes an array of decisions
// (https://www.openpolicyagent.org/docs/management-decision-logs#decision-log-service-api). It answers 204 when all of them are on disk, and
// keeps none of them else. Those that it has already are nothing new.
func (s *Store) LogsHandler() http.Handler {
	return s.receiver(func(body io.Reader) error {
		entries, err := readDecisions(body)
		if err != nil {
			return err
		}
		added, err := s.putDecisions(entries)
		if err == nil {
			s.count.decisions.Add(int64(added))
			s.count.repeated.Add(int64(len(entries) - added))
		}
		return err
	})
}

// A malformedError is the sender's fault.
type malformedError struct {
	err error
}

func (e *malformedError) Error() string { return e.err.Error() }
func (e *malformedError) Unwrap() error { return e.err }

// malformed leaves the errors alone that have an answer of their own.
func malformed(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) || errors.Is(err, errExpanded) {
		return err
	}
	return &malformedError{err}
}

func (s *Store) receiver(receive func(io.Reader) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		select {
		case s.receivers <- struct{}{}:
			defer func() { <-s.receivers }()
		case <-request.Context().Done():
			http.Error(w, "too busy", http.StatusServiceUnavailable)
			return
		}
		body, err := expand(request)
		if err == nil {
			err = receive(body)
		}
		s.answer(w, err)
	})
}

// expand returns a reader of the body that ends with errExpanded if there is too much of it.
func expand(request *http.Request) (io.Reader, error) {
	var body io.Reader = request.Body
	switch request.Header.Get("Content-Encoding") {
	case "", "identity":
	case "gzip":
		expanded, err := gzip.NewReader(body)
		if err != nil {
			return nil, malformed(err)
		}
		body = expanded
	default:
		return nil, errEncoding
	}
	return &bounded{body, maxExpanded}, nil
}

// bounded is a reader that fails after so many bytes, rather than ending as if that were all.
type bounded struct {
	inner io.Reader
	left  int64
}

func (b *bounded) Read(part []byte) (int, error) {
	if b.left <= 0 {
		return 0, errExpanded
	}
	n, err := b.inner.Read(part[:min(int64(len(part)), b.left)])
	b.left -= int64(n)
	return n, err
}

func (s *Store) answer(w http.ResponseWriter, err error) {
	var large *http.MaxBytesError
	var wrong *malformedError
	switch {
	case err == nil:
		w.WriteHeader(http.StatusNoContent)
	case errors.Is(err, errEncoding):
		http.Error(w, err.Error(), http.StatusUnsupportedMediaType)
	case errors.As(err, &large), errors.Is(err, errExpanded):
		http.Error(w, "it is too large", http.StatusRequestEntityTooLarge)
	case errors.As(err, &wrong):
		http.Error(w, "it can't be read: "+err.Error(), http.StatusBadRequest)
	case errors.Is(err, ErrFull):
		http.Error(w, err.Error(), http.StatusInsufficientStorage)
	default:
		s.log.Error("what an OPA sent can't be stored", "error", err)
		http.Error(w, "it can't be stored", http.StatusInternalServerError)
	}
}

// readDecisions reads an array, element by element.
func readDecisions(body io.Reader) ([]entry, error) {
	decoder := json.NewDecoder(body)
	if start, err := decoder.Token(); err != nil || start != json.Delim('[') {
		return nil, malformed(errors.Join(err, fmt.Errorf("it begins with %v, and not with an array", start)))
	}
	var entries []entry
	for decoder.More() {
		var text json.RawMessage
		if err := decoder.Decode(&text); err != nil {
			return nil, malformed(err)
		}
		var d decision
		if err := json.Unmarshal(text, &d); err != nil {
			return nil, malformed(err)
		}
		e := entry{id: d.key(text), opa: d.Labels["id"], text: text}
		if len(e.opa) > maxID {
			e.opa = ""
		}
		entries = append(entries, e)
	}
	if _, err := decoder.Token(); err != nil {
		return nil, malformed(err)
	}
	return entries, nil
}

// maxID is how long an id may be; bbolt takes keys up to 32 KiB.
const maxID = 1 << 10

// key is what a decision is known by: its id, or a hash of it where it has none that can be used.
func (d decision) key(text []byte) string {
	if d.ID == "" || len(d.ID) > maxID {
		return fmt.Sprintf("sha256:%x", sha256.Sum256(text))
	}
	return d.ID
}
