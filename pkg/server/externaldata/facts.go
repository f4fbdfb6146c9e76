package externaldata

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/reference"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// Facts are what is known of an image. EndOfLife and AllowedRegistry are absent where the checker does not ask the rule that
// would know.
type Facts struct {
	Reference       reference.Reference `json:"reference"`
	EndOfLife       *bool               `json:"end_of_life,omitzero"`
	AllowedRegistry *bool               `json:"allowed_registry,omitzero"`
	// Digest is the one that the tag has now, where registries are asked.
	Digest string `json:"digest,omitzero"`
	// Findings are what the rules about references say.
	Findings []Finding `json:"findings,omitzero"`
}

// A Finding is what one rule says of an image.
type Finding struct {
	Rule     string        `json:"rule"`
	Severity rule.Severity `json:"severity"`
	Message  string        `json:"msg"`
}

// The rules that know what Facts tell by name.
const (
	endOfLife         = "reference/end_of_life_base"
	untrustedRegistry = "reference/untrusted_registry"
)

// items answers the keys in order. The error is for what concerns all of them.
func (h *Handler) items(ctx context.Context, keys []string) ([]Item, error) {
	checker, err := h.config.Checker()
	if err != nil {
		return nil, err
	}
	found, err := judge(ctx, checker, keys)
	if err != nil {
		return nil, err
	}
	items := make([]Item, len(keys))
	for i, key := range keys {
		items[i] = newItem(checker, key, found[i])
	}
	h.digests.add(ctx, items)
	return items, nil
}

func newItem(checker *seaworthy.Checker, key string, found []Finding) Item {
	parsed, err := parseKey(key)
	if err != nil {
		return Item{Key: key, Error: err.Error()}
	}
	facts := &Facts{Reference: parsed, Findings: found}
	said := func(id string) bool { return slices.ContainsFunc(found, func(f Finding) bool { return f.Rule == id }) }
	for _, r := range checker.Rules() {
		switch r.ID {
		case endOfLife:
			over := said(endOfLife)
			facts.EndOfLife = &over
		case untrustedRegistry:
			allowed := !said(untrustedRegistry)
			facts.AllowedRegistry = &allowed
		}
	}
	return Item{Key: key, Value: facts}
}

func parseKey(key string) (reference.Reference, error) {
	if len(key) > maxKeyLength {
		return reference.Reference{}, fmt.Errorf("more than %d characters are no image reference", maxKeyLength)
	}
	parsed, err := reference.Parse(key)
	if err != nil {
		return reference.Reference{}, err
	}
	if !parsed.Resolved {
		return reference.Reference{}, fmt.Errorf("parse image reference %q: it holds a variable", key)
	}
	return parsed, nil
}

// pod is as much of one as rules about references read.
type pod struct {
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	Spec       struct {
		Containers []container `json:"containers"`
	} `json:"spec"`
}

type container struct {
	Image string `json:"image"`
}

// judge returns what the checker's rules about references say of each key: they are asked about a pod that runs them all.
func judge(ctx context.Context, checker *seaworthy.Checker, keys []string) ([][]Finding, error) {
	asked := pod{APIVersion: "v1", Kind: "Pod"}
	for _, key := range keys {
		if len(key) > maxKeyLength {
			key = ""
		}
		asked.Spec.Containers = append(asked.Spec.Containers, container{key})
	}
	text, err := json.Marshal(asked)
	if err != nil {
		return nil, fmt.Errorf("ask about images: %w", err)
	}
	result, err := checker.Check(ctx, source.File{Path: "images.json", Content: text})
	if err != nil {
		return nil, fmt.Errorf("ask about images: %w", err)
	}
	found := make([][]Finding, len(keys))
	for _, f := range result.Findings() {
		i, ok := containerOf(f.At)
		if ok && i < len(found) && strings.HasPrefix(f.Rule, "reference/") {
			found[i] = append(found[i], Finding{Rule: f.Rule, Severity: f.Severity, Message: f.Message})
		}
	}
	return found, nil
}

// containerOf returns the number in a place, spec/containers/7/image.
func containerOf(at string) (int, bool) {
	rest, ok := strings.CutPrefix(at, "spec/containers/")
	number, _, _ := strings.Cut(rest, "/")
	i, err := strconv.Atoi(number)
	return i, ok && err == nil && i >= 0
}
