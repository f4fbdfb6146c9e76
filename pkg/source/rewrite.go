package source

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Errors of Rewrite.
var (
	// ErrLink says that a path is a symbolic link: what it leads to is rewritten only under its own name.
	ErrLink = errors.New("it is a symbolic link")
	// ErrChanged says that a file is no longer what it was when it was read.
	ErrChanged = errors.New("it changed in the meantime")
)

// Rewrite puts new content in the place of a file's, if that still is `before`. Whoever looks at the file sees the old
// content or the new, never a part; its mode stays, and its owner as far as the system allows. Errors: [ErrLink],
// [ErrNotRegular], [ErrChanged], and those of package io/fs, for a file that may not be written too.
func Rewrite(path string, before, after []byte) error {
	info, err := os.Lstat(path)
	if err != nil {
		return fmt.Errorf("rewrite: %w", err)
	}
	switch {
	case info.Mode()&fs.ModeSymlink != 0:
		return &fs.PathError{Op: "rewrite", Path: path, Err: ErrLink}
	case !info.Mode().IsRegular():
		return &fs.PathError{Op: "rewrite", Path: path, Err: ErrNotRegular}
	}
	if err := expect(path, before); err != nil {
		return fmt.Errorf("rewrite: %w", err)
	}
	temporary, err := os.CreateTemp(filepath.Dir(path), ".seaworthy-*")
	if err != nil {
		return fmt.Errorf("rewrite: %w", err)
	}
	defer os.Remove(temporary.Name()) // it is gone if all went well
	if err := errors.Join(fill(temporary, after, info), temporary.Close()); err != nil {
		return fmt.Errorf("rewrite: %w", err)
	}
	if err := os.Rename(temporary.Name(), path); err != nil {
		return fmt.Errorf("rewrite: %w", err)
	}
	return nil
}

// expect makes sure that a file may be written, which a rename does not ask, and has this content.
func expect(path string, content []byte) error {
	opened, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer opened.Close()
	now, err := ReadFrom(opened, path)
	if err != nil {
		return err
	}
	if !bytes.Equal(now.Content, content) {
		return &fs.PathError{Op: "compare", Path: path, Err: ErrChanged}
	}
	return nil
}

// fill gives a new file its content, and the owner and the mode of an old one.
func fill(file *os.File, content []byte, like fs.FileInfo) error {
	if _, err := file.Write(content); err != nil {
		return err
	}
	if err := keepOwner(file, like); err != nil {
		return err
	}
	if err := file.Chmod(like.Mode().Perm()); err != nil {
		return err
	}
	return file.Sync()
}
