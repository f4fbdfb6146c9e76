package admission

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A Judge judges objects by the rules of one checker, and remembers how. Its methods may be called from many goroutines.
type Judge struct {
	checker *seaworthy.Checker
	// memory is nil where each object is judged for itself.
	memory *memory
}

// NewJudge makes a judge of a checker that was made with Options. It remembers its judgements of so many different objects,
// of none for 0: the pods of a ReplicaSet differ by name alone, and are judged once.
func NewJudge(checker *seaworthy.Checker, remembered int) *Judge {
	judge := &Judge{checker: checker}
	if isBlind(checker) {
		judge.memory = newMemory(remembered)
	}
	return judge
}

// isBlind reports whether the checker can't tell an object from its twins, because no rule of it asks for the name. Of the
// built-in ones those do that are told to, by a selector of what they are to leave alone; of others that is not known.
func isBlind(checker *seaworthy.Checker) bool {
	text, err := json.Marshal(checker.Parameters())
	return err == nil && !checker.Library().HasOwnRules() && !strings.Contains(string(text), "name:")
}

// Checker is what the judge judges by.
func (j *Judge) Checker() *seaworthy.Checker { return j.checker }

// Rehearse judges what the former judge is asked for again and again. Whoever swaps judges lets the new one rehearse first:
// else the pods that come at that moment, which are mostly alike, wait all for its first judgement.
func (j *Judge) Rehearse(ctx context.Context, former *Judge) {
	if j.memory == nil || former == nil || former.memory == nil {
		return
	}
	alone := make(places, 1)
	for _, alike := range former.memory.favourites() {
		// What fails here will be tried again when it is asked for, and told to who asks.
		_, _ = j.recollect(ctx, alike, alone)
	}
}

// A finding is what of one the API server is told.
type finding struct {
	Rule, Message, At string
	Severity          rule.Severity
}

// places are for judgements that go on: more than there are processors for would only take memory from each other.
type places chan struct{}

// find judges an object, or remembers how one like it was judged.
func (j *Judge) find(ctx context.Context, text json.RawMessage, free places) ([]finding, error) {
	if j.memory == nil {
		return j.check(ctx, text, free)
	}
	alike, err := likenessOf(text)
	if err != nil {
		return j.check(ctx, text, free)
	}
	found, err := j.recollect(ctx, alike, free)
	if err != nil {
		return nil, err
	}
	return alike.restore(found), nil
}

func (j *Judge) recollect(ctx context.Context, alike likeness, free places) ([]finding, error) {
	return j.memory.judge(ctx, alike, func() ([]finding, error) { return j.check(ctx, alike.text, free) })
}

// errUnjudged says that the object is none that can be read.
var errUnjudged = errors.New("can't read the object")

func (j *Judge) check(ctx context.Context, text json.RawMessage, free places) ([]finding, error) {
	select {
	case free <- struct{}{}:
		defer func() { <-free }()
	case <-ctx.Done():
		return nil, fmt.Errorf("judge: %w", ctx.Err())
	}
	result, err := j.checker.Check(ctx, source.File{Path: "object.json", Content: text})
	if err != nil {
		return nil, fmt.Errorf("judge: %w", err)
	}
	var found []finding
	for _, file := range result.Files {
		for _, problem := range file.Problems {
			if problem.Rule != "" {
				return nil, errors.New(problem.Message)
			}
			return nil, fmt.Errorf("%w: %s", errUnjudged, problem.Message)
		}
		for _, f := range file.Findings {
			found = append(found, finding{Rule: f.Rule, Message: f.Message, At: f.At, Severity: f.Severity})
		}
	}
	return found, nil
}
