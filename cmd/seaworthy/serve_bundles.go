package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"path"
	"slices"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/server"
	"github.com/seaworthy-policy/seaworthy/pkg/server/access"
	"github.com/seaworthy-policy/seaworthy/pkg/server/bundles"
	"github.com/seaworthy-policy/seaworthy/pkg/server/sources"
)

// serveBundleFlags say what bundles there are.
type serveBundleFlags struct {
	bundles, deltas    []string
	key, id, algorithm string
	verification       verificationFlags
	failOn, service    string
	look, poll, wait   time.Duration
}

func (f *serveBundleFlags) register(command *cobra.Command) {
	flags := command.Flags()
	flags.StringArrayVar(&f.bundles, "bundle", nil,
		"serve /bundles/NAME: `NAME=SOURCE` with a source profile:NAME, folder:DIR, file:FILE or oci:REFERENCE; repeatable (without it default=profile:default)")
	flags.StringArrayVar(&f.deltas, "deltas", nil,
		"let OPAs that have an earlier revision of the bundle `NAME` download only what differs; it is not signed then, since OPA takes no deltas where it verifies; repeatable")
	flags.StringVar(&f.key, "signing-key", "", "`FILE` with the private key that bundles are signed with")
	flags.StringVar(&f.id, "key-id", "default", "`ID` by which OPA's configuration knows the key")
	flags.StringVar(&f.algorithm, "signing-alg", "",
		"`ALGORITHM`, RS256 for example (default: the plainest for the key); by PS256 and its like no two servers sign alike, and OPAs that change between them download again")
	flags.StringArrayVar(&f.verification.keys, "verification-key", nil,
		"`[ID=]FILE` with a public key in PEM or a shared secret, one of which must have signed what comes from file: and oci:; repeatable")
	flags.StringVar(&f.verification.scope, "scope", "", "`SCOPE` that bundles are signed and verified for")
	flags.StringVar(&f.failOn, "fail-on", "", "least `SEVERITY` that denies an admission, by bundles and here (default medium)")
	flags.StringVar(&f.service, "discovery-service", "seaworthy", "`NAME` that OPA's configuration has for this server, for /discovery/NAME")
	flags.DurationVar(&f.look, "look", time.Second/4, "`TIME` between looks at folders and files")
	flags.DurationVar(&f.poll, "poll", 30*time.Second, "`TIME` between looks at registries")
	flags.DurationVar(&f.wait, "max-wait", 50*time.Second, "`TIME` that an OPA is let wait for another revision at most: less than proxies do")
}

// A bundleServer is what the flags ask for.
type bundleServer struct {
	flags  *serveBundleFlags
	log    *slog.Logger
	key    *sources.Key
	failOn rule.Severity
	// building lets one thing be built at a time, so that there are processors left for who waits for an answer.
	building sync.Mutex
	// reports tells that status and decision logs are taken.
	reports bool
}

func (f *serveBundleFlags) open(command *cobra.Command, log *slog.Logger, reports bool) (*bundleServer, error) {
	b := &bundleServer{flags: f, log: log, reports: reports}
	var err error
	if f.failOn != "" {
		if b.failOn, err = rule.ParseSeverity(f.failOn); err != nil {
			return nil, &usageError{command.CommandPath(), err}
		}
	}
	if f.look <= 0 || f.poll <= 0 {
		return nil, &usageError{command.CommandPath(), errors.New("--look and --poll are times above zero")}
	}
	if f.key != "" {
		complain := func(err error) { log.Error("a file is broken, what it held before stays", "error", err) }
		b.key, err = sources.OpenKey(f.key, f.id, f.algorithm, f.verification.scope, complain)
	}
	return b, err
}

// A wanted is one value of --bundle.
type wanted struct {
	name   string
	source sources.Source[*bundle.Bundle]
	every  time.Duration
	deltas bool
}

func (b *bundleServer) wanted() ([]wanted, error) {
	given := b.flags.bundles
	if len(given) == 0 {
		given = []string{seaworthy.DefaultProfile + "=profile:" + seaworthy.DefaultProfile}
	}
	var all []wanted
	var names []string
	for _, text := range given {
		one, err := b.parse(text)
		if err != nil {
			return nil, fmt.Errorf("--bundle %s: %w", text, err)
		}
		if slices.Contains(names, one.name) {
			return nil, fmt.Errorf("--bundle %s: there are two of this name", text)
		}
		all, names = append(all, one), append(names, one.name)
	}
	for _, name := range b.flags.deltas {
		if !slices.Contains(names, name) {
			return nil, fmt.Errorf("--deltas %s: there is no such bundle", name)
		}
	}
	return all, nil
}

// mount serves the bundles. It returns what tells whether a revision is served now, and what follows the sources until ctx
// is done.
func (b *bundleServer) mount(served *server.Server, all []wanted) (serves func(string) bool, follow func(context.Context)) {
	options := bundles.Options{Draining: served.Draining(), MaxWait: b.flags.wait}
	var offers []*bundles.Offer
	var publications, discoveries []*bundles.Publication
	for _, one := range all {
		offer := &bundles.Offer{
			Name: one.name, Bundle: bundles.NewPublication(one.name, one.deltas), Discovery: bundles.NewPublication(one.name, false),
			Service: b.flags.service, Reports: b.reports, Log: b.log,
		}
		if b.key != nil {
			offer.Sign = b.key.Sign
		}
		offers = append(offers, offer)
		publications, discoveries = append(publications, offer.Bundle), append(discoveries, offer.Discovery)
		served.AddCheck(path.Join("bundles", one.name), bundleHealth(offer.Bundle))
	}
	handler := bundles.NewHandler(options, publications...)
	served.Metrics().MustRegister(handler)
	b.handle(served, "GET /bundles/{name...}", handler)
	b.handle(served, "GET /discovery/{name...}", bundles.NewHandler(options, discoveries...))
	return handler.Serves, func(ctx context.Context) {
		var running sync.WaitGroup
		for i, one := range all {
			running.Go(func() { sources.Follow(ctx, one.source, one.every, offers[i]) })
		}
		running.Wait()
	}
}

func (b *bundleServer) handle(served *server.Server, pattern string, handler http.Handler) {
	served.Handle(server.Route{Pattern: pattern, Area: access.Bundles, Waits: true, Handler: handler})
}

// bundleHealth is ready as long as there is something to serve.
func bundleHealth(publication *bundles.Publication) func() server.Health {
	return func() server.Health {
		state := publication.State()
		health := server.Health{Ready: !state.Since.IsZero(), Detail: state.Revision}
		if state.Problem != nil {
			health.Problem = state.Problem.Error()
		}
		return health
	}
}
