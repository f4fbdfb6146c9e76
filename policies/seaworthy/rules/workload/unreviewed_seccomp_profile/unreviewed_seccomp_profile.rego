# METADATA
# title: Container uses a seccomp profile that nobody has put on the list
# description: |
#   A profile of one's own takes the place of the default one, and may let through what that blocks. A list says which
#   were looked at.
# related_resources:
#   - ref: https://kubernetes.io/docs/tutorials/security/seccomp/
#   - ref: https://docs.docker.com/engine/security/seccomp/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict]
#   aliases:
#     - checkov:CKV_K8S_31
#     - gatekeeper-library:k8spspseccomp
#     - gatekeeper-library:k8spspseccompv2
#     - regolibrary:set-seccomp-profile-RuntimeDefault
#     - trivy:KSV-0030
#   parameters:
#     allowed_types:
#       type: array
#       items: {type: string}
#       default: [RuntimeDefault]
#       description: |
#         The profiles that are accepted: `RuntimeDefault`, `Unconfined`, `Localhost/FILE`, or as annotations have them,
#         `runtime/default`, `localhost/FILE`; `Localhost` stands for every file as long as no files are listed.
#         Patterns are understood.
#     allowed_files:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         The files of profiles that are accepted; patterns are understood.
#     sources:
#       type: array
#       items: {type: string}
#       default: [field, annotation]
#       description: |
#         Where profiles count that are declared: in a field, in an annotation.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Put the file on the list once it is reviewed, or use `RuntimeDefault`.
package seaworthy.rules.workload.unreviewed_seccomp_profile

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some declared in workload.declarations("workload/unreviewed_seccomp_profile", "seccomp")
	declared.value.source in parameter.value("workload/unreviewed_seccomp_profile", "sources")
	not allowed(declared.value)
	finding := {
		"msg": $"{declared.title} uses {shown(declared.value)}, which is not among the allowed seccomp profiles",
		"at": declared.value.at,
	}
}

shown(profile) := $"the seccomp profile {profile.file}" if {
	profile.file
} else := $"the seccomp type {profile.text}" if {
	profile.text
} else := "a seccomp profile without a type"

allowed(profile) if {
	some pattern in parameter.value("workload/unreviewed_seccomp_profile", "allowed_types")
	some name in workload.profile_names(profile, "file")
	glob.match(pattern, null, name)
}

allowed(profile) if {
	profile.type == "localhost"
	count(files) == 0
	"Localhost" in parameter.value("workload/unreviewed_seccomp_profile", "allowed_types")
}

allowed(profile) if {
	profile.type == "localhost"
	some pattern in files
	glob.match(pattern, null, profile.file)
}

files := parameter.value("workload/unreviewed_seccomp_profile", "allowed_files")
