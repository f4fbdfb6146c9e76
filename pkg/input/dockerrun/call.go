package dockerrun

import (
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// A call is a command of a container tool that is read here.
type call struct {
	// verb is run, create or exec; title is what the command line begins with, without flags: "docker compose exec".
	verb, title string
	// head reaches from the tool's name to the verb.
	head shell.Range
	// words are those behind the verb.
	words []shell.Word
	// built are the images that the same file builds.
	built map[string]bool
}

// tools are the programs, and whether they are the compose of one.
var tools = map[string]bool{
	"docker": false, "podman": false, "nerdctl": false, "docker-compose": true, "podman-compose": true,
}

// globalFlags are the flags before the verb that take the next word, those of all three tools
// (https://docs.docker.com/reference/cli/docker/).
const globalFlags = " -H --host -c --context --config -l --log-level --tlscacert --tlscert --tlskey --connection --url --identity " +
	"--root --runroot --storage-driver --storage-opt --cgroup-manager --runtime --runtime-flag --tmpdir --volumepath --imagestore " +
	"--hooks-dir --module --conmon --events-backend --network-cmd-path --network-config-dir --namespace -n --address -a --data-root " +
	"--cni-path --cni-netconfpath --snapshotter --hosts-dir --host-gateway-ip --bridge-ip "

// composeFlags are those of compose before its verb (https://docs.docker.com/reference/cli/docker/compose/).
const composeFlags = " -f --file -p --project-name --profile --env-file --project-directory --ansi --progress --parallel -H --host " +
	"-c --context --tlscacert --tlscert --tlskey --log-level "

// callOf returns the call that a command is, if it is one.
func callOf(command shell.Command) (call, bool) {
	isCompose, known := tools[command.Name]
	if !known || len(command.Words) < 2 {
		return call{}, false
	}
	made := call{title: command.Name, words: command.Words[1:]}
	if isCompose {
		made.skip(composeFlags)
		return made, made.take("exec") && made.finish(command)
	}
	made.skip(globalFlags)
	if made.take("compose") {
		made.skip(composeFlags)
		return made, made.take("exec") && made.finish(command)
	}
	made.take("container")
	found := made.take("run") || made.take("create") || made.take("exec")
	return made, found && len(made.words) > 0 && made.finish(command)
}

// skip goes past the flags that stand before a verb, and past variables that may hold some.
func (c *call) skip(takeValue string) {
	for len(c.words) > 0 {
		text := c.words[0].Text
		hidden := c.words[0].State == shell.Unresolved && strings.HasPrefix(text, "$")
		if !hidden && (!strings.HasPrefix(text, "-") || len(text) < 2) {
			return
		}
		takes := !hidden && len(c.words) > 1 && strings.Contains(takeValue, " "+text+" ")
		c.words = c.words[1:]
		if takes {
			c.words = c.words[1:]
		}
	}
}

// take goes past a word of the command, if it is the next.
func (c *call) take(verb string) bool {
	if len(c.words) == 0 || c.words[0].Text != verb || c.words[0].State == shell.Unresolved {
		return false
	}
	c.verb, c.title, c.head = verb, c.title+" "+verb, c.words[0].Range
	c.words = c.words[1:]
	return true
}

// finish widens the head to the tool's name. Both can stand in one variable.
func (c *call) finish(command shell.Command) bool {
	c.title = strings.Replace(c.title, " container ", " ", 1)
	c.head.Start = min(command.Words[0].Range.Start, c.head.Start)
	c.head.End = max(command.Words[0].Range.End, c.head.End)
	return true
}
