package admission

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// A Decision is the answer to one review.
type Decision struct {
	UID, Profile, Operation, Kind, Namespace, Name string
	DryRun                                         bool
	Allowed                                        bool
	// Denied and Warned are the ids of the rules whose findings refuse the object, and of those that only warn.
	Denied, Warned []string
	// Failure says why the object could not be judged; empty where it was.
	Failure  string
	Duration time.Duration

	denials, warnings []string
}

func (d *Decision) add(found finding, denies bool) {
	line := found.Message + " [" + found.Rule + "]"
	if denies {
		d.denials, d.Denied = append(d.denials, line), append(d.Denied, found.Rule)
		return
	}
	d.warnings, d.Warned = append(d.warnings, line), append(d.Warned, found.Rule)
}

// review is the answer as the API server reads it.
func (d Decision) review() answer {
	made := answer{APIVersion: apiVersion, Kind: reviewKind, Response: response{
		UID: d.UID, Allowed: d.Allowed, Warnings: shortened(d.warnings), AuditAnnotations: d.annotations(),
	}}
	switch {
	case d.Allowed:
	case d.Failure != "":
		made.Response.Status = &status{http.StatusInternalServerError, "InternalError", "seaworthy can't judge it: " + d.Failure}
	default:
		made.Response.Status = &status{http.StatusForbidden, "Forbidden", strings.Join(d.denials, "; ")}
	}
	return made
}

// annotations go into the API server's audit log, below the name of the webhook.
func (d Decision) annotations() map[string]string {
	made := map[string]string{}
	for key, value := range map[string]string{
		"denied": ids(d.Denied), "warned": ids(d.Warned), "profile": d.Profile, "failure": d.Failure,
	} {
		if value != "" {
			made[key] = value
		}
	}
	return made
}

func ids(rules []string) string {
	return strings.Join(slices.Compact(slices.Sorted(slices.Values(rules))), ",")
}

// The API server cuts warnings that are longer than this, and drops what goes beyond all of them together
// (https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#response).
const (
	warningLength  = 256
	warningsLength = 4096
)

// shortened returns as many of the warnings as the API server passes on, and says how many there are besides.
func shortened(warnings []string) []string {
	var made []string
	left := warningsLength - warningLength
	for i, warning := range warnings {
		warning = cut(warning)
		if left -= len(warning); left < 0 {
			return append(made, fmt.Sprintf("and %d warnings more", len(warnings)-i))
		}
		made = append(made, warning)
	}
	return made
}

func cut(text string) string {
	if len(text) <= warningLength {
		return text
	}
	end := warningLength - len("…")
	for !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + "…"
}
