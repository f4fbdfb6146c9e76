package bundle_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	opa "github.com/open-policy-agent/opa/v1/bundle"
	"github.com/open-policy-agent/opa/v1/metrics"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// activate gives archives to a store one after the other, as OPA's bundle plugin does, and returns data.seaworthy.
func activate(t testing.TB, archives ...[]byte) ast.Value {
	t.Helper()
	store := inmem.New()
	ctx := context.Background()
	for _, archive := range archives {
		read, err := opa.NewReader(bytes.NewReader(archive)).Read()
		require.NoError(t, err)
		transaction := storage.NewTransactionOrDie(ctx, store, storage.WriteParams)
		require.NoError(t, opa.Activate(&opa.ActivateOpts{
			Ctx: ctx, Store: store, Txn: transaction, Compiler: ast.NewCompiler(), Metrics: metrics.New(),
			Bundles: map[string]*opa.Bundle{"seaworthy": &read},
		}))
		require.NoError(t, store.Commit(ctx, transaction))
	}
	held, err := storage.ReadOne(ctx, store, storage.MustParsePath("/seaworthy"))
	require.NoError(t, err)
	value, err := ast.InterfaceToValue(held)
	require.NoError(t, err)
	return value
}

func TestADeltaLeadsFromOneBundleToTheOther(t *testing.T) {
	from := build(t, texts(), described(), func(s *bundle.Selection) { s.Parameters = parameters(`["a"]`) })
	for name, to := range map[string]*bundle.Bundle{
		"another value":  build(t, texts(), described(), func(s *bundle.Selection) { s.Parameters = parameters(`["b"]`) }),
		"a value less":   build(t, texts(), described()),
		"a value more":   build(t, texts(), described(), func(s *bundle.Selection) { s.FailOn = rule.Low }),
		"another list":   build(t, edited(t, badList, "names", "others"), described()),
		"other METADATA": build(t, texts(), graver()),
	} {
		t.Run(name, func(t *testing.T) {
			delta, err := bundle.Delta(from, to)
			require.NoError(t, err)
			require.Contains(t, contents(t, delta)[".manifest"], to.Revision())
			require.Equal(t, activate(t, to.Bytes()).String(), activate(t, from.Bytes(), delta).String())
			again, err := bundle.Delta(from, to)
			require.NoError(t, err)
			require.Equal(t, delta, again)
		})
	}
}

func TestWhereOnlyASnapshotWillDo(t *testing.T) {
	plain := build(t, texts(), described())
	changed := build(t, texts(), described(), func(s *bundle.Selection) { s.FailOn = rule.Low })
	signed, err := changed.Sign(secretKey(t), "")
	require.NoError(t, err)
	delta, err := bundle.Delta(plain, changed)
	require.NoError(t, err)
	read, err := bundle.Read(delta)
	require.NoError(t, err)
	for name, to := range map[string]*bundle.Bundle{
		"Rego differs":     build(t, edited(t, rootUser, "deny", "# why\ndeny"), described()),
		"a rule more":      build(t, texts(), described(), func(s *bundle.Selection) { s.Rules = s.Rules[:1] }),
		"it is signed":     signed,
		"it is the same":   plain,
		"the version only": build(t, texts(), described(), func(s *bundle.Selection) { s.Version = "v2" }),
		"it is a delta":    read,
	} {
		_, err := bundle.Delta(plain, to)
		require.ErrorIs(t, err, bundle.ErrSnapshot, name)
	}
}
