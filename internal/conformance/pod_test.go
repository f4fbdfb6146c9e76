package conformance

// The functions of this file make what stands in a pod: every field that the normalisers read.

func (g generator) templateMetadata() string {
	return g.fields(map[string]func() string{
		"name": g.text, "namespace": g.text,
		"labels": g.shape(map[string]func() string{"app": g.text, "a/b": g.text}),
		"annotations": g.shape(map[string]func() string{
			"seccomp.security.alpha.kubernetes.io/pod":            g.annotation(),
			"container.seccomp.security.alpha.kubernetes.io/web":  g.annotation(),
			"container.apparmor.security.beta.kubernetes.io/data": g.annotation(),
			"container.apparmor.security.beta.kubernetes.io/":     g.annotation(),
		}),
	})
}

func (g generator) annotation() func() string {
	return g.one("runtime/default", "docker/default", "unconfined", "localhost/", "localhost/a/b", "Unconfined", "")
}

func (g generator) pod() string {
	reference := g.list(g.shape(map[string]func() string{"name": g.text}))
	empty := g.shape(nil)
	return g.fields(map[string]func() string{
		"containers": g.list(g.container), "initContainers": g.list(g.container), "ephemeralContainers": g.list(g.container),
		"volumes": g.list(g.volume), "securityContext": g.security, "resources": g.resources,
		"hostNetwork": g.boolean, "hostPID": g.boolean, "hostIPC": g.boolean, "hostUsers": g.boolean,
		"shareProcessNamespace": g.boolean, "automountServiceAccountToken": g.boolean,
		"os":          g.shape(map[string]func() string{"name": g.one("windows", "linux")}),
		"hostAliases": g.list(g.shape(map[string]func() string{"ip": g.text, "hostnames": g.list(g.text)})),
		"dnsConfig": g.shape(map[string]func() string{
			"options": g.list(g.shape(map[string]func() string{"name": g.text, "value": g.text})),
		}),
		"affinity": g.shape(map[string]func() string{"nodeAffinity": empty, "podAntiAffinity": empty}),
		"tolerations": g.list(g.shape(map[string]func() string{
			"key": g.text, "operator": g.text, "value": g.text, "effect": g.text,
		})),
		"nodeSelector": g.shape(map[string]func() string{"kubernetes.io/os": g.text, "x": g.number}),
		"nodeName":     g.text, "priorityClassName": g.text, "runtimeClassName": g.text, "imagePullSecrets": reference,
		"serviceAccountName": g.text, "serviceAccount": g.text, "terminationGracePeriodSeconds": g.number,
		"restartPolicy": g.one("Always", "OnFailure", "Never", "always"),
	})
}

func (g generator) container() string {
	probe := g.probe()
	return g.fields(map[string]func() string{
		"name": g.text, "image": g.image, "imagePullPolicy": g.text, "tty": g.boolean, "stdin": g.boolean, "workingDir": g.text,
		"restartPolicy": g.one("Always", "OnFailure"), "command": g.list(g.text), "args": g.arguments,
		"securityContext": g.security, "resources": g.resources,
		"livenessProbe": probe, "readinessProbe": probe, "startupProbe": probe,
		"lifecycle": g.shape(map[string]func() string{"postStart": probe, "preStop": probe}),
		"ports": g.list(g.shape(map[string]func() string{
			"containerPort": g.number, "hostPort": g.number, "hostIP": g.text, "name": g.text, "protocol": g.one("TCP", "UDP", "sctp"),
		})),
		"volumeMounts": g.list(g.shape(map[string]func() string{
			"name": g.text, "mountPath": g.text, "readOnly": g.boolean,
			"mountPropagation": g.one("None", "HostToContainer", "Bidirectional", "both"),
		})),
		"env": g.list(g.shape(map[string]func() string{"name": g.variableName, "value": g.value, "valueFrom": g.valueSource})),
		"envFrom": g.list(g.shape(map[string]func() string{
			"prefix": g.text, "secretRef": g.valueSource, "configMapRef": g.valueSource,
		})),
	})
}

func (g generator) valueSource() string {
	entry := g.shape(map[string]func() string{
		"name": g.text, "key": g.text, "fieldPath": g.text, "containerName": g.text, "resource": g.text, "path": g.text,
	})
	return g.fields(map[string]func() string{
		"name": g.text, "secretKeyRef": entry, "configMapKeyRef": entry, "fieldRef": entry, "resourceFieldRef": entry, "fileKeyRef": entry,
	})
}

func (g generator) security() string {
	profile := g.shape(map[string]func() string{
		"type": g.one("RuntimeDefault", "Localhost", "Unconfined", "runtime_default"), "localhostProfile": g.text,
	})
	names := g.list(g.one("ALL", "all", "CAP_sys_admin", "NET_ADMIN", "CAP_", "", "cap_cap_x"))
	return g.fields(map[string]func() string{
		"privileged": g.boolean, "allowPrivilegeEscalation": g.boolean, "readOnlyRootFilesystem": g.boolean, "runAsNonRoot": g.boolean,
		"runAsUser": g.number, "runAsGroup": g.number, "fsGroup": g.number, "supplementalGroups": g.list(g.number),
		"fsGroupChangePolicy": g.text, "procMount": g.one("Default", "Unmasked", "x"),
		"seccompProfile": profile, "appArmorProfile": profile,
		"seLinuxOptions": g.shape(map[string]func() string{"type": g.text, "user": g.text, "role": g.text, "level": g.text}),
		"windowsOptions": g.shape(map[string]func() string{"hostProcess": g.boolean, "runAsUserName": g.text}),
		"capabilities":   g.shape(map[string]func() string{"add": names, "drop": names}),
		"sysctls":        g.list(g.shape(map[string]func() string{"name": g.text, "value": g.text})),
	})
}

func (g generator) resources() string {
	amounts := g.shape(map[string]func() string{"cpu": g.amount, "memory": g.amount, "ephemeral-storage": g.amount})
	return g.fields(map[string]func() string{"limits": amounts, "requests": amounts})
}

func (g generator) probe() func() string {
	action := g.shape(map[string]func() string{
		"host": g.text, "port": g.amount, "path": g.text, "command": g.list(g.text),
	})
	return g.shape(map[string]func() string{
		"exec": action, "httpGet": action, "tcpSocket": action, "grpc": action, "sleep": action,
		"periodSeconds": g.number, "timeoutSeconds": g.number, "failureThreshold": g.number,
	})
}

// volume makes a volume with at most one source nearly always.
func (g generator) volume() string {
	source := pick(g, []string{
		"hostPath", "emptyDir", "flexVolume", "csi", "secret", "configMap", "persistentVolumeClaim", "projected", "image", "ephemeral",
		"downwardAPI", "gitRepo", "nfs",
	})
	fields := map[string]func() string{"name": g.text, source: g.volumeSource}
	if g.IntN(10) == 0 {
		fields["secret"] = g.volumeSource
	}
	return g.fields(fields)
}

func (g generator) volumeSource() string {
	named := g.shape(map[string]func() string{"name": g.text})
	return g.fields(map[string]func() string{
		"path":   g.one("/", "//var//run/./docker.sock/", "var/../log", "./", ".", `C:\`, "/a/b"),
		"medium": g.one("Memory", "", "HugePages"), "sizeLimit": g.amount,
		"driver": g.text, "secretName": g.text, "name": g.text, "claimName": g.text,
		"sources": g.list(g.shape(map[string]func() string{
			"secret": named, "configMap": named, "serviceAccountToken": named, "x": g.text,
		})),
	})
}

func (g generator) claim() string {
	return g.fields(map[string]func() string{"metadata": g.shape(map[string]func() string{"name": g.text})})
}
