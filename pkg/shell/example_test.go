package shell_test

import (
	"fmt"

	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

func ExampleParse() {
	text := `apt-get update && sudo apt-get install -qy curl=$VERSION`
	variables := func(name string) (shell.Variable, bool) {
		return shell.Variable{Value: "8.5", State: shell.Overridable, Origin: "ARG"}, name == "VERSION"
	}
	script := shell.Parse(text, shell.Context{Dialect: shell.POSIX, Variables: variables})
	for _, command := range script.Commands {
		fmt.Println(command.Name, command.Verb, command.Wrappers, command.After)
	}
	last := script.Commands[len(script.Commands)-1]
	for _, flag := range last.Flags {
		fmt.Println(flag.Name)
	}
	for _, operand := range last.Operands {
		fmt.Println(operand.Text, operand.State, text[operand.Range.Start:operand.Range.End])
	}
	// Output:
	// apt-get update [] start
	// sudo  [] &&
	// apt-get install [sudo] &&
	// -q
	// -y
	// curl=8.5 overridable curl=$VERSION
}
