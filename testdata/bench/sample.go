package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// shares of the tree that are measured, as "every n-th file".
var shares = []int{4, 2, 1}

// A sample is a copy of a share of a tree.
type sample struct {
	folder string
	files  int
	bytes  int64
}

// sampleTree copies each share of the tree's files into a folder of its own. Files are taken at regular distances, so
// that a share is like the whole.
func sampleTree(tree, target string) ([]sample, error) {
	names, err := regularFiles(tree)
	if err != nil {
		return nil, fmt.Errorf("list files: %w", err)
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("list files: %s has none", tree)
	}
	var samples []sample
	for _, every := range shares {
		taken := sample{folder: filepath.Join(target, strconv.Itoa(every))}
		for i := 0; i < len(names); i += every {
			if err := taken.add(tree, names[i]); err != nil {
				return nil, fmt.Errorf("copy %s: %w", names[i], err)
			}
		}
		samples = append(samples, taken)
	}
	return samples, nil
}

// regularFiles returns the paths of the files of a tree, relative to it and in order.
func regularFiles(tree string) ([]string, error) {
	var names []string
	err := filepath.WalkDir(tree, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		relative, err := filepath.Rel(tree, name)
		names = append(names, relative)
		return err
	})
	return names, err
}

func (s *sample) add(tree, name string) error {
	content, err := os.ReadFile(filepath.Join(tree, name))
	if err != nil {
		return err
	}
	target := filepath.Join(s.folder, name)
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	s.files++
	s.bytes += int64(len(content))
	return os.WriteFile(target, content, 0o644)
}
