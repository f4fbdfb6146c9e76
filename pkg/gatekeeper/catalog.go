package gatekeeper

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"slices"
	"strings"
)

// A Catalog is what `gator policy` searches, installs and upgrades from
// (https://open-policy-agent.github.io/gatekeeper/website/docs/gator#the-gator-policy-command).
type Catalog struct {
	APIVersion string          `yaml:"apiVersion"`
	Kind       string          `yaml:"kind"`
	Metadata   CatalogMetadata `yaml:"metadata"`
	Bundles    []CatalogBundle `yaml:"bundles"`
	Policies   []CatalogPolicy `yaml:"policies"`
}

// CatalogMetadata names a catalog.
type CatalogMetadata struct {
	Name       string `yaml:"name"`
	Version    string `yaml:"version"`
	Repository string `yaml:"repository"`
}

// A CatalogBundle is a choice of policies that are installed together, with their constraints.
type CatalogBundle struct {
	Name        string   `yaml:"name"`
	Description string   `yaml:"description"`
	Policies    []string `yaml:"policies"`
}

// A CatalogPolicy is a template, and the constraint of each bundle; paths are relative to the catalog's.
type CatalogPolicy struct {
	Name string `yaml:"name"`
	// Version changes with each change of the template or the constraint, so that an upgrade finds it.
	Version           string            `yaml:"version"`
	Description       string            `yaml:"description"`
	Category          string            `yaml:"category"`
	TemplatePath      string            `yaml:"templatePath"`
	BundleConstraints map[string]string `yaml:"bundleConstraints"`
	DocumentationURL  string            `yaml:"documentationUrl,omitempty"`
	Bundles           []string          `yaml:"bundles,flow"`
}

// A Kustomization lists the files that are to be applied (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/).
type Kustomization struct {
	APIVersion string   `yaml:"apiVersion"`
	Kind       string   `yaml:"kind"`
	Resources  []string `yaml:"resources"`
}

// A File is one of a set's, with a path relative to the set's folder.
type File struct {
	Path string
	Text []byte
}

// Names of files and folders of a set.
const (
	templateFile      = "template.yaml"
	constraintFile    = "constraint.yaml"
	suiteFile         = "suite.yaml"
	samplesFolder     = "samples"
	kustomizationFile = "kustomization.yaml"
	// CatalogFile is the catalog's path in a set.
	CatalogFile = "catalog.yaml"
)

// bundleName is what a profile is called as a bundle.
func bundleName(profile string) string {
	profile, _, _ = strings.Cut(profile, "@")
	if known := bundles[profile]; known != "" {
		return known
	}
	return "seaworthy-" + profile
}

const repository = "https://github.com/seaworthy-policy/seaworthy"

// Files returns the set as files: for each rule FACET/NAME/template.yaml and constraint.yaml, a suite of its example in
// suite.yaml and samples/ where the example has Kubernetes objects; a kustomization.yaml with all templates before the constraints,
// and catalog.yaml. Paths are in order.
func (s Set) Files() ([]File, error) {
	var files []File
	catalog := s.newCatalog()
	kustomization := Kustomization{APIVersion: "kustomize.config.k8s.io/v1beta1", Kind: "Kustomization"}
	for _, p := range s.Policies {
		made, err := p.files()
		if err != nil {
			return nil, err
		}
		files = append(files, made...)
		catalog.Policies = append(catalog.Policies, p.inCatalog(catalog.Bundles[0].Name, made))
		catalog.Bundles[0].Policies = append(catalog.Bundles[0].Policies, p.Template.Metadata.Name)
		kustomization.Resources = append(kustomization.Resources, path.Join(p.Rule.ID, templateFile))
	}
	for _, p := range s.Policies {
		kustomization.Resources = append(kustomization.Resources, path.Join(p.Rule.ID, constraintFile))
	}
	catalog.Metadata.Version = "0.0.0+" + digest(files)
	listed, err := newFile(CatalogFile, catalog)
	if err != nil {
		return nil, err
	}
	applied, err := newFile(kustomizationFile, kustomization)
	if err != nil {
		return nil, err
	}
	files = append(files, listed, applied)
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return files, nil
}

func (s Set) newCatalog() Catalog {
	return Catalog{
		APIVersion: "gator.gatekeeper.sh/v1alpha1", Kind: "PolicyCatalog",
		Metadata: CatalogMetadata{Name: "seaworthy", Repository: repository},
		Bundles:  []CatalogBundle{{Name: bundleName(s.Profile), Description: "The profile " + s.Profile + " of seaworthy."}},
	}
}

// files returns a policy's files; the template and the constraint come first.
func (p Policy) files() ([]File, error) {
	template, err := newFile(templateFile, p.Template)
	if err != nil {
		return nil, err
	}
	constraint, err := newFile(constraintFile, p.Constraint)
	if err != nil {
		return nil, err
	}
	files := []File{template, constraint}
	if p.Suite != nil {
		suite, err := newFile(suiteFile, *p.Suite)
		if err != nil {
			return nil, err
		}
		files = append(append(files, suite), p.Samples...)
	}
	for i := range files {
		files[i].Path = path.Join(p.Rule.ID, files[i].Path)
	}
	return files, nil
}

func (p Policy) inCatalog(bundle string, files []File) CatalogPolicy {
	return CatalogPolicy{
		Name: p.Template.Metadata.Name, Version: p.Rule.Since + "+" + digest(files[:2]), Description: p.Rule.Title,
		Category: p.Rule.Facet, TemplatePath: files[0].Path, BundleConstraints: map[string]string{bundle: files[1].Path},
		DocumentationURL: p.Rule.URL(), Bundles: []string{bundle},
	}
}

// digest is short, and differs for other contents.
func digest(files []File) string {
	hash := sha256.New()
	for _, file := range files {
		hash.Write([]byte(file.Path + "\x00"))
		hash.Write(file.Text)
	}
	return hex.EncodeToString(hash.Sum(nil))[:12]
}
