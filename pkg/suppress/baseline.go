package suppress

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

const (
	// BaselineName is what a baseline is called that holds without being named.
	BaselineName = ".seaworthy-baseline.json"
	// baselineVersion is that of the form, and of how fingerprints are made.
	baselineVersion = 1
)

// ErrBaseline is wrapped for a file that is no baseline.
var ErrBaseline = errors.New("not a baseline")

// A Baseline is the findings that were there when somebody decided to look at new ones only. They are known by their
// fingerprints, so that they stay known when lines move, and come back when what they are about changes.
type Baseline struct {
	Version int `json:"version"`
	// Findings are ordered by file, rule and fingerprint.
	Findings []Known `json:"findings"`
}

// A Known is one finding of a baseline. Only its fingerprint counts; the rest is for people.
type Known struct {
	Fingerprint string `json:"fingerprint"`
	Rule        string `json:"rule"`
	// File is the path that the fingerprint hangs on.
	File    string `json:"file"`
	Message string `json:"message"`
}

// ParseBaseline reads what Bytes wrote. The error wraps ErrBaseline.
func ParseBaseline(file source.File) (Baseline, error) {
	decoder := json.NewDecoder(bytes.NewReader(file.Content))
	decoder.DisallowUnknownFields()
	var read Baseline
	if err := decoder.Decode(&read); err != nil {
		return Baseline{}, fmt.Errorf("%s is %w: %w", file.Path, ErrBaseline, err)
	}
	if read.Version != baselineVersion {
		return Baseline{}, fmt.Errorf("%s is %w of version %d, but of %d", file.Path, ErrBaseline, baselineVersion, read.Version)
	}
	return read, nil
}

// NewBaseline makes a baseline of the findings of a result. named gives each file the path that fingerprints hang on.
func NewBaseline(result finding.Result, named func(path string) string) Baseline {
	made := Baseline{Version: baselineVersion, Findings: []Known{}}
	for _, file := range result.Files {
		for _, found := range file.Findings {
			made.Findings = append(made.Findings, Known{
				Fingerprint: found.Fingerprint, Rule: found.Rule, File: named(file.Path), Message: found.Message,
			})
		}
	}
	return made.sorted()
}

func (b Baseline) sorted() Baseline {
	slices.SortFunc(b.Findings, func(x, y Known) int {
		return cmp.Or(strings.Compare(x.File, y.File), strings.Compare(x.Rule, y.Rule), strings.Compare(x.Fingerprint, y.Fingerprint))
	})
	b.Findings = slices.Compact(b.Findings)
	return b
}

// Bytes is the content of a file, the same for the same findings.
func (b Baseline) Bytes() ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(b); err != nil {
		return nil, fmt.Errorf("write the baseline: %w", err)
	}
	return text.Bytes(), nil
}

// Apply makes exceptions of the findings that are known. It returns the known ones that are not there any more though
// covered reports that they would have been found. The path is that of the baseline, for the exceptions.
func (b Baseline) Apply(result *finding.Result, path string, covered func(Known) bool) (gone []Known) {
	left := map[string]bool{}
	for _, known := range b.Findings {
		left[known.Fingerprint] = true
	}
	seen := map[string]bool{}
	for i := range result.Files {
		file := &result.Files[i]
		var kept []finding.Finding
		for _, found := range file.Findings {
			if !left[found.Fingerprint] {
				kept = append(kept, found)
				continue
			}
			seen[found.Fingerprint] = true
			file.Exceptions = append(file.Exceptions, finding.Exception{Finding: found, Form: finding.InBaseline, File: path})
		}
		file.Findings = kept
		slices.SortStableFunc(file.Exceptions, finding.CompareExceptions)
	}
	for _, known := range b.Findings {
		if !seen[known.Fingerprint] && covered(known) {
			gone = append(gone, known)
		}
	}
	return gone
}

// Renew returns what becomes of the baseline when the findings of now take the place of those that covered reports would have
// been found, and which came and went.
func (b Baseline) Renew(now Baseline, covered func(Known) bool) (renewed Baseline, came, went []Known) {
	renewed = Baseline{Version: baselineVersion, Findings: slices.Clone(now.Findings)}
	before, after := fingerprints(b.Findings), fingerprints(now.Findings)
	for _, known := range now.Findings {
		if !before[known.Fingerprint] {
			came = append(came, known)
		}
	}
	for _, known := range b.Findings {
		switch {
		case after[known.Fingerprint]:
		case covered(known):
			went = append(went, known)
		default:
			renewed.Findings = append(renewed.Findings, known)
		}
	}
	return renewed.sorted(), came, went
}

func fingerprints(known []Known) map[string]bool {
	set := map[string]bool{}
	for _, each := range known {
		set[each.Fingerprint] = true
	}
	return set
}
