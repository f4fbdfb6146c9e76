package input_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

func line(number int) input.Location {
	return input.Location{Span: source.Span{Line: number, Column: 1, EndLine: number, EndColumn: 5}, Node: "node"}
}

func TestLocate(t *testing.T) {
	places := input.Places{"": line(1), "stages/0": line(2), "stages/0/user": line(3), "stages/10": line(4)}
	for _, test := range []struct {
		name, at string
		want     int
	}{
		{name: "a place of the table", at: "stages/0/user", want: 3},
		{name: "a field of it", at: "stages/0/user/name", want: 3},
		{name: "a field far below it", at: "stages/0/base/platform/os", want: 2},
		{name: "numbers are whole segments", at: "stages/10/user", want: 4},
		{name: "a number that begins like another", at: "stages/1", want: 1},
		{name: "a node that is not there", at: "stages/7/user", want: 1},
		{name: "the document", at: "", want: 1},
		{name: "a place that makes no sense", at: "//x/", want: 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			want := line(test.want)
			_, known := places[test.at]
			want.Exact = known && test.at != "" // the document as a whole is no stretch of text
			require.Equal(t, want, places.Locate(test.at))
		})
	}
}

func TestAPlaceThatNobodyKnowsIsTheStartOfTheFile(t *testing.T) {
	for _, places := range []input.Places{nil, {}, {"stages/0": line(2)}} {
		located := places.Locate("stages/1")
		require.Equal(t, source.Span{Line: 1, Column: 1, EndLine: 1, EndColumn: 1}, located.Span)
	}
}

func TestParentAndNode(t *testing.T) {
	for _, test := range []struct{ name, at, parent, node string }{
		{name: "a field of a container", at: "spec/containers/0/privileged", parent: "spec/containers/0", node: "spec/containers/0"},
		{name: "a container", at: "spec/containers/0", parent: "spec/containers", node: "spec/containers/0"},
		{name: "the innermost of two lists", at: "stages/2/copy/11/from", parent: "stages/2/copy/11", node: "stages/2/copy/11"},
		{name: "no list", at: "spec/hostNetwork", parent: "spec", node: ""},
		{name: "one segment", at: "spec", parent: "", node: ""},
		{name: "a number alone", at: "0", parent: "", node: "0"},
		{name: "a segment that begins with a number", at: "labels/3x", parent: "labels", node: ""},
		{name: "the document", at: "", parent: "", node: ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.parent, input.Parent(test.at))
			require.Equal(t, test.node, input.Node(test.at))
		})
	}
}

func TestWithin(t *testing.T) {
	for _, test := range []struct {
		name, at, node string
		want           bool
	}{
		{name: "the node", at: "spec/containers/1", node: "spec/containers/1", want: true},
		{name: "a field of it", at: "spec/containers/1/image", node: "spec/containers/1", want: true},
		{name: "what is around it", at: "spec/containers", node: "spec/containers/1"},
		{name: "a neighbour whose number begins like it", at: "spec/containers/10", node: "spec/containers/1"},
		{name: "everything is in the document", at: "spec", node: "", want: true},
		{name: "the document is in itself", want: true},
		{name: "the document is in nothing else", node: "spec"},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, input.Within(test.at, test.node))
		})
	}
}

func FuzzLocate(f *testing.F) {
	for _, seed := range []string{"", "stages/0/user/name", "//", "/", "stages//0", "\xff/1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, at string) {
		require.False(t, input.Places{"stages/0": line(2)}.Locate(at).Span.IsZero())
		require.True(t, strings.HasPrefix(at, input.Parent(at)))
		require.True(t, input.Within(at, input.Node(at)))
	})
}
