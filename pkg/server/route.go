package server

import (
	"context"
	"net/http"

	"github.com/seaworthy-policy/seaworthy/pkg/server/access"
	"github.com/seaworthy-policy/seaworthy/pkg/server/repeat"
)

// A Route is one thing that a server serves.
type Route struct {
	// Pattern is one of http.ServeMux: "POST /v1/admission".
	Pattern string
	// Area is whose tokens and certificates open it.
	Area access.Area
	// MaxBody is how many bytes a request's body may have; by default there may be none.
	MaxBody int64
	// Waits tells that the handler may hold requests for as long as it likes. They do not count against
	// Limits.Concurrency, and their time is not bounded until the answer begins. Before it holds one, the handler lifts
	// the deadline for reading with http.ResponseController, or the connection would be taken for a client's that dawdles.
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
		if route.Waits {
			s.require(route.Area, request)
		}
		if request.ContentLength != 0 {
			request.Body = http.MaxBytesReader(w, request.Body, route.MaxBody)
		}
		route.Handler.ServeHTTP(w, request)
	}))
	if !route.Waits {
		handler = s.withinTime(s.withinConcurrency(handler))
	}
	s.mux.Handle(route.Pattern, s.options.Guard.Protect(route.Area, handler))
}

// require lets an answer be given again only to who may still have it, and counts it as any other.
func (s *Server) require(area access.Area, request *http.Request) {
	repeat.Require(request, func() bool {
		select {
		case <-s.draining:
			return false
		default:
			return s.options.Guard.Admits(area, request)
		}
	}, func() { s.observer.tell(request, http.StatusNotModified, 0) })
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

// withinTime ends what a handler does for a request that takes too long.
func (s *Server) withinTime(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		ctx, cancel := context.WithTimeout(request.Context(), s.options.Limits.Response)
		defer cancel()
		next.ServeHTTP(w, request.WithContext(ctx))
	})
}
