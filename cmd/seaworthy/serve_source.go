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

// parse reads NAME=KIND:WHERE.
func (b *bundleServer) parse(text string) (wanted, error) {
	name, source, _ := strings.Cut(text, "=")
	kind, target, found := strings.Cut(source, ":")
	if !found || target == "" {
		return wanted{}, errors.New("not of the form NAME=KIND:WHERE")
	}
	if !fs.ValidPath(name) || name == "." {
		return wanted{}, fmt.Errorf("%q is no name", name)
	}
	one := wanted{name: name, every: b.flags.look, deltas: slices.Contains(b.flags.deltas, name)}
	switch kind {
	case "profile":
		if err := seaworthy.CheckProfile(target); err != nil {
			return one, err
		}
		one.source = sources.Fixed{Build: b.profile(target)}
	case "folder":
		one.source = sources.Folder{Path: target, Build: b.folder(target)}
	case "file":
		one.source = sources.Archive{Path: target, Read: b.read}
	case "oci":
		one.source, one.every = sources.Tag{Client: registry.Client{}, Reference: withoutScheme(target), Read: b.read}, b.flags.poll
	default:
		return one, fmt.Errorf("unknown source %q (known: profile, folder, file, oci)", kind)
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

func (b *bundleServer) profile(name string) func(context.Context) (*bundle.Bundle, error) {
	return func(ctx context.Context) (*bundle.Bundle, error) {
		checker, err := seaworthy.New(seaworthy.WithProfile(name))
		if err != nil {
			return nil, err
		}
		return buildBundle(ctx, checker, b.failOn)
	}
}

// folder builds as `bundle build` does in the folder, with the rules that lie in it.
func (b *bundleServer) folder(folder string) func(context.Context) (*bundle.Bundle, error) {
	return func(ctx context.Context) (*bundle.Bundle, error) {
		var own treeFlags
		if holdsTree(folder) {
			own.folders = []string{folder}
		}
		configured, err := newConfiguredChecker(nil, own.options(), own)
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
		checker, err := configured.new(holds)
		if err != nil {
			return nil, err
		}
		return buildBundle(ctx, checker, b.failOn)
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
