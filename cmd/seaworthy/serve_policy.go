package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	exported "github.com/seaworthy-policy/seaworthy/pkg/gatekeeper"
	"github.com/seaworthy-policy/seaworthy/pkg/registry"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/server"
	"github.com/seaworthy-policy/seaworthy/pkg/server/access"
	"github.com/seaworthy-policy/seaworthy/pkg/server/admission"
	"github.com/seaworthy-policy/seaworthy/pkg/server/externaldata"
	"github.com/seaworthy-policy/seaworthy/pkg/server/gatekeeper"
	"github.com/seaworthy-policy/seaworthy/pkg/server/policies"
	"github.com/seaworthy-policy/seaworthy/pkg/server/sources"
)

// servePolicyFlags say what Kubernetes and Gatekeeper are answered by.
type servePolicyFlags struct {
	policies, registries []string
	failOpen             bool
	timeout              time.Duration
	remembered           int
	version              string
}

func (f *servePolicyFlags) register(command *cobra.Command) {
	flags := command.Flags()
	flags.StringArrayVar(&f.policies, "policy", nil,
		"judge AdmissionReviews by `NAME=SOURCE` with a source profile:NAME or folder:DIR; the first where a review names none; repeatable (without it default=profile:default)")
	flags.BoolVar(&f.failOpen, "fail-open", false, "let objects into the cluster that could not be judged (by default they are refused)")
	flags.DurationVar(&f.timeout, "admission-timeout", admission.DefaultTimeout, "`TIME` that judging an object may take; less where the API server says that it waits less")
	flags.IntVar(&f.remembered, "remember", 4096, "`NUMBER` of different objects whose judgement each policy keeps, so that the pods of a ReplicaSet are judged once; 0 for none")
	flags.StringArrayVar(&f.registries, "registry", nil,
		"`HOST` of a registry that may be asked which digest a tag has, for external data; repeatable (without it none is asked)")
	flags.StringVar(&f.version, "gatekeeper-version", string(exported.LatestVersion), "oldest `VERSION` of Gatekeeper that is to take the templates")
}

// judgingOptions are what other flags say that concerns judging too.
type judgingOptions struct {
	failOn rule.Severity
	look   time.Duration
	log    *slog.Logger
	// building is held while something is built.
	building *sync.Mutex
}

// mount serves admission, external data and what is exported. It returns what follows the sources until ctx is done. An error
// is one of usage.
func (f *servePolicyFlags) mount(served *server.Server, options judgingOptions) (func(context.Context), error) {
	if f.timeout <= 0 || f.remembered < 0 {
		return nil, errors.New("--admission-timeout is above zero, and --remember not below")
	}
	version, err := exported.ParseVersion(f.version)
	if err != nil {
		return nil, err
	}
	all, follow, err := f.open(options, policies.Options{Remembered: f.remembered, Export: exported.Options{Version: version}})
	if err != nil {
		return nil, err
	}
	for _, policy := range all {
		served.AddCheck(path.Join("policies", policy.Name()), policyHealth(policy))
	}
	shelf := policies.NewShelf(all...)
	f.mountAdmission(served, shelf, options)
	f.mountExternalData(served, shelf)
	served.Handle(server.Route{Pattern: "GET /gatekeeper/", Area: access.Export,
		Handler: http.StripPrefix("/gatekeeper", gatekeeper.New(gatekeeper.Config{Set: shelf.Set}))})
	return follow, nil
}

// open returns the policies that the flags name.
func (f *servePolicyFlags) open(options judgingOptions, edition policies.Options) ([]*policies.Policy, func(context.Context), error) {
	given := f.policies
	if len(given) == 0 {
		given = []string{seaworthy.DefaultProfile + "=profile:" + seaworthy.DefaultProfile}
	}
	known := map[string]sources.Source[*policies.Edition]{}
	var all []*policies.Policy
	for _, text := range given {
		place, err := parseSpot(text)
		if err == nil && known[place.name] != nil {
			err = errors.New("there are two of this name")
		}
		if err == nil && strings.Contains(place.name, "/") {
			err = fmt.Errorf("%q is no name", place.name)
		}
		if err == nil {
			known[place.name], err = options.source(place, edition)
		}
		if err != nil {
			return nil, nil, fmt.Errorf("--policy %s: %w", text, err)
		}
		all = append(all, policies.New(place.name, options.log))
	}
	return all, func(ctx context.Context) {
		var running sync.WaitGroup
		for _, policy := range all {
			running.Go(func() { sources.Follow(ctx, known[policy.Name()], options.look, policy) })
		}
		running.Wait()
	}, nil
}

func (o judgingOptions) source(place spot, edition policies.Options) (sources.Source[*policies.Edition], error) {
	try := func(make maker) func(context.Context) (*policies.Edition, error) {
		return func(ctx context.Context) (*policies.Edition, error) {
			o.building.Lock()
			defer o.building.Unlock()
			checker, err := make()
			if err != nil {
				return nil, err
			}
			return policies.Try(ctx, checker, edition)
		}
	}
	switch place.kind {
	case "profile":
		if err := seaworthy.CheckProfile(place.target); err != nil {
			return nil, err
		}
		return sources.Fixed[*policies.Edition]{Build: try(profileChecker(place.target, admission.Options()...))}, nil
	case "folder":
		return sources.Folder[*policies.Edition]{Path: place.target, Build: try(folderChecker(place.target, admission.Options()...))}, nil
	}
	return nil, fmt.Errorf("unknown source %q (known: profile, folder)", place.kind)
}

func (f *servePolicyFlags) mountAdmission(served *server.Server, shelf *policies.Shelf, options judgingOptions) {
	metrics := admission.NewMetrics()
	served.Metrics().MustRegister(metrics)
	handler := admission.New(admission.Config{
		Judge: shelf.Judge, FailOn: options.failOn, FailOpen: f.failOpen, Timeout: f.timeout,
		Observe: func(d admission.Decision) {
			if d.Profile == "" {
				d.Profile = shelf.First()
			}
			metrics.Observe(d)
			logDecision(options.log, d)
		},
	})
	for _, pattern := range []string{reviewPath, reviewPath + "/{profile}"} {
		served.Handle(server.Route{Pattern: "POST " + pattern, Area: access.Admission, MaxBody: admission.DefaultMaxBody, Handler: handler})
	}
}

// logDecision logs what somebody may want to know the reason of.
func logDecision(log *slog.Logger, d admission.Decision) {
	attributes := []any{"policy", d.Profile, "kind", d.Kind, "namespace", d.Namespace, "name", d.Name, "operation", d.Operation}
	switch {
	case d.Failure != "":
		log.Error("not judged", append(attributes, "allowed", d.Allowed, "error", d.Failure)...)
	case !d.Allowed:
		log.Info("denied", append(attributes, "dry_run", d.DryRun, "rules", strings.Join(d.Denied, ","))...)
	}
}

func (f *servePolicyFlags) mountExternalData(served *server.Server, shelf *policies.Shelf) {
	config := externaldata.Config{
		Checker: func() (*seaworthy.Checker, error) {
			judge, err := shelf.Judge("")
			if err != nil {
				return nil, err
			}
			return judge.Checker(), nil
		},
		Registries: f.registries,
	}
	if len(f.registries) > 0 {
		config.Digest = registry.Client{}.Resolve
	}
	handler := externaldata.New(config)
	served.Metrics().MustRegister(handler)
	served.Handle(server.Route{Pattern: "POST /v1/validate", Area: access.ExternalData, MaxBody: externaldata.MaxBody, Handler: handler})
}

// policyHealth is ready as long as there is something to judge by.
func policyHealth(policy *policies.Policy) func() server.Health {
	return func() server.Health {
		state := policy.State()
		health := server.Health{Ready: state.Holds}
		if state.Holds {
			health.Detail = fmt.Sprintf("%d rules of the profile %s", state.Rules, state.Profile)
		}
		if state.Problem != nil {
			health.Problem = state.Problem.Error()
		}
		return health
	}
}
