package seaworthy.lib.workload

# METADATA
# title: Workload of a kind
# description: |
#   True where the list names the workload's kind, or holds `long_running` and the workload is meant to go on: neither a
#   Job or CronJob, nor a pod that is not to be restarted when it has done its work.
# scope: document
of_kind(kinds) if input.workload.kind in kinds

of_kind(kinds) if {
	"long_running" in kinds
	not input.workload.long_running == false
	not ends
}

ends if input.workload.restart.policy in {"never", "on_failure"}
