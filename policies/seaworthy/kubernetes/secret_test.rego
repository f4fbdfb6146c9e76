package seaworthy.kubernetes_test

import data.seaworthy.kubernetes

pod_telling(container) := {"kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": [object.union({"name": "web"}, container)]}}

test_variable_is_found_by_each_word_of_its_name[word] if {
	found := kubernetes.document(pod_telling({"env": [{"name": "dbPassword", "value": "hunter2"}]})).secret.named
	some word in ["db", "password", "db_password"]
	found[word] == [{
		"name": "dbPassword", "title": `variable dbPassword of container "web"`, "place": "pod_env", "kind": "literal",
		"digest": "f52fbd32", "shipped": true, "at": "spec/containers/0/env/0/value",
	}]
}

test_value_that_can_be_no_credential[note] if {
	some note, value in {
		"nothing": "", "quotes around nothing": `""`, "a switch": "True", "a variable": "$(TOKEN)", "a template": "{{ .x }}",
		"a path": "/run/secrets/x", "an address": "https://a", "null": null, "a list": ["a"],
	}
	not kubernetes.document(pod_telling({"env": [{"name": "PASSWORD", "value": value}]})).secret
}

test_name_that_only_mentions_a_credential[name] if {
	some name in ["AUTH_ORG_ROLE", "passwordPattern", "KUBE_SECRET", "default-tls-secret", "GOOGLE_APPLICATION_CREDENTIALS"]
	some found in kubernetes.document(pod_telling({"env": [{"name": name, "value": "admin"}]})).secret.named
	found[0].mention
}

test_name_of_a_credential[name] if {
	some name in ["SECRET", "CLIENT_SECRET", "DOCKER_AUTH_CONFIG"]
	some found in kubernetes.document(pod_telling({"env": [{"name": name, "value": "admin"}]})).secret.named
	not found[0].mention
}

test_lines_of_a_config_map if {
	resource := {"kind": "ConfigMap", "metadata": {"name": "app"}, "data": {"app.conf": "# x\nTOKEN='abc'\nurl: https://a\n"}}
	[found] := kubernetes.document(resource).secret.named.token
	found.title == `TOKEN in key app.conf of ConfigMap "app"`
	found.at == "data/app.conf"
}

test_config_map_without_credentials_has_the_facet if {
	kubernetes.document({"kind": "ConfigMap"}).secret == {}
}

test_secret_of_a_cluster_is_not_looked_at if {
	not kubernetes.document({"kind": "Secret", "stringData": {"password": "hunter2"}})
}

test_secret_that_becomes_a_variable if {
	found := kubernetes.document(pod_telling({
		"env": [{"name": "A", "valueFrom": {"secretKeyRef": {"name": "db", "key": "a"}}}],
		"envFrom": [{"configMapRef": {"name": "x"}}, {"secretRef": {"name": "db"}}],
	})).secret.references
	[reference.at | some reference in found] == ["spec/containers/0/env/0/valueFrom/secretKeyRef", "spec/containers/0/envFrom/1/secretRef"]
}

test_service_that_lets_everybody_in[note] if {
	some note, [container, switch] in {
		"a variable": [{"env": [{"name": "POSTGRES_HOST_AUTH_METHOD", "value": "trust"}]}, "POSTGRES_HOST_AUTH_METHOD=trust"],
		"two words": [{"args": ["redis-server", "--protected-mode", "no"]}, "--protected-mode no"],
		"one word in a script": [{"command": ["sh", "-c", "jupyter lab --ServerApp.token=''"]}, "--ServerApp.token="],
		"an option alone": [{"command": ["/usr/bin/mongod"], "args": ["--noauth"]}, "--noauth"],
		"the program that the image is named for": [{"image": "cockroachdb/cockroach:v24", "args": ["start", "--insecure"]}, "--insecure"],
	}
	[found] := kubernetes.document(pod_telling(container)).secret.open_services
	found.switch == switch
}

# Credentials are put together here, so that whoever looks for leaks does not find them in this file.
token := concat("", ["ghp_", "0123456789abcdefghijABCDEFGHIJ456789"])

test_credential_in_any_text_of_any_object if {
	resource := {"kind": "Ingress", "metadata": {"name": "web", "annotations": {"example.com/auth": $"token {token}"}}}
	kubernetes.document(resource).secret.credentials == [{
		"format": "GitHub token", "title": `field auth of Ingress "web"`, "at": "metadata/annotations/example.com/auth",
	}]
}

test_no_credential[note] if {
	some note, text in {
		"one letter over and over": concat("", ["ghp_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"]),
		"too short": "ghp_0123456789",
	}
	not kubernetes.document({"kind": "Service", "spec": {"text": text}})
}

test_copy_that_kubectl_makes_is_not_looked_at if {
	not kubernetes.document({"kind": "Service", "metadata": {"annotations": {"kubectl.kubernetes.io/last-applied-configuration": token}}})
}

test_address_with_a_password if {
	[found] := kubernetes.document({"kind": "Service", "spec": {"url": concat("", ["Postgres://app:", "hunter2@db:5432/x"])}}).secret.addresses
	found == {"scheme": "postgres", "host": "db:5432", "title": "field url of Service", "at": "spec/url"}
}

test_address_without_a_password[text] if {
	some text in ["https://ci@git", "https://ci:$TOKEN@git", "https://ci:xxxx@git", "https://a:8080/b@c", "https://ci:{{x}}@git"]
	not kubernetes.document({"kind": "Service", "spec": {"url": text}})
}
