// Package bundles holds the profiles that are shipped: one folder each, with a profile.yaml that gives its title, its
// description and the parameters that it sets. Which rules a profile has is said in the rules' METADATA alone.
package bundles

import "embed"

// FS is the tree of this folder: NAME/profile.yaml.
//
//go:embed */profile.yaml
var FS embed.FS
