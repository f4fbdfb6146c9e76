package server

import (
	"net"
	"sync"
	"time"
)

// Limits are what clients may cost.
type Limits struct {
	// Header and Request are how long a client may take to send headers, and all of a request.
	Header, Request time.Duration
	// Response is how long an answer may take to be made, and again how long the client may take to read it.
	Response time.Duration
	// Idle is how long a connection may wait for its next request.
	Idle time.Duration
	// HeaderBytes is how large the headers of a request may be.
	HeaderBytes int
	// Connections is how many clients may be connected at once; others wait to be accepted.
	Connections int
	// Concurrency is how many requests are worked on at once; others get 503. Those that only wait do not count.
	Concurrency int
	// Farewell is how long the server serves on at its end, saying that it is not ready.
	Farewell time.Duration
	// Drain is how long requests that have begun may take at the server's end.
	Drain time.Duration
}

// usual is what a server of a few thousand OPAs needs.
func usual() Limits {
	return Limits{
		Header: 10 * time.Second, Request: 30 * time.Second, Response: 30 * time.Second, Idle: 2 * time.Minute,
		HeaderBytes: 64 << 10, Connections: 20_000, Concurrency: 256, Drain: 20 * time.Second,
	}
}

func (l Limits) orUsual() Limits {
	u := usual()
	for _, limit := range []struct{ own, usual *time.Duration }{
		{&l.Header, &u.Header}, {&l.Request, &u.Request}, {&l.Response, &u.Response}, {&l.Idle, &u.Idle}, {&l.Drain, &u.Drain},
	} {
		if *limit.own == 0 {
			*limit.own = *limit.usual
		}
	}
	for _, limit := range []struct{ own, usual *int }{
		{&l.HeaderBytes, &u.HeaderBytes}, {&l.Connections, &u.Connections}, {&l.Concurrency, &u.Concurrency},
	} {
		if *limit.own == 0 {
			*limit.own = *limit.usual
		}
	}
	return l
}

// A limitedListener accepts no more connections than it has places.
type limitedListener struct {
	net.Listener
	places chan struct{}
	closed chan struct{}
	close  func() error
}

func limitConnections(listener net.Listener, most int) net.Listener {
	limited := &limitedListener{Listener: listener, places: make(chan struct{}, most), closed: make(chan struct{})}
	limited.close = sync.OnceValue(func() error {
		close(limited.closed)
		return listener.Close()
	})
	return limited
}

func (l *limitedListener) Accept() (net.Conn, error) {
	select {
	case l.places <- struct{}{}:
	case <-l.closed:
		return nil, net.ErrClosed
	}
	connection, err := l.Listener.Accept()
	if err != nil {
		<-l.places
		return nil, err
	}
	return &limitedConnection{Conn: connection, release: sync.OnceFunc(func() { <-l.places })}, nil
}

func (l *limitedListener) Close() error {
	return l.close()
}

type limitedConnection struct {
	net.Conn
	release func()
}

func (c *limitedConnection) Close() error {
	defer c.release()
	return c.Conn.Close()
}
