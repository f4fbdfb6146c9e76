package seaworthy

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// Reason says why a file could not be read in words that go after its path: "no such file or directory", "permission
// denied", "too large: 9437184 bytes, and at most 8388608 are read". It leaves out the path and the system call, which
// errors of package os name; any other error is returned as it reads.
func Reason(err error) string {
	var tooLarge *source.TooLargeError
	if errors.As(err, &tooLarge) {
		return describeSize(tooLarge)
	}
	var inFile *fs.PathError
	if errors.As(err, &inFile) {
		return inFile.Err.Error()
	}
	return err.Error()
}

func describeSize(tooLarge *source.TooLargeError) string {
	if tooLarge.Size == 0 {
		return fmt.Sprintf("too large: at most %d bytes are read", tooLarge.Limit)
	}
	return fmt.Sprintf("too large: %d bytes, and at most %d are read", tooLarge.Size, tooLarge.Limit)
}
