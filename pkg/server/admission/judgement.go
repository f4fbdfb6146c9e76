package admission

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
)

// A judgement is the answering of one review.
type judgement struct {
	*handler
	judge *Judge
	// obstacle is why there is no judge, nil where there is one.
	obstacle error
	profile  string
	request  *request
}

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
	found, err := j.judge.find(ctx, j.request.Object, j.places)
	if err != nil || len(found) == 0 || j.request.Operation != "UPDATE" || !slices.Contains(immutable, j.request.Kind.Kind) {
		return found, err
	}
	former, err := j.judge.find(ctx, j.request.OldObject, j.places)
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
	return j.request.Operation == "CREATE" || !deleted(j.request.Object)
}

// deleted reports whether an object is being deleted.
func deleted(object json.RawMessage) bool {
	var head struct {
		Metadata struct {
			DeletionTimestamp string `json:"deletionTimestamp"`
		} `json:"metadata"`
	}
	// What has no such metadata is not being deleted.
	err := json.Unmarshal(object, &head)
	return err == nil && head.Metadata.DeletionTimestamp != ""
}
