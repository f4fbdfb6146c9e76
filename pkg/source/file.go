package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// MaxSize is the largest file that is read, in bytes (8 MiB). Nothing that people write by hand comes near it.
const MaxSize = 8 << 20

// ErrNotRegular says that a path names a folder, a pipe, a device or a socket: reading one makes no sense or might never end.
var ErrNotRegular = errors.New("not a regular file")

// TooLargeError says that a file is larger than what is read.
type TooLargeError struct {
	Path  string
	Size  int64 // in bytes; 0 for a stream, whose size nobody knows
	Limit int64 // in bytes
}

func (e *TooLargeError) Error() string {
	if e.Size == 0 {
		return fmt.Sprintf("read %s: larger than %d bytes", e.Path, e.Limit)
	}
	return fmt.Sprintf("read %s: %d bytes are more than the limit of %d", e.Path, e.Size, e.Limit)
}

// File is a file's bytes under the path it was given or found by, with slashes on every platform.
type File struct {
	Path    string
	Content []byte
}

// Read reads a regular file, following symbolic links. Errors: a [*TooLargeError] above [MaxSize], [ErrNotRegular] for whatever is
// not a file, and those of package io/fs for a file that is absent or may not be read.
func Read(path string) (File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return File{}, fmt.Errorf("read: %w", err)
	}
	if !info.Mode().IsRegular() {
		return File{}, &fs.PathError{Op: "read", Path: path, Err: ErrNotRegular}
	}
	if info.Size() > MaxSize {
		return File{}, &TooLargeError{Path: filepath.ToSlash(path), Size: info.Size(), Limit: MaxSize}
	}
	opened, err := os.Open(path)
	if err != nil {
		return File{}, fmt.Errorf("read: %w", err)
	}
	defer opened.Close()
	return ReadFrom(opened, path)
}

// ReadFrom reads a stream, such as standard input, under the path that findings shall name. Errors: a [*TooLargeError] above
// [MaxSize], and those of the reader.
func ReadFrom(r io.Reader, path string) (File, error) {
	path = filepath.ToSlash(path)
	content, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return File{}, fmt.Errorf("read %s: %w", path, err)
	}
	if len(content) > MaxSize {
		return File{}, &TooLargeError{Path: path, Limit: MaxSize}
	}
	return File{Path: path, Content: content}, nil
}
