package admission

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A finding is what of one the API server is told.
type finding struct {
	Rule, Message, At string
	Severity          rule.Severity
}

// A judgement is the answering of one review.
type judgement struct {
	*handler
	checker *seaworthy.Checker
	// obstacle is why there is no checker, nil where there is one.
	obstacle error
	profile  string
	request  *request
}

// errUnjudged says that the object is none that can be read.
var errUnjudged = errors.New("can't read the object")

func (j judgement) decide(ctx context.Context) Decision {
	made := Decision{
		UID: j.request.UID, Profile: j.profile, Operation: j.request.Operation, Kind: j.request.Kind.Kind,
		Namespace: j.request.Namespace, Name: j.request.Name, DryRun: j.request.DryRun,
	}
	found, err := j.brought(ctx)
	if err != nil {
		made.Failure, made.Allowed = err.Error(), j.config.FailOpen
		if j.config.FailOpen {
			made.warnings = []string{"not judged: " + made.Failure}
		}
		return made
	}
	for _, f := range found {
		made.add(f, f.Severity.AtLeast(j.config.FailOn))
	}
	made.Allowed = len(made.denials) == 0
	return made
}

// immutable are the kinds whose pod can hardly be changed. A violation that was there before would stand in the way of each
// update of such an object, so that only what the update brings counts.
var immutable = []string{"Pod", "Job"}

// brought returns what is found in the object, as far as the request brings it there.
func (j judgement) brought(ctx context.Context) ([]finding, error) {
	if !j.judged() {
		return nil, nil
	}
	if j.obstacle != nil {
		return nil, j.obstacle
	}
	found, err := j.find(ctx, j.request.Object)
	if err != nil || len(found) == 0 || j.request.Operation != "UPDATE" || !slices.Contains(immutable, j.request.Kind.Kind) {
		return found, err
	}
	former, err := j.find(ctx, j.request.OldObject)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(found), func(f finding) bool { return slices.Contains(former, f) }), nil
}

// judged reports whether there is something to judge: neither what is deleted nor the last changes of what is being deleted,
// and no Secret, which is where secrets belong.
func (j judgement) judged() bool {
	if j.request.Operation != "CREATE" && j.request.Operation != "UPDATE" || j.request.Kind.Kind == "Secret" {
		return false
	}
	if object := bytes.TrimSpace(j.request.Object); len(object) == 0 || string(object) == "null" {
		return false
	}
	var head struct {
		Metadata struct {
			DeletionTimestamp string `json:"deletionTimestamp"`
		} `json:"metadata"`
	}
	// What has no such metadata is not being deleted.
	err := json.Unmarshal(j.request.Object, &head)
	return err != nil || j.request.Operation == "CREATE" || head.Metadata.DeletionTimestamp == ""
}

// find judges an object, or remembers how one like it was judged.
func (j judgement) find(ctx context.Context, text json.RawMessage) ([]finding, error) {
	if j.memory == nil {
		return j.check(ctx, text)
	}
	known := j.memory.meet(j.profile, j.checker)
	alike, err := likenessOf(text)
	if err != nil || !known.blind {
		return j.check(ctx, text)
	}
	key := memoryKey{known.number, sha256.Sum256(alike.text)}
	found, err := j.memory.judge(ctx, key, func() ([]finding, error) { return j.check(ctx, alike.text) })
	if err != nil {
		return nil, err
	}
	return alike.restore(found), nil
}

func (j judgement) check(ctx context.Context, text json.RawMessage) ([]finding, error) {
	select {
	case j.places <- struct{}{}:
		defer func() { <-j.places }()
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
