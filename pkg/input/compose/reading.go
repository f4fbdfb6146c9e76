package compose

import (
	"path"
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

var (
	// remoteScheme is how a text begins that compose fetches rather than opens.
	remoteScheme = expression(`^(?:oci://|https?://|git://|ssh://|git@|github\.com/)`)
	gitSuffix    = expression(`\.git(?:#|$)`)
	ociDigest    = expression(`@sha256:[0-9a-f]{64}$`)
	gitCommit    = expression(`#[0-9a-f]{40}(?:[0-9a-f]{24})?(?::|$)`)
)

// remote reports whether a text names something that is fetched: an OCI artefact or a git repository
// (https://docs.docker.com/compose/how-tos/multiple-compose-files/include/).
func remote(text string) bool {
	return remoteScheme().MatchString(text) || gitSuffix().MatchString(text)
}

// pinned reports whether a digest or a full commit says which version is fetched.
func pinned(text string) bool {
	return ociDigest().MatchString(text) || gitCommit().MatchString(text)
}

// readingFacts returns what the project reads besides its own files.
func (r *reader) readingFacts(services []service) []input.ComposeReading {
	var found []input.ComposeReading
	add := func(key string, v *value, at string) {
		if v.isScalar() && v.text != "" {
			found = append(found, r.readingFact(key, v, at))
		}
	}
	for i, each := range r.readings {
		add(each.key, each.value, "readings/"+strconv.Itoa(i))
	}
	for _, each := range services {
		for _, key := range []string{"env_file", "label_file"} {
			for _, name := range filePaths(each.get(key), each.place(key)) {
				add(key, name.value, name.at)
			}
		}
		context, at := each.context()
		add("build.context", context, at)
	}
	for _, key := range []string{"secrets", "configs"} {
		for _, each := range r.model.get(key).entries(key) {
			add(key+".file", each.value.get("file"), each.at+"/file")
		}
	}
	return found
}

func (r *reader) readingFact(key string, v *value, at string) input.ComposeReading {
	made := input.ComposeReading{Key: key, Text: v.text, State: v.state, Remote: remote(v.text), At: at}
	switch {
	case made.Remote:
		made.Pinned = pinned(v.text)
	case v.state.Known():
		made.Outside = r.outside(v)
	}
	return made
}

// outside reports whether a path leads out of the project's folder.
func (r *reader) outside(v *value) bool {
	if path.IsAbs(v.text) || strings.HasPrefix(v.text, "~") || isPath(v.text) && strings.ContainsAny(v.text[:1], `\`) {
		return true
	}
	way := relativeTo(r.folder, path.Join(v.place.file.folder, v.text))
	return way == ".." || strings.HasPrefix(way, "../")
}
