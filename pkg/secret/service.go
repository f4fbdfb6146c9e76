package secret

import (
	"path"
	"slices"
	"strings"
)

// An openVariable is a variable by which a service lets everybody in.
type openVariable struct {
	service string
	values  []string
}

var yes = []string{"yes", "true", "1", "on"}

// openVariables are from the services' documentation, by name.
var openVariables = map[string]openVariable{
	"POSTGRES_HOST_AUTH_METHOD":               {"PostgreSQL", []string{"trust"}},
	"MYSQL_ALLOW_EMPTY_PASSWORD":              {"MySQL", yes},
	"MARIADB_ALLOW_EMPTY_ROOT_PASSWORD":       {"MariaDB", yes},
	"MARIADB_ALLOW_EMPTY_PASSWORD":            {"MariaDB", yes},
	"ALLOW_EMPTY_PASSWORD":                    {"The service", yes},
	"ALLOW_ANONYMOUS_LOGIN":                   {"ZooKeeper", yes},
	"xpack.security.enabled":                  {"Elasticsearch", []string{"false"}},
	"XPACK_SECURITY_ENABLED":                  {"Elasticsearch", []string{"false"}},
	"DISABLE_SECURITY_PLUGIN":                 {"OpenSearch", yes},
	"plugins.security.disabled":               {"OpenSearch", yes},
	"GF_AUTH_ANONYMOUS_ENABLED":               {"Grafana", yes},
	"NEO4J_AUTH":                              {"Neo4j", []string{"none"}},
	"NEO4J_dbms_security_auth__enabled":       {"Neo4j", []string{"false"}},
	"DISABLE_AUTH":                            {"The service", yes},
	"CLICKHOUSE_SKIP_USER_SETUP":              {"ClickHouse", yes},
	"INFLUXDB_HTTP_AUTH_ENABLED":              {"InfluxDB", []string{"false"}},
	"ME_CONFIG_BASICAUTH":                     {"mongo-express", []string{"false"}},
	"PGADMIN_CONFIG_SERVER_MODE":              {"pgAdmin", []string{"false"}},
	"AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED": {"Weaviate", yes},
	"TRAEFIK_API_INSECURE":                    {"Traefik's API", yes},
}

// OpenVariable returns the service that lets everybody in because of a variable, and the switch as it is written.
func OpenVariable(name, value string) (service, text string, open bool) {
	known, ok := openVariables[name]
	value = strings.Trim(strings.TrimSpace(value), `"'`)
	if !ok || !slices.Contains(known.values, strings.ToLower(value)) {
		return "", "", false
	}
	return known.service, name + "=" + value, true
}

// An openOption is an option by which a service lets everybody in.
type openOption struct {
	service string
	// programs of which one is called; none where the option speaks for itself.
	programs []string
	option   string
	// value is what follows the option, behind a blank or an equals sign; "-" for an option that needs none.
	value string
}

var openOptions = []openOption{
	{"Redis", nil, "--protected-mode", "no"},
	{"MongoDB", []string{"mongod", "mongo"}, "--noauth", "-"},
	{"Jupyter", nil, "--NotebookApp.token", ""},
	{"Jupyter", nil, "--ServerApp.token", ""},
	{"Jupyter", nil, "--IdentityProvider.token", ""},
	{"code-server", []string{"code-server"}, "--auth", "none"},
	{"MySQL", nil, "--skip-grant-tables", "-"},
	{"Elasticsearch", nil, "-Expack.security.enabled", "false"},
	{"VNC", []string{"x11vnc"}, "-nopw", "-"},
	{"VNC", nil, "-SecurityTypes", "None"},
	{"File Browser", []string{"filebrowser"}, "--noauth", "-"},
	{"The dashboard", nil, "--enable-skip-login", "-"},
	{"CockroachDB", []string{"cockroach"}, "--insecure", "-"},
	{"Traefik's API", nil, "--api.insecure", "-"},
	{"RStudio", []string{"rserver", "rstudio-server"}, "--auth-none", "1"},
}

// OpenArguments returns the service that lets everybody in because of an option on its command line, and the option.
// Words may be whole scripts, as those of `sh -c` are.
func OpenArguments(words []string) (service, text string, open bool) {
	var flat []string
	for _, word := range words {
		if word == "" {
			flat = append(flat, "")
		}
		flat = append(flat, strings.Fields(word)...)
	}
	for _, known := range openOptions {
		if text, ok := known.in(flat); ok && known.called(flat) {
			return known.service, text, true
		}
	}
	return "", "", false
}

// StartedBy returns the words that a container of an image is started with, given its entrypoint and its arguments. An image
// is nearly always named for the program that it starts where no entrypoint is given: cockroachdb/cockroach:v24.
func StartedBy(image string, entrypoint, arguments []string) []string {
	if len(entrypoint) > 0 {
		return slices.Concat(entrypoint, arguments)
	}
	name, _, _ := strings.Cut(image, "@")
	name, _, _ = strings.Cut(name[strings.LastIndexByte(name, '/')+1:], ":")
	if name == "" {
		return arguments
	}
	return append([]string{name}, arguments...)
}

func (o openOption) called(words []string) bool {
	return len(o.programs) == 0 || slices.ContainsFunc(words, func(word string) bool {
		return slices.Contains(o.programs, path.Base(word))
	})
}

func (o openOption) in(words []string) (string, bool) {
	for i, word := range words {
		name, value, joined := strings.Cut(word, "=")
		if name != o.option {
			continue
		}
		value = strings.Trim(value, `"'`)
		switch {
		case o.value == "-" && (!joined || slices.Contains(yes, value)):
			return word, true
		case joined && strings.EqualFold(value, o.value):
			return o.option + "=" + o.value, true
		case !joined && o.value != "" && i+1 < len(words) && strings.EqualFold(strings.Trim(words[i+1], `"'`), o.value):
			return o.option + " " + o.value, true
		}
	}
	return "", false
}
