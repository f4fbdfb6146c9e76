// Package conformance holds only tests: that the places which judge by the same rules give the same answer.
//
// A Kubernetes object is made into a document twice, by pkg/input/kubernetes in Go and by policies/seaworthy/kubernetes in
// Rego, where no Go runs. The tests compare both on real manifests, on labelled cases and on random objects, and
// compare what a stock OPA answers from a bundle with what the library finds:
//
//	go test ./internal/conformance
//
// Gatekeeper, whose engine needs a module of its own, is held against the same objects in testdata/conformance/gatekeeper.
package conformance
