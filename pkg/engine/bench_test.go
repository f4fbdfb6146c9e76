package engine

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/policies"
)

// BenchmarkEvaluate asks all rules of one document at a time: a rule that has nothing to say should not be felt, so that
// "quiet" hardly grows with the number of rules. `go run ./internal/rulecost` names the dear ones.
func BenchmarkEvaluate(b *testing.B) {
	for _, test := range []struct{ name, file string }{
		{name: "quiet"},
		{name: "quickstart", file: "../../testdata/corpus/quickstart/Dockerfile"},
	} {
		b.Run(test.name, func(b *testing.B) {
			content := []byte("FROM scratch\n")
			if test.file != "" {
				var err error
				content, err = os.ReadFile(test.file)
				require.NoError(b, err)
			}
			evaluateAll(b, read(filepath.Join(test.name, "Dockerfile"), content))
		})
	}
}

func evaluateAll(b *testing.B, documents []*input.Document) {
	library, err := policy.Load(policies.FS)
	require.NoError(b, err)
	parameters, err := library.Catalogue().Effective(nil)
	require.NoError(b, err)
	judge := New(library, library.Catalogue().Rules(), parameters)
	for b.Loop() {
		for _, document := range documents {
			_, err := judge.Evaluate(b.Context(), document)
			require.NoError(b, err)
		}
	}
}
