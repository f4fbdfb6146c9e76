// Package repeat answers requests that a client sends again and again, byte by byte the same, without another look at
// them.
//
// A poll that finds nothing new is the commonest request of all: an OPA asks once or twice a minute whether there is
// another revision, with the same words over the same connection, and mostly there is none. Package http
// would parse it, start a goroutine that watches for the client's leaving, and throw kilobytes away for an answer that
// it gave before. A handler offers to give that answer again; as long as what it hung on holds, it is sent as
// soon as the same bytes arrive.
//
//	web := http.Server{ConnContext: repeat.Context, ConnState: repeat.Observe}
//	web.Serve(repeat.Listen(listener, idle))
//	repeat.Offer(request, repeat.Answer{Status: http.StatusNotModified, Header: header, Holds: holds}) // in a handler
//
// Nothing is parsed here, so that nothing can be understood in another way than package http does: a request is repeated
// if all of its bytes came alone, at the place where a request begins, and equal those of the one before. All else
// goes its usual way, and so does all of TLS and HTTP/2.
package repeat

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"
)

// An Answer may be given again.
type Answer struct {
	// Status and Header are those of the answer, which has no body.
	Status int
	Header http.Header
	// Holds tells whether the answer is still right. It is asked each time.
	Holds func() bool
	// Given is called each time that it is given again.
	Given func()
}

// A memo is an answer to a request that may come again.
type memo struct {
	request, response []byte
	written           int64 // the second of the response's date
	answer            Answer
	terms             terms
}

// terms are what others than the handler demand, and who counts.
type terms struct {
	holds func() bool
	count func()
}

// again returns the answer, nil where it does not hold any more.
func (m *memo) again(now time.Time) []byte {
	if !m.terms.holds() || !m.answer.Holds() {
		return nil
	}
	if second := now.Unix(); second != m.written {
		m.written = second
		var response bytes.Buffer
		fmt.Fprintf(&response, "HTTP/1.1 %d %s\r\n", m.answer.Status, http.StatusText(m.answer.Status))
		_ = m.answer.Header.Write(&response) // a buffer takes everything
		fmt.Fprintf(&response, "Date: %s\r\n\r\n", now.UTC().Format(http.TimeFormat))
		m.response = response.Bytes()
	}
	m.terms.count()
	m.answer.Given()
	return m.response
}

// A listener accepts connections that repeat.
type listener struct {
	net.Listener
	idle time.Duration
}

// Listen returns a listener for an http.Server, whose ConnContext and ConnState are to be Context and Observe. idle is that
// server's IdleTimeout.
func Listen(inner net.Listener, idle time.Duration) net.Listener {
	return listener{inner, idle}
}

func (l listener) Accept() (net.Conn, error) {
	accepted, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &connection{Conn: accepted, idle: l.idle}, nil
}

// A connection remembers its last request.
type connection struct {
	net.Conn
	idle time.Duration
	// renewed is when the deadlines were set last. Only Read looks at it.
	renewed time.Time

	mu sync.Mutex
	// begins tells that the next byte is the first of a request.
	begins bool
	// last is the request that is being served, nil unless it came alone and whole.
	last  []byte
	terms terms
	memo  *memo
}

// Read gives package http what the client sends, but for requests that are answered here.
func (c *connection) Read(part []byte) (int, error) {
	if len(part) == 1 {
		return c.readAhead(part)
	}
	begins, known := c.begin()
	for {
		n, err := c.Conn.Read(part)
		if err != nil || !begins {
			c.pass(nil)
			return n, err
		}
		now := time.Now()
		var response []byte
		if known != nil && bytes.Equal(part[:n], known.request) {
			response = known.again(now)
		}
		if response == nil {
			c.pass(part[:n])
			return n, nil
		}
		c.renew(now)
		if _, err := c.Conn.Write(response); err != nil {
			return 0, err
		}
	}
}

// readAhead is for the one byte that package http waits for while it serves a request. Whatever comes then belongs to a
// request whose first byte is gone from here.
func (c *connection) readAhead(part []byte) (int, error) {
	n, err := c.Conn.Read(part)
	if n > 0 {
		c.pass(nil)
	}
	return n, err
}

func (c *connection) begin() (begins bool, known *memo) {
	c.mu.Lock()
	defer c.mu.Unlock()
	begins, c.begins = c.begins, false
	return begins, c.memo
}

// pass remembers what package http gets, if it is a request as a whole and nothing else.
func (c *connection) pass(part []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.memo, c.terms, c.last = nil, terms{}, nil
	if isWhole(part) {
		c.last = slices.Clone(part)
	}
}

// isWhole knows requests without a body that end where the bytes do.
func isWhole(part []byte) bool {
	end := []byte("\r\n\r\n")
	return bytes.HasPrefix(part, []byte("GET ")) && bytes.Index(part, end) == len(part)-len(end)
}

// renew gives the client the time that an http.Server would give it.
func (c *connection) renew(now time.Time) {
	if now.Sub(c.renewed) > c.idle/4 {
		c.renewed = now
		_ = c.Conn.SetDeadline(now.Add(c.idle)) // a connection that is closed tells so when it is used
	}
}

// Observe is the ConnState of an http.Server.
func Observe(accepted net.Conn, state http.ConnState) {
	if c, ok := accepted.(*connection); ok && (state == http.StateNew || state == http.StateIdle) {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.begins = true
	}
}

type contextKey struct{}

// Context is the ConnContext of an http.Server.
func Context(ctx context.Context, accepted net.Conn) context.Context {
	if c, ok := accepted.(*connection); ok {
		return context.WithValue(ctx, contextKey{}, c)
	}
	return ctx
}

// Require tells, before a handler is called, on what it hangs besides that its answer may be given again, and who counts
// answers that are.
func Require(request *http.Request, holds func() bool, count func()) {
	if c, ok := request.Context().Value(contextKey{}).(*connection); ok {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.terms = terms{holds, count}
	}
}

// Offer lets an answer be given again when the same request comes on the same connection. It does nothing where that can't
// be told, or where nobody has called Require.
func Offer(request *http.Request, answer Answer) {
	c, ok := request.Context().Value(contextKey{}).(*connection)
	if !ok || request.Close || !request.ProtoAtLeast(1, 1) || request.ContentLength != 0 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.last != nil && c.terms.holds != nil {
		c.memo = &memo{request: c.last, answer: answer, terms: c.terms}
	}
}
