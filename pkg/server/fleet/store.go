// Package fleet keeps what OPAs tell of themselves: which revision each runs since when, what keeps it from the newest,
// and the decisions it made.
//
// OPA posts its status when it changes and its decisions in chunks, and sends a chunk again until it is told that it has
// arrived. So nothing is acknowledged before it is on disk, a decision that comes twice is kept once, and what is
// kept is bounded by size and by age. Everything stands in one file:
//
//	store, err := fleet.Open("/var/lib/seaworthy/fleet.db", fleet.Retention{Bytes: 1 << 30, Age: 30 * 24 * time.Hour}, log)
//	s.Handle(server.Route{Pattern: "POST /status", Area: access.Bundles, MaxBody: fleet.MaxBody, Handler: store.StatusHandler()})
//
// The file belongs to one process at a time.
package fleet

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"go.etcd.io/bbolt"
	bbolterrors "go.etcd.io/bbolt/errors"
)

// ErrFull is wrapped when there are more OPAs than any fleet has.
var ErrFull = errors.New("too many OPAs")

const (
	// lockTimeout is how long another process may take to let go of the file.
	lockTimeout = 2 * time.Second
	// maxOPAs bounds what somebody can make of ids that are invented.
	maxOPAs = 50_000
	// overhead is what a decision takes in the file besides itself, in bytes.
	overhead = 96
)

// The buckets of the file.
var (
	opasBucket = []byte("opas") // id: OPA in JSON
	// logBucket has decisions by a number that grows: the time of arrival in milliseconds, and the decision in JSON.
	logBucket = []byte("decisions")
	// numbersBucket has the number of a decision by its id.
	numbersBucket = []byte("decision_numbers")
	// totalsBucket has the size of the log in bytes, and the number of OPAs.
	totalsBucket = []byte("totals")
	bytesKey     = []byte("bytes")
	opasKey      = []byte("opas")
)

// Retention bounds what is kept. What is zero does not bound.
type Retention struct {
	// Bytes is how large the log of decisions may be; the file takes somewhat more.
	Bytes int64
	// Age is how long decisions are kept.
	Age time.Duration
	// Silence is how long OPAs are kept that are not heard of: each start of one makes another.
	Silence time.Duration
}

// A Store is a file with what OPAs have told. Its methods may be called from many goroutines.
type Store struct {
	db        *bbolt.DB
	retention Retention
	now       func() time.Time
	log       *slog.Logger
	receivers chan struct{}
	count     counters
}

// Open opens a file, or makes it. It waits some seconds for a process that has it, and then gives up. log is told what can't be
// stored.
func Open(path string, retention Retention, log *slog.Logger) (*Store, error) {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: lockTimeout, FreelistType: bbolt.FreelistMapType})
	if errors.Is(err, bbolterrors.ErrTimeout) {
		return nil, fmt.Errorf("open fleet store: %s is another process's", path)
	}
	if err != nil {
		return nil, fmt.Errorf("open fleet store: %w", err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		for _, name := range [][]byte{opasBucket, logBucket, numbersBucket, totalsBucket} {
			if _, err := tx.CreateBucketIfNotExists(name); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("prepare fleet store: %w", err), db.Close())
	}
	return &Store{
		db: db, retention: retention, now: time.Now, log: log, receivers: make(chan struct{}, maxReceivers),
	}, nil
}

// Close lets go of the file, after what is being written.
func (s *Store) Close() error {
	return s.db.Close()
}

// tables are the buckets within a transaction.
type tables struct {
	opas, decisions, numbers, totals *bbolt.Bucket
}

func open(tx *bbolt.Tx) tables {
	return tables{tx.Bucket(opasBucket), tx.Bucket(logBucket), tx.Bucket(numbersBucket), tx.Bucket(totalsBucket)}
}

func (t tables) total(key []byte) int64 {
	if value := t.totals.Get(key); len(value) == 8 {
		return int64(binary.BigEndian.Uint64(value))
	}
	return 0
}

func (t tables) add(key []byte, by int64) error {
	return t.totals.Put(key, number(uint64(t.total(key)+by)))
}

// putStatus returns when the status is on disk. Those that come at the same time are written at once.
func (s *Store) putStatus(reported status) error {
	now := s.now().UTC()
	return s.db.Batch(func(tx *bbolt.Tx) error {
		return open(tx).update(reported.Labels["id"], now, func(o *OPA) { o.report(reported, now) })
	})
}

// update changes what is known of an OPA.
func (t tables) update(id string, now time.Time, change func(*OPA)) error {
	known := OPA{ID: id, FirstSeen: now}
	if text := t.opas.Get([]byte(id)); text != nil {
		if err := json.Unmarshal(text, &known); err != nil {
			return fmt.Errorf("read OPA: %w", err)
		}
	} else {
		if t.total(opasKey) >= maxOPAs {
			return ErrFull
		}
		if err := t.add(opasKey, 1); err != nil {
			return err
		}
	}
	change(&known)
	text, err := json.Marshal(known)
	if err != nil {
		return fmt.Errorf("write OPA: %w", err)
	}
	return t.opas.Put([]byte(id), text)
}

// An entry is one decision as it came, with its id and that of the OPA that made it, which may be unknown.
type entry struct {
	id, opa string
	text    json.RawMessage
}

// putDecisions returns when the decisions are on disk, and how many of them were new.
func (s *Store) putDecisions(entries []entry) (added int, err error) {
	now := s.now().UTC()
	err = s.db.Batch(func(tx *bbolt.Tx) error {
		t, fresh := open(tx), map[string]int{}
		added = 0
		for _, e := range entries {
			isNew, err := t.append(e, now)
			if err != nil {
				return err
			}
			if isNew {
				fresh[e.opa]++
				added++
			}
		}
		if err := t.credit(fresh, now); err != nil {
			return err
		}
		return t.trim(s.retention, now)
	})
	return added, err
}

// credit counts new decisions to the OPAs that made them.
func (t tables) credit(fresh map[string]int, now time.Time) error {
	for id, count := range fresh {
		if id == "" {
			continue
		}
		err := t.update(id, now, func(o *OPA) {
			o.LastSeen, o.LastDecision = now, now
			o.Decisions += count
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Prune forgets what is older than the retention has it.
func (s *Store) Prune() error {
	now := s.now().UTC()
	err := s.db.Update(func(tx *bbolt.Tx) error {
		t := open(tx)
		return errors.Join(t.trim(s.retention, now), t.forget(s.retention, now))
	})
	if err != nil {
		return fmt.Errorf("prune fleet store: %w", err)
	}
	return nil
}

// forget removes OPAs that have not been heard of for long.
func (t tables) forget(retention Retention, now time.Time) error {
	if retention.Silence == 0 {
		return nil
	}
	var gone []string
	err := t.opas.ForEach(func(id, text []byte) error {
		var known OPA
		if err := json.Unmarshal(text, &known); err != nil || now.Sub(known.LastSeen) > retention.Silence {
			gone = append(gone, string(id))
		}
		return nil
	})
	for _, id := range gone {
		err = errors.Join(err, t.opas.Delete([]byte(id)))
	}
	return errors.Join(err, t.add(opasKey, -int64(len(gone))))
}

func number(n uint64) []byte {
	return binary.BigEndian.AppendUint64(nil, n)
}
