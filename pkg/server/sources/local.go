package sources

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
)

// Fixed is a source that never changes.
type Fixed[T any] struct {
	Build func(ctx context.Context) (T, error)
}

// Look returns the same always.
func (f Fixed[T]) Look(context.Context) (string, error) { return "", nil }

// Load builds it.
func (f Fixed[T]) Load(ctx context.Context) (T, error) { return f.Build(ctx) }

// A Folder is built anew when a file below it changes. It is looked at, not watched: so network file systems, and the links
// that Kubernetes swaps below a mounted ConfigMap, are nothing special.
type Folder[T any] struct {
	Path  string
	Build func(ctx context.Context) (T, error)
}

// Load builds what is made of the folder.
func (f Folder[T]) Load(ctx context.Context) (T, error) { return f.Build(ctx) }

// Look hashes names, sizes and times of all files that are not hidden; .seaworthy.yaml counts.
func (f Folder[T]) Look(context.Context) (string, error) {
	inventory := sha256.New()
	err := walk(f.Path, 0, func(path string, info os.FileInfo) {
		fmt.Fprintf(inventory, "%q %d %d\n", path, info.Size(), info.ModTime().UnixNano())
	})
	return fmt.Sprintf("%x", inventory.Sum(nil)), err
}

// maxDepth bounds how deep folders are followed: links may lead back up.
const maxDepth = 16

// walk visits files below a folder, links followed.
func walk(folder string, depth int, visit func(path string, info os.FileInfo)) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return fmt.Errorf("look at folder: %w", err)
	}
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), ".") && !strings.HasPrefix(entry.Name(), ".seaworthy") {
			continue
		}
		path := filepath.Join(folder, entry.Name())
		info, err := os.Stat(path)
		switch {
		case err != nil:
			return fmt.Errorf("look at folder: %w", err)
		case !info.IsDir():
			visit(path, info)
		case depth < maxDepth:
			if err := walk(path, depth+1, visit); err != nil {
				return err
			}
		}
	}
	return nil
}

// An Archive is a bundle that somebody else builds and puts in place.
type Archive struct {
	Path string
	// Read makes a bundle of the bytes: bundle.Read, or what verifies them.
	Read func(archive []byte) (*bundle.Bundle, error)
}

// Look returns size and time of the file.
func (a Archive) Look(context.Context) (string, error) {
	info, err := os.Stat(a.Path)
	if err != nil {
		return "", fmt.Errorf("look at bundle: %w", err)
	}
	return fmt.Sprint(info.Size(), info.ModTime().UnixNano()), nil
}

// Load reads the file.
func (a Archive) Load(context.Context) (*bundle.Bundle, error) {
	archive, err := os.ReadFile(a.Path)
	if err != nil {
		return nil, fmt.Errorf("read bundle: %w", err)
	}
	read, err := a.Read(archive)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", a.Path, err)
	}
	return read, nil
}
