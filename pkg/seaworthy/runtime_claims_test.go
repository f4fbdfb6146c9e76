package seaworthy_test

import (
	"encoding/json"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

// So is what guides say about running containers: on every platform that can say it, with the exceptions that they make,
// and with what else the claim is about in parameters.
func TestClaimsThatPeopleMakeAboutRunning(t *testing.T) {
	all := seaworthy.AllRules
	tests := []struct {
		name    string
		bad     string
		line    int
		rule    string
		profile string
	}{
		{"no container is privileged", "api.yaml", 21, "workload/privileged_container", "default"},
		{"no service is privileged", "compose.yaml", 4, "workload/privileged_container", "default"},
		{"no command line is privileged", "run.sh", 1, "workload/privileged_container", "default"},
		{"no pod shares the node's network", "api.yaml", 13, "workload/host_network", "default"},
		{"no service shares the host's network", "compose.yaml", 10, "workload/host_network", "default"},
		{"no command line shares the host's network", "run.sh", 1, "workload/host_network", "default"},
		{"no pod sees the node's processes", "api.yaml", 14, "workload/host_pid", "default"},
		{"no service sees the host's processes", "compose.yaml", 11, "workload/host_pid", "default"},
		{"no command line sees the host's processes", "run.sh", 1, "workload/host_pid", "default"},
		{"no pod mounts a path of the node", "api.yaml", 30, "workload/host_path_mount", all},
		{"no path of the node is writable", "api.yaml", 30, "workload/writable_host_path", all},
		{"no folder of the node's system is mounted", "api.yaml", 30, "workload/sensitive_host_path", "default"},
		{"the host's root is not mounted", "run.sh", 3, "workload/sensitive_host_path", "default"},
		{"no container has SYS_ADMIN", "worker.yaml", 23, "workload/sys_admin_capability", "default"},
		{"no service has SYS_ADMIN", "compose.yaml", 12, "workload/sys_admin_capability", "default"},
		{"no command line has SYS_ADMIN", "run.sh", 2, "workload/sys_admin_capability", "default"},

		{"all capabilities are dropped", "worker.yaml", 14, "workload/undropped_capabilities", "default"},
		{"all capabilities of a service are dropped", "compose.yaml", 14, "workload/undropped_capabilities", "strict"},
		{"only NET_BIND_SERVICE is added", "worker.yaml", 31, "workload/added_capability", "strict"},
		{"privileges can't be gained", "worker.yaml", 20, "workload/privilege_escalation_allowed", "default"},
		{"privileges of a service can't be gained", "compose.yaml", 14, "workload/privilege_escalation_allowed", "strict"},
		{"another user than root is required", "worker.yaml", 14, "workload/possible_root_user", "default"},
		{"nobody is root by number", "worker.yaml", 19, "workload/root_user", "default"},
		{"no service runs as root", "compose.yaml", 16, "workload/root_user", "default"},
		{"no command line runs as root", "run.sh", 4, "workload/root_user", "default"},
		{"the required user has a number", "metrics.yaml", 9, "workload/unverifiable_non_root_user", "default"},

		{"a seccomp profile is named", "worker.yaml", 14, "workload/missing_seccomp_profile", "default"},
		{"seccomp is not switched off", "worker.yaml", 24, "workload/unconfined_seccomp", "default"},
		{"seccomp of a service is not switched off", "compose.yaml", 13, "workload/unconfined_seccomp", "default"},
		{"seccomp of a command line is not switched off", "run.sh", 2, "workload/unconfined_seccomp", "default"},
		{"a seccomp profile of one's own is reviewed", "worker.yaml", 32, "workload/unreviewed_seccomp_profile", "strict"},

		{"the root filesystem is read-only", "worker.yaml", 14, "workload/writable_root_filesystem", "default"},
		{"the root filesystem of a service is read-only", "compose.yaml", 2, "workload/writable_root_filesystem", "strict"},
		{"the root filesystem of a command line is read-only", "run.sh", 1, "workload/writable_root_filesystem", "strict"},
		{"what is read-only has room at /tmp", "worker.yaml", 21, "workload/read_only_root_without_scratch", all},

		{"nobody enters the host's namespaces", "api.yaml", 18, "workload/host_namespace_entry", "default"},
		{"the engine's socket is not mounted", "api.yaml", 33, "workload/runtime_socket_mounted", "default"},
		{"the engine's socket is not mounted into a service", "compose.yaml", 7, "workload/runtime_socket_mounted", "default"},
		{"the engine's socket is not mounted by a command line", "run.sh", 3, "workload/runtime_socket_mounted", "default"},
		{"the engine's API is encrypted", "compose.yaml", 5, "workload/unencrypted_docker_api", "default"},
		{"nobody starts in a leaked descriptor", "api.yaml", 19, "workload/proc_working_directory", "default"},

		{"only needed ports are published", "compose.yaml", 19, "workload/published_port", all},
		{"a database is not published", "compose.yaml", 18, "workload/published_datastore_port", "default"},
		{"a database is not published by a command line", "run.sh", 4, "workload/published_datastore_port", "default"},
	}
	judged := map[string]finding.Result{}
	once := func(t *testing.T, profile, path string) finding.Result {
		if _, known := judged[profile+path]; !known {
			judged[profile+path] = judge(t, profile, filepath.Join(claims, filepath.FromSlash(path)))
		}
		return judged[profile+path]
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.Contains(t, linesOf(once(t, test.profile, "bad/run/"+test.bad), test.rule), test.line)
			require.Empty(t, linesOf(once(t, "strict", "good/run/api.yaml"), test.rule))
			require.Empty(t, linesOf(once(t, "default", "good/run"), test.rule))
		})
	}
}

// The exceptions that guides make are selectors, and what they leave to judgement are lists.
func TestParametersOfClaimsAboutRunning(t *testing.T) {
	tests := []struct {
		name, file, rule, parameter, value string
		reported                           bool
	}{
		{"a network plugin may be privileged", "bad/run/api.yaml", "workload/privileged_container", "exempt", `["namespace:shop image:*/api:*"]`, false},
		{"others may not", "bad/run/api.yaml", "workload/privileged_container", "exempt", `["namespace:kube-system"]`, true},
		{"a monitoring agent may have the node's network", "good/run/monitor.yaml", "workload/host_network", "exempt", `["kind:DaemonSet"]`, false},
		{"the path of logs may be mounted", "good/run/monitor.yaml", "workload/host_path_mount", "allowed_paths", `["/srv/logs"]`, false},
		{"other paths may not", "good/run/monitor.yaml", "workload/host_path_mount", "allowed_paths", `["/srv/data"]`, true},
		{"a capability may be allowed", "bad/run/worker.yaml", "workload/added_capability", "allowed", `["CHOWN", "SYS_ADMIN"]`, false},
		{"room is asked for at more places", "good/run/api.yaml", "workload/read_only_root_without_scratch", "paths", `["/run"]`, true},
		{"room is there", "good/run/api.yaml", "workload/read_only_root_without_scratch", "paths", `["/tmp", "/var/log"]`, false},
		{"a reviewed seccomp profile is accepted", "bad/run/worker.yaml", "workload/unreviewed_seccomp_profile", "allowed_types", `["Unconfined", "Localhost/mailer.json"]`, false},
		{"untrusted workloads run in a sandbox", "bad/run/api.yaml", "workload/missing_sandbox_runtime", "untrusted", `["namespace:shop"]`, true},
		{"those that do are accepted", "good/run/api.yaml", "workload/missing_sandbox_runtime", "untrusted", `["namespace:shop"]`, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			parameters := rule.Parameters{test.rule: {test.parameter: json.RawMessage(test.value)}}
			checker, err := seaworthy.New(seaworthy.WithProfile(seaworthy.AllRules), seaworthy.WithParameters(parameters))
			require.NoError(t, err)
			result, err := checker.CheckPaths(t.Context(), filepath.Join(claims, filepath.FromSlash(test.file)))
			require.NoError(t, err)
			require.Equal(t, test.reported, len(linesOf(result, test.rule)) > 0)
		})
	}
}
