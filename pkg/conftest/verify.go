package conftest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"

	"github.com/seaworthy-policy/seaworthy/pkg/conftest/configuration"
	"github.com/seaworthy-policy/seaworthy/pkg/engine/rego"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// Verify runs the unit tests of policies: rules whose name begins with test_. They may call what conftest has for them:
//
//   - parse_config(parser, text) is the configuration that a text holds,
//   - parse_config_file(path) is that of a file, named from the test's folder,
//   - parse_combined_config_files(paths) is what --combine makes of files.
//
// Of the options Policies, Data, Namespaces and Rego hold; without Namespaces, the tests in all of them are run. The policies
// come back for their coverage. The error is that of New.
func Verify(ctx context.Context, options Options, tests rego.TestOptions) ([]rego.TestResult, *rego.Policies, error) {
	if len(options.Policies) == 0 {
		options.Policies = []string{PolicyFolder}
	}
	modules, err := ReadPolicies(options.Policies)
	if err != nil {
		return nil, nil, err
	}
	data, err := ReadData(options.Data)
	if err != nil {
		return nil, nil, err
	}
	options.Rego.Builtins = append(slices.Clone(options.Rego.Builtins), testBuiltins()...)
	policies, err := rego.Compile(modules, data, options.Rego)
	if err != nil {
		return nil, nil, err
	}
	if _, err := MatchesNamespace(options.Namespaces, ""); err != nil {
		return nil, nil, err
	}
	if len(options.Namespaces) > 0 {
		tests.Wants = func(namespace string) bool {
			fits, _ := MatchesNamespace(options.Namespaces, namespace)
			return fits
		}
	}
	results, err := policies.Test(ctx, tests)
	return results, policies, err
}

// testBuiltins are conftest's own functions (https://www.conftest.dev/#writing-unit-tests).
func testBuiltins() []rego.Builtin {
	return []rego.Builtin{
		{Name: "parse_config", Texts: 2, Call: func(_ string, texts []string) (json.RawMessage, error) {
			return jsonOf(parse(source.File{Path: "text", Content: []byte(texts[1])}, texts[0]))
		}},
		{Name: "parse_config_file", Texts: 1, Call: func(caller string, texts []string) (json.RawMessage, error) {
			return jsonOf(parseBeside(caller, texts[0]))
		}},
		{Name: "parse_combined_config_files", Call: func(caller string, texts []string) (json.RawMessage, error) {
			var all []*configuration.Configuration
			for _, name := range texts {
				parsed, err := parseBeside(caller, name)
				if err != nil {
					return nil, err
				}
				all = append(all, parsed)
			}
			combined, err := configuration.Combine(all)
			return combined.Input, err
		}},
	}
}

func jsonOf(parsed *configuration.Configuration, err error) (json.RawMessage, error) {
	if err != nil {
		return nil, err
	}
	return parsed.JSON, nil
}

// parseBeside reads a file that is named from the folder of the test that calls.
func parseBeside(caller, name string) (*configuration.Configuration, error) {
	if !filepath.IsAbs(name) {
		name = path.Join(path.Dir(caller), name)
	}
	file, err := source.Read(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return parse(file, "")
}

// parse ends a test that wants what nobody reads here: otherwise it would fail without a word.
func parse(file source.File, parser string) (*configuration.Configuration, error) {
	parsed, err := configuration.Parse(file, parser)
	if errors.Is(err, configuration.ErrUnreadable) || errors.Is(err, configuration.ErrUnknown) {
		return nil, &rego.StopError{Err: err}
	}
	return parsed, err
}
