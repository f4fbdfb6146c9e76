package dockerfile

import (
	"maps"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/command"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// packages is what is known of a stage's package managers while its instructions are read.
type packages struct {
	settings command.Settings
	// copied tells that the whole build context is in the stage.
	copied bool
	// installed are the programs that have installed what their manifest lists.
	installed map[string]bool
}

func (p packages) clone() packages {
	p.installed = maps.Clone(p.installed)
	return p
}

// packageActs adds what a RUN does with packages.
func (r *reader) packageActs(script *shell.Script, made input.Run, place command.Placer) {
	known := &r.current.packages
	first := len(r.facet.Acts.Installs)
	command.PackageActs(&r.facet.Acts, command.Script{
		Script: script, Variables: r.current.scope.shell, Mounts: made.Mounts, Settings: known.settings, Site: made.Site, Place: place,
	})
	known.settings = known.settings.After(script.Commands)
	for n := first; n < len(r.facet.Acts.Installs); n++ {
		install := &r.facet.Acts.Installs[n]
		if !install.Manifest {
			continue
		}
		install.AfterSources = known.copied && !known.installed[install.Program]
		if known.installed == nil {
			known.installed = map[string]bool{}
		}
		known.installed[install.Program] = true
	}
}

// packagesCopied notes what a COPY or ADD means to package managers: sources, and keys for apt.
func (r *reader) packagesCopied(made input.Copy, keyword string) {
	for _, source := range made.Sources {
		if source.Kind == "context" && made.From == "" {
			r.current.packages.copied = true
		}
	}
	if command.IsGlobalKey(made.Destination.Text) {
		site := made.Site
		site.Comments = nil
		r.facet.Acts.TrustedKeys = append(r.facet.Acts.TrustedKeys, input.TrustedKey{Site: site, By: keyword, Path: made.Destination.Text})
	}
}
