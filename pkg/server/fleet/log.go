package fleet

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"go.etcd.io/bbolt"
)

// append adds a decision to the log unless its id is known, and reports whether it did.
func (t tables) append(e entry, now time.Time) (bool, error) {
	if t.numbers.Get([]byte(e.id)) != nil {
		return false, nil
	}
	next, err := t.decisions.NextSequence()
	if err != nil {
		return false, err
	}
	value := append(number(uint64(now.UnixMilli())), e.text...)
	if err := t.decisions.Put(number(next), value); err != nil {
		return false, fmt.Errorf("write decision: %w", err)
	}
	if err := t.numbers.Put([]byte(e.id), number(next)); err != nil {
		return false, fmt.Errorf("write decision: %w", err)
	}
	return true, t.add(bytesKey, cost(e.id, value))
}

func cost(id string, value []byte) int64 {
	return int64(len(id) + len(value) + overhead)
}

// trim removes the oldest decisions until the rest is small and young enough.
func (t tables) trim(retention Retention, now time.Time) error {
	size, freed := t.total(bytesKey), int64(0)
	cursor := t.decisions.Cursor()
	for key, value := cursor.First(); key != nil; key, value = cursor.First() {
		arrived := time.UnixMilli(int64(binary.BigEndian.Uint64(value[:8])))
		tooLarge := retention.Bytes > 0 && size-freed > retention.Bytes
		if !tooLarge && (retention.Age == 0 || now.Sub(arrived) <= retention.Age) {
			break
		}
		id := decisionID(value[8:])
		freed += cost(id, value)
		if err := t.numbers.Delete([]byte(id)); err != nil {
			return err
		}
		if err := t.decisions.Delete(key); err != nil {
			return err
		}
	}
	if freed == 0 {
		return nil
	}
	return t.add(bytesKey, -freed)
}

// decisionID returns the id that a decision is kept under.
func decisionID(text []byte) string {
	var d decision
	_ = json.Unmarshal(text, &d) // it was read when it came
	return d.key(text)
}

// Decisions returns the last decisions as they came, the newest first, of one OPA or of all where none is named.
func (s *Store) Decisions(opa string, limit int) ([]json.RawMessage, error) {
	var found []json.RawMessage
	err := s.db.View(func(tx *bbolt.Tx) error {
		cursor := open(tx).decisions.Cursor()
		for key, value := cursor.Last(); key != nil && len(found) < limit; key, value = cursor.Prev() {
			var d decision
			if opa != "" && (json.Unmarshal(value[8:], &d) != nil || d.Labels["id"] != opa) {
				continue
			}
			found = append(found, slices.Clone(value[8:]))
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read decisions: %w", err)
	}
	return found, nil
}

// OPAs returns what is known of all, ordered by id.
func (s *Store) OPAs() ([]OPA, error) {
	opas := []OPA{}
	err := s.db.View(func(tx *bbolt.Tx) error {
		return open(tx).opas.ForEach(func(_, text []byte) error {
			var known OPA
			if err := json.Unmarshal(text, &known); err != nil {
				return err
			}
			opas = append(opas, known)
			return nil
		})
	})
	if err != nil {
		return nil, fmt.Errorf("read OPAs: %w", err)
	}
	return opas, nil
}
