package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
	"github.com/seaworthy-policy/seaworthy/pkg/config"
	"github.com/seaworthy-policy/seaworthy/pkg/registry"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/server/sources"
)

// A spot is one value of a flag that names a source.
type spot struct {
	name, kind, target string
}

// parseSpot reads NAME=KIND:WHERE.
func parseSpot(text string) (spot, error) {
	name, source, _ := strings.Cut(text, "=")
	kind, target, found := strings.Cut(source, ":")
	if !found || target == "" {
		return spot{}, errors.New("not of the form NAME=KIND:WHERE")
	}
	if !fs.ValidPath(name) || name == "." {
		return spot{}, fmt.Errorf("%q is no name", name)
	}
	return spot{name, kind, target}, nil
}

func (b *bundleServer) parse(text string) (wanted, error) {
	given, err := parseSpot(text)
	if err != nil {
		return wanted{}, err
	}
	one := wanted{name: given.name, every: b.flags.look, deltas: slices.Contains(b.flags.deltas, given.name)}
	switch given.kind {
	case "profile":
		if err := seaworthy.CheckProfile(given.target); err != nil {
			return one, err
		}
		one.source = sources.Fixed[*bundle.Bundle]{Build: b.built(profileChecker(given.target))}
	case "folder":
		one.source = sources.Folder[*bundle.Bundle]{Path: given.target, Build: b.built(folderChecker(given.target))}
	case "file":
		one.source = sources.Archive{Path: given.target, Read: b.read}
	case "oci":
		one.source, one.every = sources.Tag{Client: registry.Client{}, Reference: withoutScheme(given.target), Read: b.read}, b.flags.poll
	default:
		return one, fmt.Errorf("unknown source %q (known: profile, folder, file, oci)", given.kind)
	}
	if b.key != nil && !one.deltas {
		one.source = sources.Signed{Source: one.source, Key: b.key}
	}
	return one, nil
}

// read takes what somebody else has built, if it is by who is trusted.
func (b *bundleServer) read(archive []byte) (*bundle.Bundle, error) {
	if len(b.flags.verification.keys) == 0 {
		return bundle.Read(archive)
	}
	read, _, err := b.flags.verification.verify(archive)
	return read, err
}

// A maker makes a checker of what its source holds now.
type maker func() (*seaworthy.Checker, error)

func (b *bundleServer) built(make maker) func(context.Context) (*bundle.Bundle, error) {
	return func(ctx context.Context) (*bundle.Bundle, error) {
		b.building.Lock()
		defer b.building.Unlock()
		checker, err := make()
		if err != nil {
			return nil, err
		}
		return buildBundle(ctx, checker, b.failOn)
	}
}

func profileChecker(name string, options ...seaworthy.Option) maker {
	return func() (*seaworthy.Checker, error) {
		return seaworthy.New(append(options, seaworthy.WithProfile(name))...)
	}
}

// folderChecker chooses as `bundle build` does in the folder, with the rules that lie in it.
func folderChecker(folder string, options ...seaworthy.Option) maker {
	return func() (*seaworthy.Checker, error) {
		var own treeFlags
		if holdsTree(folder) {
			own.folders = []string{folder}
		}
		configured, err := newConfiguredChecker(options, nil, own)
		if err != nil {
			return nil, err
		}
		var holds governing
		if _, err := os.Stat(filepath.Join(folder, config.Name)); err == nil {
			holds, err = configured.find(filepath.Join(folder, config.Name))
			if err != nil {
				return nil, err
			}
		}
		return configured.new(holds)
	}
}

// holdsTree tells whether a folder has rules or lists of its own.
func holdsTree(folder string) bool {
	for _, part := range []string{"rules", "data"} {
		if _, err := os.Stat(filepath.Join(folder, "seaworthy", part)); err == nil {
			return true
		}
	}
	return false
}
