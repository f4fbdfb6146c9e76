package seaworthy_test

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

func TestReason(t *testing.T) {
	tests := []struct {
		name string
		err  error
		want string
	}{
		{"no such file", fmt.Errorf("walk: %w", &fs.PathError{Op: "stat", Path: "nope", Err: fs.ErrNotExist}), "file does not exist"},
		{"a file of somebody else", &fs.PathError{Op: "open", Path: "a", Err: fs.ErrPermission}, "permission denied"},
		{"a pipe", &fs.PathError{Op: "read", Path: "a", Err: source.ErrNotRegular}, "not a regular file"},
		{"a large file", &source.TooLargeError{Path: "a", Size: 11, Limit: 10}, "too large: 11 bytes, and at most 10 are read"},
		{"a large stream", &source.TooLargeError{Path: "-", Limit: 10}, "too large: at most 10 bytes are read"},
		{"anything else", errors.New("the disk is on fire"), "the disk is on fire"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, seaworthy.Reason(test.err))
		})
	}
}

func TestAPathThatIsNotThereIsAProblemWithoutTheSystemCall(t *testing.T) {
	t.Chdir(t.TempDir())
	checker, err := seaworthy.New()
	require.NoError(t, err)
	result, err := checker.CheckPaths(t.Context(), "nope")
	require.NoError(t, err)
	require.Len(t, result.Files, 1)
	require.Len(t, result.Files[0].Problems, 1)
	message := result.Files[0].Problems[0].Message
	require.NotEmpty(t, message)
	require.False(t, strings.Contains(message, "nope") || strings.Contains(message, "stat"), message)
}
