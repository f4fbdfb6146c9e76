// Package externaldata is a Gatekeeper external data provider, as an http.Handler: it tells templates what can't be read off
// an object, in this case about images.
//
// A template asks external_data({"provider": "seaworthy", "keys": [image, ...]}), Gatekeeper posts the keys as a
// ProviderRequest, and gets an item for each: the reference taken apart, whether the base is past its end of life, whether
// the registry is allowed, what else the rules about references say, and, where the operator turned that on, the digest that
// the tag has now.
//
//	checker, err := seaworthy.New(externaldata.Options()...)
//	handler := externaldata.New(externaldata.Config{
//		Checker: func() (*seaworthy.Checker, error) { return checker, err },
//	})
//
// Gatekeeper speaks TLS 1.3 with providers alone; that is the business of the server around the handler.
// The protocol: https://open-policy-agent.github.io/gatekeeper/website/docs/externaldata.
package externaldata
