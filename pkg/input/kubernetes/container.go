package kubernetes

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// containerLists are the lists of a pod that hold containers, and what those containers are for.
var containerLists = []struct{ field, role string }{
	{"containers", "main"},
	{"initContainers", "init"},
	{"ephemeralContainers", "ephemeral"},
}

func containers(pod object, podAt string, around scope) []input.Container {
	var made []input.Container
	for _, list := range containerLists {
		for index, declared := range pod.objects(list.field) {
			at := podAt + "/" + list.field + "/" + strconv.Itoa(index)
			made = append(made, container(declared, roleOf(declared, list.role), index, at, around))
		}
	}
	return made
}

// roleOf tells what a container of a list is for: an init container that is always restarted runs beside the others
// (https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/).
func roleOf(declared object, role string) string {
	if role == "init" && declared.text("restartPolicy") == "Always" {
		return "sidecar"
	}
	return role
}

func container(declared object, role string, index int, at string, around scope) input.Container {
	made := input.Container{
		Name:             declared.text("name"),
		Title:            fmt.Sprintf("container %d", index),
		Role:             role,
		Image:            image(declared),
		PullPolicy:       declared.text("imagePullPolicy"),
		TTY:              declared.boolean("tty"),
		Stdin:            declared.boolean("stdin"),
		WorkingDirectory: declared.text("workingDir"),
		Command:          declared.words("command"),
		Arguments:        declared.words("args"),
		Environment:      environment(declared, at),
		Mounts:           mounts(declared, at, around),
		Ports:            ports(declared, at),
		Limits:           resources(declared.object("resources").object("limits")),
		Requests:         resources(declared.object("resources").object("requests")),
		Probes:           handlers(declared, at, probeFields),
		Hooks:            handlers(declared.object("lifecycle"), at+"/lifecycle", hookFields),
		At:               at,
	}
	if made.Name != "" {
		made.Title = `container "` + made.Name + `"`
	}
	setSecurity(&made, declared.object("securityContext"), around)
	return made
}

func ports(declared object, at string) []input.ContainerPort {
	var made []input.ContainerPort
	for i, port := range declared.objects("ports") {
		opened := input.ContainerPort{
			Target:   port.integer("containerPort"),
			Name:     port.text("name"),
			Protocol: strings.ToLower(port.text("protocol")),
			Address:  port.text("hostIP"),
			Text:     port.text("containerPort"),
			At:       at + "/ports/" + strconv.Itoa(i),
		}
		// The API server takes 0 for a port that is not there.
		if onHost := port.integer("hostPort"); onHost != nil && *onHost != 0 {
			opened.HostPort, opened.Published = onHost, true
		}
		made = append(made, opened)
	}
	return made
}

func resources(declared object) input.Resources {
	return input.Resources{
		CPU: declared.amount("cpu"), Memory: declared.amount("memory"), EphemeralStorage: declared.amount("ephemeral-storage"),
	}
}

var (
	probeFields = map[string]string{"liveness": "livenessProbe", "readiness": "readinessProbe", "startup": "startupProbe"}
	hookFields  = map[string]string{"post_start": "postStart", "pre_stop": "preStop"}
	// handlerFields are tried in order: the API server lets a probe have only one.
	handlerFields = []struct{ field, name string }{
		{"exec", "exec"}, {"httpGet", "http"}, {"tcpSocket", "tcp"}, {"grpc", "grpc"}, {"sleep", "sleep"},
	}
)

func handlers(declared object, at string, fields map[string]string) map[string]input.Probe {
	var made map[string]input.Probe
	for name, field := range fields {
		if probe := declared.object(field); probe.exists() {
			if made == nil {
				made = map[string]input.Probe{}
			}
			made[name] = handler(probe, at+"/"+field)
		}
	}
	return made
}

// handler is placed at what it does, so that a rule can point at the host or port of it.
func handler(probe object, at string) input.Probe {
	when := timing(probe)
	for _, known := range handlerFields {
		action := probe.object(known.field)
		if !action.exists() {
			continue
		}
		return input.Probe{
			Handler: known.name,
			Host:    action.text("host"),
			Port:    action.amount("port"),
			Path:    action.text("path"),
			Command: action.words("command"),
			Timing:  when,
			At:      at + "/" + known.field,
		}
	}
	return input.Probe{Timing: when, At: at}
}

func timing(probe object) input.ProbeTiming {
	return input.ProbeTiming{
		Period:           probe.integer("periodSeconds"),
		Timeout:          probe.integer("timeoutSeconds"),
		FailureThreshold: probe.integer("failureThreshold"),
	}
}

// image is the reference that a container names. A blank one is what OpenShift fills in when an image has been built.
func image(declared object) string {
	text := declared.text("image")
	if strings.TrimSpace(text) == "" {
		return ""
	}
	return text
}
