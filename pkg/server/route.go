package server

import (
	"net/http"
	"time"

	"github.com/seaworthy-policy/seaworthy/pkg/server/access"
)

// A Route is one thing that a server serves.
type Route struct {
	// Pattern is one of http.ServeMux: "POST /v1/admission".
	Pattern string
	// Area is whose tokens and certificates open it.
	Area access.Area
	// MaxBody is how many bytes a request's body may have; by default there may be none.
	MaxBody int64
	// Waits tells that requests may be held for as long as the handler likes, which calls Release before it does, and
	// Resume before it answers. They do not count against Limits.Concurrency.
	Waits bool
	// Handler gets requests that may be served. Reading a body that is too large gives it an *http.MaxBytesError.
	Handler http.Handler
}

// Handle adds a route. It panics, as http.ServeMux does, if the pattern is taken or is none.
func (s *Server) Handle(route Route) {
	handler := http.Handler(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		if request.ContentLength > route.MaxBody {
			http.Error(w, "the body is too large", http.StatusRequestEntityTooLarge)
			return
		}
		request.Body = http.MaxBytesReader(w, request.Body, route.MaxBody)
		route.Handler.ServeHTTP(w, request)
	}))
	if !route.Waits {
		handler = s.withinConcurrency(handler)
	}
	s.mux.Handle(route.Pattern, s.withinTime(s.options.Guard.Protect(route.Area, handler)))
}

// withinConcurrency answers 503 where too much is going on.
func (s *Server) withinConcurrency(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		select {
		case s.slots <- struct{}{}:
			defer func() { <-s.slots }()
			next.ServeHTTP(w, request)
		default:
			w.Header().Set("Retry-After", "1")
			http.Error(w, "too many requests at once", http.StatusServiceUnavailable)
		}
	})
}

// withinTime gives an answer as long as the limits have it.
func (s *Server) withinTime(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		// A ResponseWriter without deadlines is a test's.
		_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(s.options.Limits.Response))
		next.ServeHTTP(w, request)
	})
}

// Release lets the client of a route that waits take its time: until Resume it need neither send nor read.
func Release(w http.ResponseWriter) {
	controller := http.NewResponseController(w)
	_ = controller.SetReadDeadline(time.Time{})
	_ = controller.SetWriteDeadline(time.Time{})
}

// Resume gives the client as long as this to read the answer.
func Resume(w http.ResponseWriter, within time.Duration) {
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(within))
}
