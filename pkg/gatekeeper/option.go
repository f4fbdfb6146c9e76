package gatekeeper

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// An Action is what follows where a rule does not hold: deny, warn or dryrun.
type Action string

// The actions of Gatekeeper (https://open-policy-agent.github.io/gatekeeper/website/docs/violations).
const (
	Deny   Action = "deny"
	Warn   Action = "warn"
	DryRun Action = "dryrun"
	// BySeverity stands for the action of the rule's severity.
	BySeverity Action = "severity"
)

// Errors that callers may test for with errors.Is.
var (
	// ErrAction is wrapped for a text that names no action.
	ErrAction = errors.New("unknown action")
	// ErrPoint is wrapped for a text that names no enforcement point.
	ErrPoint = errors.New("unknown enforcement point")
)

// ParseAction reads deny, warn, dryrun or severity. The error wraps ErrAction.
func ParseAction(text string) (Action, error) {
	if slices.Contains([]Action{Deny, Warn, DryRun, BySeverity}, Action(text)) {
		return Action(text), nil
	}
	return "", fmt.Errorf("%w %q (known: deny, warn, dryrun, severity)", ErrAction, text)
}

// points are the enforcement points by the words for them
// (https://open-policy-agent.github.io/gatekeeper/website/docs/enforcement-points).
var points = map[string]string{
	"webhook": "validation.gatekeeper.sh", "audit": "audit.gatekeeper.sh", "gator": "gator.gatekeeper.sh",
}

// ParsePoint reads webhook, audit or gator, or the full name of one of them. The error wraps ErrPoint.
func ParsePoint(text string) (string, error) {
	for word, name := range points {
		if text == word || text == name {
			return name, nil
		}
	}
	return "", fmt.Errorf("%w %q (known: %s)", ErrPoint, text, strings.Join(slices.Sorted(maps.Keys(points)), ", "))
}

// Options say how rules become templates and constraints. The zero value makes them for the latest Gatekeeper that is
// known, for all objects with a pod, with actions by severity.
type Options struct {
	// Version is the oldest Gatekeeper that is to take the templates; the zero value is LatestVersion.
	Version Version
	// Actions are what follows from rules of a severity, in place of the default: deny from medium upwards, warn for low,
	// dryrun for info.
	Actions map[rule.Severity]Action
	// Points give enforcement points an action of their own, by their full names. Where there are any, a constraint is in
	// force at them alone.
	Points map[string]Action
	// Namespaces are the only ones that constraints are in force in, ExcludedNamespaces those that they are not in force in; both
	// may begin or end with a star.
	Namespaces, ExcludedNamespaces []string
	// Labels and NamespaceLabels are what objects and their namespaces must be labelled with.
	Labels, NamespaceLabels map[string]string
	// ExemptImages are images whose containers are left alone, as they are written in objects; a star at the end stands for
	// anything.
	ExemptImages []string
}

var actionsBySeverity = map[rule.Severity]Action{
	rule.Critical: Deny, rule.High: Deny, rule.Medium: Deny, rule.Low: Warn, rule.Info: DryRun,
}

func (o Options) action(r rule.Rule) Action {
	if chosen, ok := o.Actions[r.Severity]; ok && chosen != BySeverity {
		return chosen
	}
	if known, ok := actionsBySeverity[r.Severity]; ok {
		return known
	}
	return DryRun
}

// scoped returns the actions with the points that have them, nil where no point has one of its own.
func (o Options) scoped(r rule.Rule) []ScopedAction {
	var made []ScopedAction
	for _, action := range []Action{Deny, Warn, DryRun} {
		var named []EnforcementPoint
		for _, point := range slices.Sorted(maps.Keys(o.Points)) {
			if o.Points[point] == action || o.Points[point] == BySeverity && o.action(r) == action {
				named = append(named, EnforcementPoint{point})
			}
		}
		if len(named) > 0 {
			made = append(made, ScopedAction{Action: action, EnforcementPoints: named})
		}
	}
	return made
}

func (o Options) match(r rule.Rule) Match {
	return Match{
		Kinds: kinds(r), Namespaces: o.Namespaces, ExcludedNamespaces: o.ExcludedNamespaces,
		LabelSelector: selector(o.Labels), NamespaceSelector: selector(o.NamespaceLabels),
	}
}

func selector(labels map[string]string) *Selector {
	if len(labels) == 0 {
		return nil
	}
	return &Selector{MatchLabels: labels}
}
