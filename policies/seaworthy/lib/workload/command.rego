package seaworthy.lib.workload

# METADATA
# title: Pipelines that a workload's containers run
# description: |
#   What the containers, their hooks, probes and health checks start, by way of a shell or not: `container` is the number
#   of the container, `at` the place, and `stages` are the commands of the pipeline in order. A stage has its `program`
#   without the path, its `words` from the program on, and as `wrappers` the programs before it, such as sudo or timeout.
#   A script is taken apart by quotes and operators alone. That is less than a shell does, but can be done where there
#   is nothing but Rego; what is hidden in variables or in other quotes is not seen.
# scope: document
pipelines contains found if {
	some i, container in input.workload.containers
	some started in startable(container)
	some stages in pipelines_of(started.words)
	count(stages) > 0
	found := {"container": i, "at": started.at, "stages": stages}
}

# METADATA
# title: Commands that a workload's containers run
# description: The stages of all pipelines, each with its `container` and `at`.
# scope: document
commands contains found if {
	some pipeline in pipelines
	some stage in pipeline.stages
	found := object.union(stage, {"container": pipeline.container, "at": pipeline.at})
}

# METADATA
# title: Words of a command in one line
# description: The program without its path, and its words, with a space after each, for patterns.
# scope: document
line(command) := concat("", [$"{command.program} ", rest]) if {
	rest := concat("", [$"{word} " | some i, word in command.words; i > 0])
}

startable(container) := [started |
	some starting in [own_commands(container), handler_commands(container), health_commands(container)]
	some started in starting
	count(started.words) > 0
]

# A command may be one text, which is split into words but not read by a shell.
own_commands(container) := [started |
	words := array.concat(object.get(container, "command", []), object.get(container, "arguments", []))
	started := {
		"words": array.concat(words_in(words[0]), array.slice(words, 1, count(words))),
		"at": $"{container.at}/{first_declared(container)}",
	}
]

first_declared(container) := "command" if {
	container.command
} else := "arguments"

handler_commands(container) := [started |
	some field in ["hooks", "probes"]
	some handler in container[field]
	started := {"words": handler.command, "at": $"{handler.at}/command"}
]

health_commands(container) := [started |
	check := container.health_check
	started := {"words": check.command, "at": $"{check.at}/command"}
]

# What is started with a shell in front is a script.
pipelines_of(words) := [stages |
	text := script(words)
	some line in statements(text)
	stages := [stage | some text_of_stage in stages_in(line); stage := stage_of(words_in(text_of_stage))]
] if {
	script(words)
} else := [[stage | stage := stage_of(words)]]

script(words) := words[1] if {
	words[0] == "CMD-SHELL"
} else := words[min(after)] if {
	shells := [i | some i, word in words; base(word) in shell_names]
	after := [next |
		some i, word in words
		i > min(shells)
		regex.match(`^-[a-z]*c[a-z]*$`, word)
		next := i + 1
	]
}

# METADATA
# title: Shells by name
# scope: document
shell_names := {"sh", "bash", "ash", "dash", "zsh", "ksh"}

# The first three replacements leave operators that are one character; a comment may hold a quote that nothing closes.
statements(text) := regex.find_n(`(?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^;&()'"\n\\])+`, plain, -1) if {
	commentless := regex.replace(text, `(?m)^\s*#.*$`, "")
	plain := strings.replace_n({"\\\r\n": " ", "\\\n": " ", "||": ";", "|&": "|", ">&": ">", "&>": ">"}, commentless)
}

stages_in(statement) := regex.find_n(`(?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^|'"\\])+`, statement, -1)

words_in(part) := [unquoted(word) |
	some word in regex.find_n(`(?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^\s'"\\])+`, part, -1)
]

unquoted(word) := regex.replace(word, `['"\\]`, "")

# A stage without a program, such as a lone assignment, is undefined.
stage_of(words) := {
	"program": base(words[head]),
	"words": array.slice(words, head, count(words)),
	"wrappers": {base(word) | some i, word in words; i < head},
} if {
	head := min([i |
		some i, word in words
		not is_before_program(word)
		not is_account(words, i)
	])
}

# Whom sudo or env is told of.
is_account(words, i) if words[i - 1] in {"-u", "--user", "-g", "--group"}

# METADATA
# title: Name of a file without its folders
# scope: document
base(word) := name if {
	steps := split(word, "/")
	name := steps[count(steps) - 1]
}

is_before_program(word) if base(word) in passed_over

# Flags and durations of those that are passed over, assignments and redirections.
is_before_program(word) if regex.match(`^(?:-.*|[0-9]+[smhd]?|[A-Za-z_][A-Za-z0-9_]*\+?=.*|[0-9]*[<>].*)$`, word)

passed_over := {
	# words of the shell
	"if", "then", "else", "elif", "do", "while", "until", "!", "{", "exec", "time", "command", "builtin",
	# programs that start others
	"catatonit", "dumb-init", "env", "nice", "nohup", "setsid", "stdbuf", "sudo", "timeout", "tini",
	# how a health check begins
	"CMD",
}
