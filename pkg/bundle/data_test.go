package bundle_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
)

func TestABundleOfDataAlone(t *testing.T) {
	one, err := bundle.BuildData([]byte(`{"bundles": {}}`))
	require.NoError(t, err)
	again, err := bundle.BuildData([]byte(`{"bundles": {}}`))
	require.NoError(t, err)
	require.Equal(t, one.Bytes(), again.Bytes())
	other, err := bundle.BuildData([]byte(`{"bundles": {"main": {}}}`))
	require.NoError(t, err)
	require.NotEqual(t, one.Revision(), other.Revision())
	require.Empty(t, one.Rules())
	summary, err := one.Inspect()
	require.NoError(t, err)
	require.Equal(t, []string{""}, summary.Roots)
	_, err = bundle.BuildData([]byte(`[]`))
	require.ErrorIs(t, err, bundle.ErrFormat)
}
