package gatekeeper

import (
	"bytes"
	"errors"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// A Set is what the rules of a profile become.
type Set struct {
	// Profile is the name under which the rules were chosen.
	Profile  string
	Policies []Policy
	// LeftOut are the rules that can't be expressed.
	LeftOut []LeftOut
}

// A Policy is what one rule becomes.
type Policy struct {
	Rule       rule.Rule
	Template   ConstraintTemplate
	Constraint Constraint
	// Suite is nil for a rule whose example shows no Kubernetes object, or is true on its day alone. Samples are its files.
	Suite   *Suite
	Samples []File
}

// A LeftOut is a rule that can't be expressed.
type LeftOut struct {
	Rule rule.Rule
	// Reason wraps ErrFacet, ErrUnmet, ErrName or ErrVersion.
	Reason error
}

// Export makes a set of rules, in their order. Those that have nothing to say in a cluster, or that the version can't
// evaluate, are left out. The error is of a rule that can't be read or compiled.
func Export(library *policy.Library, profile string, rules []rule.Rule, options Options) (Set, error) {
	policies, errs := make([]Policy, len(rules)), make([]error, len(rules))
	var workers sync.WaitGroup
	places := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, r := range rules {
		places <- struct{}{}
		workers.Go(func() {
			policies[i], errs[i] = newPolicy(library, r, options)
			<-places
		})
	}
	workers.Wait()
	set := Set{Profile: profile}
	for i, r := range rules {
		switch {
		case errs[i] == nil:
			set.Policies = append(set.Policies, policies[i])
		case LeftOut{r, errs[i]}.Explained():
			set.LeftOut = append(set.LeftOut, LeftOut{r, errs[i]})
		default:
			return Set{}, errs[i]
		}
	}
	return set, nil
}

// Explained reports whether the reason is one for leaving the rule out, and no mistake.
func (l LeftOut) Explained() bool {
	return slices.ContainsFunc([]error{ErrFacet, ErrUnmet, ErrName, ErrVersion}, func(reason error) bool {
		return errors.Is(l.Reason, reason)
	})
}

// OtherFacet reports whether the rule is about other files than Kubernetes objects.
func (l LeftOut) OtherFacet() bool {
	return errors.Is(l.Reason, ErrFacet)
}

func newPolicy(library *policy.Library, r rule.Rule, options Options) (Policy, error) {
	made := Policy{Rule: r}
	var err error
	if made.Template, err = NewTemplate(library, r, options); err != nil {
		return Policy{}, err
	}
	if made.Constraint, err = NewConstraint(r, options); err != nil {
		return Policy{}, err
	}
	if !dated(made.Template) {
		made.Suite, made.Samples, err = newSuite(library, r)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return made, nil // only the project's own rules must have an example
	}
	return made, err
}

// Stream returns the templates and then the constraints as documents of one YAML stream: a cluster knows a constraint's
// kind only from its template.
func (s Set) Stream() ([]byte, error) {
	var templates, constraints bytes.Buffer
	for _, p := range s.Policies {
		templates.WriteString("---\n")
		constraints.WriteString("---\n")
		if err := errors.Join(Encode(&templates, p.Template), Encode(&constraints, p.Constraint)); err != nil {
			return nil, err
		}
	}
	return append(templates.Bytes(), constraints.Bytes()...), nil
}

// Why returns the reason without the rule's name.
func (l LeftOut) Why() string {
	return strings.TrimPrefix(l.Reason.Error(), "export "+l.Rule.ID+": ")
}
