// Package gatekeeper turns rules into what OPA Gatekeeper, the admission controller, takes: a ConstraintTemplate that
// holds the rule's Rego, and a Constraint that puts it in force.
//
// Gatekeeper's Rego is narrower than OPA's. A template has one module that says `violation`, and libraries whose packages
// lie below data.lib; other data can't be referred to, and a rule's parameters come with the input. So the rule, the
// libraries it imports and the Rego that makes a document of a Kubernetes object become libraries of the template, moved
// from data.seaworthy to data.lib.seaworthy; the library through which rules read parameters is replaced; and a small
// module asks the moved rule about the object under review. The rules use string interpolation, so the oldest
// Gatekeeper that compiles them is 3.22.
//
//	template, err := gatekeeper.NewTemplate(library, r)
//	constraint, err := gatekeeper.NewConstraint(r)
//	err = errors.Join(gatekeeper.Encode(w, template), gatekeeper.Encode(w, constraint))
//
// The formats: https://open-policy-agent.github.io/gatekeeper/website/docs/constrainttemplates and
// https://open-policy-agent.github.io/gatekeeper/website/docs/howto.
package gatekeeper
