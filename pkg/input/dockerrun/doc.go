// Package dockerrun reads the containers that scripts start: the `docker run` lines of shell scripts and Makefiles.
//
// A command line says of a container what a compose file says of a service and a manifest of a pod, and with as much
// effect: `docker run --privileged -v /:/host` in a Makefile is somebody's production. Each `run` and `create` of
// docker, podman and nerdctl becomes a document whose workload facet has one container; each `exec`, also compose's,
// becomes one that has an execution. Flags are read as the tools read them: values beside or behind an equals sign,
// clusters such as -itd, and none behind the image.
//
//	documents, problems := dockerrun.ParseShell(file)
//	place := documents[0].Locator.Locate("commands/0/privileged")
//	fmt.Println(place.Span) // of `--privileged`
//
// What a variable hides is unknown and never empty: a setting whose value nobody sets is absent and named in the
// container's Unknown, and so is all that could stand in a `$OPTIONS` before the image. The flags are those of
// https://docs.docker.com/reference/cli/docker/container/run/ and
// https://docs.podman.io/en/latest/markdown/podman-run.1.html.
package dockerrun
