package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/conftest"
	"github.com/seaworthy-policy/seaworthy/pkg/registry"
)

// Media types of what `conftest push` uploads.
const (
	policyLayer = "application/vnd.cncf.openpolicyagent.policy.layer.v1+rego"
	dataLayer   = "application/vnd.cncf.openpolicyagent.data.layer.v1+json"
)

var errUpdate = errors.New("only oci://REFERENCE can be downloaded")

// update downloads policies into the first folder of --policy.
func (f *policyFlags) update(ctx context.Context, terminal console) error {
	folder := conftest.PolicyFolder
	if len(f.policies) > 0 {
		folder = f.policies[0]
	}
	for _, address := range f.updates {
		reference, is := strings.CutPrefix(address, "oci://")
		if !is {
			return fmt.Errorf("--update %s: %w", address, errUpdate)
		}
		artefact, digest, err := registry.Client{}.Pull(ctx, reference, policyLayer, dataLayer)
		if err != nil {
			return fmt.Errorf("--update: %w", err)
		}
		if err := saveLayers(folder, artefact.Layers); err != nil {
			return fmt.Errorf("--update %s: %w", address, err)
		}
		terminal.note(fmt.Sprintf("downloaded %s@%s into %s", reference, digest, folder))
	}
	return nil
}

// saveLayers writes layers under their titles, below a folder and nowhere else.
func saveLayers(folder string, layers []registry.Layer) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, layer := range layers {
		name := filepath.FromSlash(layer.Title)
		if !filepath.IsLocal(name) {
			return fmt.Errorf("a layer has the unusable name %q", layer.Title)
		}
		if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := root.WriteFile(name, layer.Content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
