package dockerfile

import (
	"path"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/command"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// downloadActs adds what a RUN downloads and whom it trusts, and what it does carelessly.
func (r *reader) downloadActs(script *shell.Script, site input.Site, place command.Placer) {
	known, acts := &r.current.downloaded, &r.facet.Acts
	known.Directory = r.directory()
	first := len(acts.Downloads)
	read := command.Script{Script: script, Variables: r.current.scope.shell, Site: site, Place: place}
	command.DownloadActs(acts, read, known)
	command.TrustActs(acts, read)
	command.HabitActs(acts, read)
	for n := first; n < len(acts.Downloads); n++ {
		if acts.Downloads[n].Quieter != "" && r.busyBox() {
			acts.Downloads[n].Quieter = "-q"
		}
	}
}

// directory is the one that instructions start in; "" where nobody can tell.
func (r *reader) directory() string {
	if workdir := r.current.Effective.Workdir; workdir != nil {
		return workdir.Path
	}
	return ""
}

// busyBox reports a stage whose base has no wget but BusyBox's, which knows no option but -q for less output:
// https://www.busybox.net/downloads/BusyBox.html.
func (r *reader) busyBox() bool {
	base := r.current.Stage
	for base.Parent != nil {
		base = r.stages[*base.Parent].Stage
	}
	return strings.Contains(base.Base.Text, "alpine") || strings.Contains(base.Base.Text, "busybox")
}

// variableActs adds what an ENV or ARG switches off.
func (r *reader) variableActs(by string, assigned input.Assignment) {
	if assigned.Value == nil || assigned.State == input.Unresolved {
		return
	}
	site := assigned.Site
	site.Comments = nil
	command.VariableActs(&r.facet.Acts, site, by, assigned.Name, *assigned.Value)
}

// downloaded notes what an ADD fetches.
func (r *reader) downloaded(made input.Copy, keyword string) {
	if keyword != "add" {
		return
	}
	known := &r.current.downloaded
	known.Directory = r.directory()
	for _, source := range made.Sources {
		if source.Kind != "url" && source.Kind != "git" {
			continue
		}
		found, ok := command.NewAddress(source.Text, source.At)
		if !ok {
			continue
		}
		site := made.Site
		site.Comments, site.At = nil, source.At
		r.facet.Acts.Downloads = append(r.facet.Acts.Downloads, input.Download{
			Site: site, Program: "ADD", Source: found.Host, Addresses: []input.Address{found}, Verified: made.Checksum != "",
		})
		if source.Kind == "url" && made.Checksum == "" {
			file := made.Destination.Text
			if made.Destination.Folder {
				file = path.Join(file, command.FileName(source.Text))
			}
			known.Add(len(r.facet.Acts.Downloads)-1, source.At, file)
		}
	}
}
