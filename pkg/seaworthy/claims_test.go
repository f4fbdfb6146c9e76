package seaworthy_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

const claims = "../../testdata/corpus/claims"

// What people say about images in every guide is held by a rule: it reports the file that goes against the claim, in the
// profile that is named and at the line that is to be changed, and has nothing against the file that goes by it.
func TestClaimsThatPeopleMakeAboutImages(t *testing.T) {
	all := seaworthy.AllRules
	tests := []struct {
		name    string
		bad     string
		line    int
		rule    string
		profile string
		good    string
	}{
		{"a base does not follow latest", "base/Dockerfile", 1, "reference/floating_tag", "default", "ledger"},
		{"a base is pinned by digest, for tags can be overwritten", "base/Dockerfile", 10, "reference/missing_digest", "strict", "ledger"},
		{"a digest made up as a placeholder pins nothing", "base/Dockerfile", 6, "reference/malformed_digest", "default", "tickets"},
		{"a full distribution is no base to ship", "base/Dockerfile", 10, "reference/oversized_base", "strict", "billing"},
		{"a shell in the image serves attackers", "base/Dockerfile", 10, "reference/base_with_shell", all, "ledger"},

		{"build tools stay in a builder stage", "toolchain/Dockerfile", 1, "dockerfile/build_tools_shipped", "default", "ledger"},
		{"an image names its user", "toolchain/Dockerfile", 1, "dockerfile/missing_user", "default", "ledger"},
		{"an image does not run as root", "packages/Dockerfile", 8, "dockerfile/root_user", "default", "billing"},
		{"an image has a health check", "toolchain/Dockerfile", 1, "dockerfile/missing_healthcheck", "default", "tickets"},
		{"a start command is in exec form", "packages/Dockerfile", 10, "dockerfile/shell_form_command", "default", "billing"},
		{"a distroless image can't start in shell form", "noshell/Dockerfile", 4, "dockerfile/shell_form_without_shell", "default", "ledger"},
		{"no working directory leads to a leaked descriptor", "noshell/Dockerfile", 2, "dockerfile/workdir_in_proc", "default", "tickets"},
		{"only needed ports are exposed", "packages/Dockerfile", 9, "dockerfile/wide_port_range", "strict", "tickets"},

		{"recommended packages are left out", "packages/Dockerfile", 5, "dockerfile/recommended_packages_installed", "default", "billing"},
		{"apt's lists are removed after the install", "packages/Dockerfile", 5, "dockerfile/apt_lists_kept", "default", "billing"},
		{"packages of apt have versions", "packages/Dockerfile", 5, "dockerfile/unpinned_system_package", "strict", "billing"},
		{"packages of apk have versions", "packages/Dockerfile", 2, "dockerfile/unpinned_system_package", "strict", "tickets"},
		{"files are copied, not added", "packages/Dockerfile", 7, "dockerfile/add_instead_of_copy", "default", "billing"},

		{"the lock file is held to", "node/Dockerfile", 4, "dockerfile/lockfile_not_enforced", "default", "tickets"},
		{"only production's dependencies are installed", "node/Dockerfile", 4, "dockerfile/dev_dependencies_shipped", "default", "tickets"},
		{"npm's cache is cleaned", "node/Dockerfile", 4, "dockerfile/language_cache_kept", all, "tickets"},
		{"manifests are copied before the sources", "node/Dockerfile", 4, "dockerfile/source_copied_before_install", all, "tickets"},
		{"the owner is set while copying", "node/Dockerfile", 5, "dockerfile/recursive_ownership_change", all, "tickets"},
		{"files are copied by name", "node/Dockerfile", 3, "dockerfile/broad_copy", "strict", "tickets"},

		{"the version history is ignored", "ignore/.dockerignore", 1, "ignorefile/vcs_directory_included", "default", "billing"},
		{"environment files are ignored", "ignore/.dockerignore", 1, "ignorefile/env_file_included", "default", "billing"},
		{"private keys are ignored", "ignore/.dockerignore", 1, "ignorefile/private_key_included", "default", "billing"},
		{"installed dependencies are ignored", "ignore/.dockerignore", 1, "ignorefile/dependency_directory_included", "default", "billing"},
		{"folders of cloud credentials are ignored", "ignore/.dockerignore", 1, "ignorefile/credential_directory_included", "default", "billing"},
		{"deployment files are ignored", "ignore/.dockerignore", 1, "ignorefile/deployment_file_included", "strict", "billing"},
		{"what is not ignored leaks into the image", "context/Dockerfile", 3, "secret/credential_file_copied", "default", "billing"},

		{"no secret is a build argument", "secrets/Dockerfile", 2, "secret/credential_variable", "default", "billing"},
		{"no secret is an environment variable of the image", "secrets/Dockerfile", 3, "secret/credential_variable", "default", "billing"},
		{"no secret is copied", "secrets/Dockerfile", 5, "secret/credential_file_copied", "default", "billing"},
		{"no version history is copied", "secrets/Dockerfile", 6, "secret/vcs_directory_copied", "default", "billing"},
		{"a mounted secret stays outside of the layers", "secrets/Dockerfile", 7, "secret/secret_mount_persisted", "default", "billing"},
		{"no password is written into an address", "secrets/Dockerfile", 8, "secret/credential_url", "default", "billing"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			bad := filepath.Join(claims, "bad", filepath.FromSlash(test.bad))
			require.Contains(t, linesOf(judge(t, test.profile, bad), test.rule), test.line)
			require.Empty(t, linesOf(judge(t, all, filepath.Join(claims, "good", test.good)), test.rule))
		})
	}
}

func TestWhoGoesByTheClaimsHasNoFinding(t *testing.T) {
	result := judge(t, "default", filepath.Join(claims, "good"))
	require.Equal(t, 7, result.Summary().Judged)
	require.Empty(t, result.Findings())
}

// judge demands that all files could be judged: otherwise no finding would mean nothing.
func judge(t *testing.T, profile, path string) finding.Result {
	t.Helper()
	checker, err := seaworthy.New(seaworthy.WithProfile(profile))
	require.NoError(t, err)
	result, err := checker.CheckPaths(t.Context(), path)
	require.NoError(t, err)
	require.Positive(t, result.Summary().Judged)
	require.Zero(t, result.Summary().Broken)
	return result
}

func linesOf(result finding.Result, id string) []int {
	var lines []int
	for _, found := range result.Findings() {
		if found.Rule == id {
			lines = append(lines, found.Span.Line)
		}
	}
	return lines
}
