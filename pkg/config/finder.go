package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// A Finder finds the configuration files that hold for files, and remembers what it learnt about each folder. The zero
// Finder is ready. It must not be used from two goroutines at once.
type Finder struct {
	byFolder map[string]string
}

// Find returns the nearest configuration file at or above the folder of a file, written like the file: relative to the
// working directory, or absolute. It is empty where there is none up to the root of the file system. The file itself need
// not exist. The error is the file system's.
func (f *Finder) Find(file string) (string, error) {
	absolute, err := filepath.Abs(file)
	if err != nil {
		return "", fmt.Errorf("find the configuration: %w", err)
	}
	found, err := f.nearest(filepath.Dir(absolute))
	if err != nil || found == "" {
		return "", err
	}
	if filepath.IsAbs(file) {
		return filepath.ToSlash(found), nil
	}
	return shorten(found), nil
}

func (f *Finder) nearest(folder string) (string, error) {
	if found, known := f.byFolder[folder]; known {
		return found, nil
	}
	found, err := look(folder)
	if parent := filepath.Dir(folder); err == nil && found == "" && parent != folder {
		found, err = f.nearest(parent)
	}
	if err != nil {
		return "", err
	}
	if f.byFolder == nil {
		f.byFolder = map[string]string{}
	}
	f.byFolder[folder] = found
	return found, nil
}

// look returns the configuration file of a folder. A folder of its name is none.
func look(folder string) (string, error) {
	name := filepath.Join(folder, Name)
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && info.IsDir():
		return "", nil
	case err != nil:
		return "", fmt.Errorf("find the configuration: %w", err)
	}
	return name, nil
}

// shorten writes an absolute path relative to the working directory if that can be done.
func shorten(absolute string) string {
	working, err := os.Getwd()
	if err != nil {
		return filepath.ToSlash(absolute)
	}
	relative, err := filepath.Rel(working, absolute)
	if err != nil {
		return filepath.ToSlash(absolute)
	}
	return filepath.ToSlash(relative)
}
