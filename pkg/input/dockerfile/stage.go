package dockerfile

import (
	"fmt"
	"maps"
	"regexp"
	"strconv"
	"strings"

	distribution "github.com/distribution/reference"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/command"
	"github.com/seaworthy-policy/seaworthy/pkg/reference"
)

// A stage is what is known of a build stage while its instructions are read.
type stage struct {
	input.Stage
	scope *scope
	// fragment tells that no FROM began it.
	fragment bool
	// keepsArchives tells that apt's archives stay in the image: see command.KeepsArchives.
	keepsArchives bool
	packages      packages
	downloaded    command.Downloaded
	supplies      supplies
	// startsAnew tells that the stage has a CMD of its own.
	startsAnew bool
	layers     command.Layers
}

// from begins a stage.
func (r *reader) from(i instruction) {
	parsed, _ := i.parsed.(*instructions.Stage)
	words := splitWords(i.text.string, i.arguments, r.escape)
	if parsed == nil || len(words) == 0 {
		return
	}
	base := r.baseName(words[0].text)
	s := r.begin(i, parsed.Name)
	s.Base = input.Base{Text: base.text, State: base.state, At: i.site.At + "/base"}
	r.mark(s.Base.At, i, words[0].start, words[0].end, base.origins)
	r.stageName(s, i, words)
	r.platform(s, i, parsed.Platform)
	s.Base.BrokenDefault = r.brokenDefault(words[0].text)
	s.Windows = standsOnWindows(s.Base)
	r.undeclaredBase(i, s, append(r.flagWords(i, "--platform="), words[0])...)
	r.asCasing(i, words)
	parent := r.findStage(base.text)
	r.maybeUsed(base, s)
	switch {
	case parent != nil && parent != s:
		s.Base.Kind = "stage"
		s.Parent = &parent.Index
		parent.UsedBy = appendOnce(parent.UsedBy, s.Index)
		parent.use(words[0].text, s.Base.At)
	case strings.EqualFold(base.text, "scratch"):
		s.Base.Kind = "scratch"
	case base.state == input.Unresolved && strings.HasPrefix(base.text, "$"):
		s.Base.Kind = "unknown"
		r.image(base.text, base.state, "base", s.Base.At, false)
	default:
		s.Base.Kind = "image"
		s.Base.Names = imageNames(base.text)
		r.image(base.text, base.state, "base", s.Base.At, false)
	}
}

// gap is what scripts fill in before a build: %%VERSION%%. It stands for a variable that nobody knows.
var gap = regexp.MustCompile(`%%([A-Za-z_][A-Za-z0-9_]*)%%`)

// baseName substitutes variables in what FROM names. An ARG without a value, or that nobody declares, is empty in a plain
// build: where that gives a usable name, `alpine$TAG`, it is the name; where it does not, `alpine:$TAG`, the build has to
// be told.
func (r *reader) baseName(raw string) value {
	if gap.MatchString(raw) {
		return value{text: gap.ReplaceAllString(raw, "$${$1}"), state: input.Unresolved}
	}
	plain := r.global.withEmptyArguments().expand(raw, r.escape)
	parsed, err := reference.Parse(plain.text)
	usable := err == nil && plain.state != input.Unresolved && (parsed.Digest == "" || parsed.DigestValid)
	if usable || plain.state == input.Literal {
		return plain
	}
	return r.global.withUnknownNames().expand(raw, r.escape)
}

// beginFragment begins the stage of instructions that stand before any FROM: a piece of a Dockerfile on a base that
// nobody knows.
func (r *reader) beginFragment(i instruction) {
	s := r.begin(i, "")
	s.fragment = true
	s.Base = input.Base{Kind: "unknown", State: input.Unresolved, At: i.site.At}
}

func (r *reader) begin(i instruction, name string) *stage {
	s := &stage{scope: newScope(), Stage: input.Stage{Index: len(r.stages), Name: strings.ToLower(name), At: i.site.At}}
	s.NameTaken = r.findStage(s.Name) != nil
	r.stages = append(r.stages, s)
	return s
}

// findStage returns the stage of a name that is defined so far.
func (r *reader) findStage(name string) *stage {
	for n := len(r.stages) - 1; n >= 0; n-- {
		if r.stages[n].Name != "" && r.stages[n].Name == strings.ToLower(name) {
			return r.stages[n]
		}
	}
	return nil
}

// findSource returns the stage that COPY --from or a mount names, by name or by number.
func (r *reader) findSource(name string) *stage {
	if found := r.findStage(name); found != nil {
		return found
	}
	if n, err := strconv.Atoi(name); err == nil && n >= 0 && n < len(r.stages) {
		return r.stages[n]
	}
	return nil
}

// inherit takes over what the parent has when it ends, ARGs included:
// https://docs.docker.com/build/building/variables/#scoping.
func (s *stage) inherit(parent *stage) {
	s.Windows = s.Windows || parent.Windows
	s.Effective = parent.Effective
	s.Effective.Environment = maps.Clone(parent.Effective.Environment)
	s.Effective.Labels = maps.Clone(parent.Effective.Labels)
	s.supplies = parent.supplies.clone()
	s.keepsArchives = parent.keepsArchives
	s.packages = parent.packages.clone()
	s.downloaded = parent.downloaded.Clone()
	s.layers = parent.layers.Clone()
	maps.Copy(s.scope.variables, parent.scope.variables)
}

func appendOnce(list []int, n int) []int {
	for _, known := range list {
		if known == n {
			return list
		}
	}
	return append(list, n)
}

// image records that the file names an image.
func (r *reader) image(text string, state input.State, role, at string, shipped bool) {
	if text == "" {
		return
	}
	// The error says why no registry would accept the text; what can be told stands in the reference all the same.
	parsed, _ := reference.Parse(text)
	r.images = append(r.images, input.ImageReference{
		Reference: parsed, Role: role, State: state, Shipped: shipped, At: at,
	})
}

// imageNames returns the spellings of an image without its digest, as written and in full.
func imageNames(text string) []string {
	named, err := distribution.ParseNormalizedNamed(text)
	if err != nil {
		return []string{text}
	}
	short, full := distribution.FamiliarName(named), named.Name()
	if tagged, ok := named.(distribution.Tagged); ok {
		short, full = short+":"+tagged.Tag(), full+":"+tagged.Tag()
	}
	if short == full {
		return []string{full}
	}
	return []string{short, full}
}

// document returns what was read.
func (r *reader) document() *input.Document {
	for _, s := range r.stages {
		r.facet.Stages = append(r.facet.Stages, s.Stage)
	}
	document := &input.Document{
		Kind: "dockerfile", File: r.file.Path, Dockerfile: &r.facet, Locator: r.places, Scripts: r.scripts,
	}
	r.noteRest()
	document.Secret, document.Mask = r.secrets.facet(), &r.secrets.mask
	if len(r.images) > 0 {
		document.Reference = &input.References{Images: r.images}
	}
	return document
}

// ship marks the target and the stages it is built from, and gives all stages their titles.
func (r *reader) ship() {
	if len(r.stages) == 0 {
		r.problems = append(r.problems, input.Problem{
			Message: "dockerfile contains no stages to build", Span: lineSpan(r.lines, 1, 1),
		})
		return
	}
	target := r.target()
	target.Target = true
	for s := target; s != nil; s = r.parent(s) {
		s.Shipped = true
	}
	for _, s := range r.stages {
		s.Title = r.title(s)
		for n := range r.images {
			if r.images[n].At == s.Base.At {
				r.images[n].Shipped = s.Shipped
			}
		}
	}
}

func (r *reader) target() *stage {
	last := r.stages[len(r.stages)-1]
	if r.options.Target == "" {
		return last
	}
	if found := r.findSource(r.options.Target); found != nil {
		return found
	}
	r.problems = append(r.problems, input.Problem{
		Message: fmt.Sprintf("target stage %q could not be found", r.options.Target), Span: lineSpan(r.lines, 1, 1),
	})
	return last
}

func (r *reader) parent(s *stage) *stage {
	if s.Parent == nil {
		return nil
	}
	return r.stages[*s.Parent]
}

func (r *reader) title(s *stage) string {
	switch {
	case s.Name != "":
		return fmt.Sprintf("stage %q", s.Name)
	case len(r.stages) == 1:
		return "the image"
	case s.Index == len(r.stages)-1:
		return "the final stage"
	}
	return fmt.Sprintf("stage %d", s.Index)
}
