// Package shell reads a shell script and lists every simple command in it, wherever it hides.
//
// A container is built by scripts: the RUN lines of a Dockerfile, the heredocs in them, the run: blocks of a
// workflow. What a rule wants to know is plain ("is there an apt-get install without -y?"), but the command stands
// behind sudo, inside sh -c '...', in one branch of an if, at the end of a pipe, or its package list is in a
// variable. This package takes all of that apart: a [Command] knows its name, its sub-command (verb), its flags and
// operands, what it is wrapped in, how it is joined to its neighbours, and whether anybody would notice its failure.
// Words are given as the shell would see them, with quotes removed and known variables put in, together with the
// place they stand in and how certain their value is ([State]).
//
//	script := shell.Parse("apt-get update && sudo apt-get install -qy curl", shell.Context{Dialect: shell.POSIX})
//	for _, command := range script.Commands {
//		fmt.Println(command.Name, command.Verb, command.Wrappers) // apt-get update [], sudo  [], apt-get install [sudo]
//	}
//
// Nothing is run and nothing outside the text is looked at. Whatever the text, the answer comes: what cannot be read
// is told in [Script.Error], and the commands around it are still there. The grammar is that of the POSIX shell
// command language (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html) with Bash's additions
// (https://www.gnu.org/software/bash/manual/bash.html).
package shell
