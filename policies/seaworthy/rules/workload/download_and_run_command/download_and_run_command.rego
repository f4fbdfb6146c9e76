# METADATA
# title: Container downloads code when it starts and runs it
# description: |
#   What runs is decided anew at each start by whoever controls the server. No scan has seen it, no digest names it, and
#   when the server is down the container does not start.
# related_resources:
#   - ref: https://owasp.org/www-project-kubernetes-top-ten/
#   - ref: https://slsa.dev/spec/v1.0/threats-overview
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Build the program into the image, or check what is downloaded against a checksum that stands in the manifest.
package seaworthy.rules.workload.download_and_run_command

import data.seaworthy.lib.workload

deny contains finding if {
	some pipeline in workload.pipelines
	some i, stage in pipeline.stages
	stage.program in downloaders
	some j, runner in pipeline.stages
	j > i
	runs_input(runner)
	finding := reported(pipeline)
}

deny contains finding if {
	some command in workload.commands
	command.program in executors
	runs_output(command)
	finding := reported(command)
}

deny contains finding if {
	some download in workload.commands
	some file in saved(download)
	some command in workload.commands
	command.container == download.container
	command.at == download.at
	file == run(command)
	not is_verified(download)
	finding := reported(command)
}

reported(place) := {"msg": $"{container.title} runs what it downloads when it starts", "at": place.at} if {
	container := input.workload.containers[place.container]
	not workload.exempt("workload/download_and_run_command", container)
}

downloaders := {"curl", "wget"}

interpreters := {"node", "perl", "php", "python", "python3", "ruby"} | workload.shell_names

executors := interpreters | {"eval", "source", "."}

# A program that is given neither a file nor a text to run reads it from its input.
runs_input(command) if {
	command.program in interpreters
	operands := [word | some i, word in command.words; i > 0; not startswith(word, "-")]
	count(operands) == 0
	not given(command, {"-c", "-m", "-e", "-r", "-p"})
}

runs_input(command) if {
	command.program in workload.shell_names
	given(command, {"-s", "-"})
}

given(command, flags) if {
	some word in command.words
	word in flags
}

runs_output(command) if {
	some word in command.words
	regex.match(`^(?:\$\(|<\()\s*(?:curl|wget)\s`, word)
}

# `sh <(curl ...)`: what stands in the parentheses is a command of its own.
runs_output(command) if {
	command.words[count(command.words) - 1] in {"<", "$"}
	some download in workload.commands
	download.program in downloaders
	download.at == command.at
}

# The names of files that a download is kept in, without their folders.
saved(command) := {name |
	command.program in downloaders
	some target in array.concat(named_files(command), files_of_addresses(command))
	name := workload.base(target)
	not name in {"", "-", "null"}
}

named_files(command) := [file |
	some i, word in command.words
	regex.match(output_flags[command.program], word)
	file := command.words[i + 1]
]

output_flags := {
	"curl": `^(?:-[a-zA-Z]*o|--output|[0-9]?>)$`,
	"wget": `^(?:-[a-zA-Z]*O|--output-document|[0-9]?>)$`,
}

files_of_addresses(command) := [word |
	count(named_files(command)) == 0
	keeps_name(command)
	some word in command.words
	contains(word, "://")
]

keeps_name(command) if command.program == "wget"

keeps_name(command) if {
	some word in command.words
	regex.match(`^(?:-[a-zA-Z]*O[a-zA-Z]*|--remote-name)$`, word)
}

# The name of the file that a command runs.
run(command) := workload.base(command.words[0]) if {
	contains(command.words[0], "/")
} else := workload.base(operands[0]) if {
	command.program in executors
	operands := [word | some i, word in command.words; i > 0; not startswith(word, "-")]
}

is_verified(download) if {
	some command in workload.commands
	command.at == download.at
	command.program in {"sha1sum", "sha256sum", "sha384sum", "sha512sum", "shasum", "gpg", "cosign", "minisign", "openssl"}
}
