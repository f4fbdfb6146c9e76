package ignorefile

import "github.com/seaworthy-policy/seaworthy/pkg/input"

// A probe is a path that the matcher is asked about, and the name under which messages speak of it.
type probe struct{ path, name string }

// The well-known names that are asked for, by what they are.
var (
	histories    = []probe{{".git/config", ".git"}}
	environments = []probe{{".env", ".env"}, {".env.local", ".env.local"}, {".env.production", ".env.production"}}
	privateKeys  = []probe{{"server.key", "*.key"}, {"server.pem", "*.pem"}, {"id_rsa", "id_rsa"}, {"id_ed25519", "id_ed25519"}}
	credentials  = []probe{
		{".aws/credentials", ".aws"}, {".azure/credentials", ".azure"}, {".gcp/credentials.json", ".gcp"}, {".kube/config", ".kube"},
		{".docker/config.json", ".docker"}, {".npmrc", ".npmrc"}, {".pypirc", ".pypirc"}, {".netrc", ".netrc"},
		{"terraform.tfstate", "terraform.tfstate"},
	}
	dependencies = []probe{
		{"node_modules/a/package.json", "node_modules"}, {"bower_components/a/a.js", "bower_components"}, {".venv/pyvenv.cfg", ".venv"},
		{"venv/pyvenv.cfg", "venv"}, {"__pycache__/a.pyc", "__pycache__"}, {"target/release/a", "target"}, {"vendor/a/a", "vendor"},
	}
	deployments = []probe{
		{"Dockerfile", "Dockerfile"}, {"compose.yaml", "compose.yaml"}, {"docker-compose.yml", "docker-compose.yml"}, {"k8s/deployment.yaml", "k8s"},
	}
)

// secrets are the paths of secrets among the probes.
var secrets = []string{
	".env", ".env.local", ".env.production", "server.key", "server.pem", "id_rsa", "id_ed25519", ".aws/credentials", ".kube/config",
	".docker/config.json", ".npmrc", ".pypirc", ".netrc", "terraform.tfstate", ".git/config",
}

func (r *reader) included() input.Included {
	return input.Included{
		Histories: r.stay(histories), Environments: r.stay(environments), PrivateKeys: r.stay(privateKeys),
		Credentials: r.stay(credentials), Dependencies: r.stay(dependencies), Deployments: r.stay(deployments),
	}
}

// stay returns the names of the probes that no pattern keeps out.
func (r *reader) stay(probes []probe) []string {
	var names []string
	for _, p := range probes {
		if !r.patterns.Exclude(p.path) {
			names = append(names, p.name)
		}
	}
	return names
}
