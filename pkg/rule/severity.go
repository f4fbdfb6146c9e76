package rule

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// A Severity says how much harm a defect can do: one of critical, high, medium, low, info.
type Severity string

// The severities, gravest first.
const (
	Critical Severity = "critical"
	High     Severity = "high"
	Medium   Severity = "medium"
	Low      Severity = "low"
	Info     Severity = "info"
)

// ErrUnknownSeverity is wrapped by ParseSeverity.
var ErrUnknownSeverity = errors.New("unknown severity")

// Severities returns all severities, gravest first.
func Severities() []Severity {
	return []Severity{Critical, High, Medium, Low, Info}
}

// ParseSeverity reads a severity's name. It wraps ErrUnknownSeverity for any other text.
func ParseSeverity(text string) (Severity, error) {
	if slices.Contains(Severities(), Severity(text)) {
		return Severity(text), nil
	}
	return "", fmt.Errorf("%w %q (known: critical, high, medium, low, info)", ErrUnknownSeverity, text)
}

// AtLeast reports whether s is as grave as other or graver. An unknown severity is below all others.
func (s Severity) AtLeast(other Severity) bool {
	return s.rank() <= other.rank()
}

func (s Severity) rank() int {
	if i := slices.Index(Severities(), s); i >= 0 {
		return i
	}
	return len(Severities())
}

// UnmarshalJSON refuses any text that is not a severity.
func (s *Severity) UnmarshalJSON(data []byte) error {
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return err
	}
	parsed, err := ParseSeverity(text)
	*s = parsed
	return err
}
