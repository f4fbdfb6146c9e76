# METADATA
# title: Credentials of the host or its user are mounted
# description: |
#   Keys of a cloud account, a cluster or a registry that belong to the host or its user open far more than the workload
#   needs, and nobody notices when a copy of them is used elsewhere.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
#   - ref: https://docs.docker.com/compose/how-tos/use-secrets/
#   - ref: https://kubernetes.io/docs/concepts/security/service-accounts/
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   aliases:
#     - regolibrary:alert-mount-potential-credentials-paths
#   hides: [workload/sensitive_host_path, workload/writable_host_path, workload/host_path_mount]
#   parameters:
#     paths:
#       type: array
#       items: {type: string}
#       default:
#         - ".aws"
#         - ".azure"
#         - ".config/gcloud"
#         - ".kube"
#         - ".ssh"
#         - ".docker/config.json"
#         - ".gnupg"
#         - ".netrc"
#         - ".npmrc"
#         - /etc/kubernetes/azure.json
#         - /etc/kubernetes/admin.conf
#         - /root/.config/gcloud
#       description: |
#         Files and folders that hold credentials, with all below them. One without a slash in front counts wherever it
#         lies, in whosever home.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Give the workload an identity of its own that may do only what is needed, and pass it as a secret.
package seaworthy.rules.workload.host_credentials_mounted

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some used in workload.host_paths
	some credentials in parameter.value("workload/host_credentials_mounted", "paths")
	holds(used.path, credentials)
	not is_the_projects_own(used)
	takers := workload.takers("workload/host_credentials_mounted", used)
	finding := {
		"msg": $"{used.path} of the host, where credentials are kept, is mounted into {takers}",
		"at": used.at,
	}
}

holds(path, credentials) if workload.below(path, credentials)

holds(path, credentials) if {
	not startswith(credentials, "/")
	contains($"/{path}/", $"/{credentials}/")
}

is_the_projects_own(used) if {
	some mount in workload.mounted(used)
	mount.inside_project == true
}
