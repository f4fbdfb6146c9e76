// Package gatekeeper turns rules into what OPA Gatekeeper, the admission controller, takes: a ConstraintTemplate that
// holds the rule's Rego, a Constraint that puts it in force, and a Suite that proves both on the rule's example.
//
// Gatekeeper's Rego is narrower than OPA's. A template has one module that says `violation`, and libraries whose packages
// lie below data.lib; other data can't be referred to, and a rule's parameters come with the input. So the rule, the
// libraries it imports and the Rego that makes a document of a Kubernetes object become libraries of the template, moved
// from data.seaworthy to data.lib.seaworthy, without what the rule can't reach; the library through which rules read
// parameters is replaced; and a small module asks the moved rule about the object under review. The result is compiled, and
// held to what the OPA of the chosen Gatekeeper knows: for one before 3.22 texts with expressions in them are rewritten.
//
//	set, err := gatekeeper.Export(library, "strict", rules, gatekeeper.Options{Version: "3.20"})
//	files, err := set.Files()   // or set.Stream(), for kubectl apply -f -
//	for _, left := range set.LeftOut { ... } // rules that have nothing to say in a cluster, each with the reason
//
// What Gatekeeper judges differs from `seaworthy test` in two things: each rule is asked for itself, so that no finding hides
// another, and objects can't except themselves by annotations.
//
// The formats: https://open-policy-agent.github.io/gatekeeper/website/docs/constrainttemplates and
// https://open-policy-agent.github.io/gatekeeper/website/docs/howto.
package gatekeeper
