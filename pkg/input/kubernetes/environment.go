package kubernetes

import (
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// valueSources are where a variable may take its value from, and the fields that name the object and the entry of it
// (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#environment-variables).
var valueSources = []struct{ field, source, object, key string }{
	{"secretKeyRef", "secret_key", "name", "key"},
	{"configMapKeyRef", "config_key", "name", "key"},
	{"fieldRef", "field", "", "fieldPath"},
	{"resourceFieldRef", "resource", "containerName", "resource"},
	{"fileKeyRef", "file_key", "path", "key"},
}

// setSources are where a set of variables may come from.
var setSources = []struct{ field, source string }{
	{"secretRef", "all_secret_keys"},
	{"configMapRef", "all_config_keys"},
}

// environment returns the variables of a container, and then the sets of them.
func environment(declared object, at string) []input.Environment {
	var made []input.Environment
	for i, variable := range declared.objects("env") {
		made = append(made, variableOf(variable, at+"/env/"+strconv.Itoa(i)))
	}
	for i, set := range declared.objects("envFrom") {
		for _, known := range setSources {
			if from := set.object(known.field); from.exists() {
				made = append(made, input.Environment{
					Source: known.source, Object: from.text("name"), At: at + "/envFrom/" + strconv.Itoa(i),
				})
				break
			}
		}
	}
	return made
}

func variableOf(declared object, at string) input.Environment {
	made := input.Environment{Name: declared.text("name"), Text: declared.text("value"), Source: "literal", At: at}
	if strings.Contains(made.Text, "$(") {
		made.Source = "interpolated"
	}
	if made.Text != "" {
		return made
	}
	for _, known := range valueSources {
		if from := declared.object("valueFrom").object(known.field); from.exists() {
			made.Source, made.Object, made.Key = known.source, from.text(known.object), from.text(known.key)
			break
		}
	}
	return made
}
