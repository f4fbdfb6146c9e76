package sources_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	inprocess "github.com/google/go-containerregistry/pkg/registry"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
	"github.com/seaworthy-policy/seaworthy/pkg/registry"
	"github.com/seaworthy-policy/seaworthy/pkg/server/sources"
)

const patience = 20 * time.Second

func content(t testing.TB, value string) *bundle.Bundle {
	t.Helper()
	built, err := bundle.BuildData(fmt.Appendf(nil, `{"value": %q}`, value))
	require.NoError(t, err)
	return built
}

// A reader remembers what it has been told, newest last.
type reader struct {
	mu   sync.Mutex
	told []string
}

func (r *reader) Publish(_ context.Context, b *bundle.Bundle) bool {
	r.tell(b.Revision())
	return true
}

func (r *reader) Fail(err error) { r.tell("broken: " + err.Error()) }

func (r *reader) tell(what string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.told = append(r.told, what)
}

func (r *reader) all() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]string{}, r.told...)
}

func (r *reader) last() string {
	all := r.all()
	if len(all) == 0 {
		return ""
	}
	return all[len(all)-1]
}

// follow follows a source until the test ends.
func follow(t *testing.T, source sources.Source[*bundle.Bundle]) *reader {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r, ended := &reader{}, make(chan struct{})
	go func() {
		sources.Follow(ctx, source, 2*time.Millisecond, r)
		close(ended)
	}()
	t.Cleanup(func() {
		cancel()
		<-ended
	})
	return r
}

func (r *reader) awaits(t *testing.T, want string) {
	t.Helper()
	require.Eventually(t, func() bool { return strings.HasPrefix(r.last(), want) }, patience, time.Millisecond, "%s comes after %s", want, r.all())
}

// put swaps a file at once.
func put(t *testing.T, name string, content []byte) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
	fresh := filepath.Join(t.TempDir(), "fresh")
	require.NoError(t, os.WriteFile(fresh, content, 0o600))
	require.NoError(t, os.Rename(fresh, name))
}

func TestAnArchiveIsFollowed(t *testing.T) {
	name := filepath.Join(t.TempDir(), "bundle.tar.gz")
	r := follow(t, sources.Archive{Path: name, Read: bundle.Read})
	r.awaits(t, "broken: look at bundle")
	one, two := content(t, "one"), content(t, "two")
	put(t, name, one.Bytes())
	r.awaits(t, one.Revision())
	put(t, name, two.Bytes()[:100])
	r.awaits(t, "broken: read "+name+": not a bundle that OPA loads")
	put(t, name, two.Bytes())
	r.awaits(t, two.Revision())
	require.NoError(t, os.Remove(name))
	r.awaits(t, "broken: look at bundle")
	require.Len(t, r.all(), 5, "each change is told once")
}

func TestAFolderIsBuiltWhenItChanges(t *testing.T) {
	folder := t.TempDir()
	var mu sync.Mutex
	built := 0
	build := func(context.Context) (*bundle.Bundle, error) {
		mu.Lock()
		defer mu.Unlock()
		built++
		text, err := os.ReadFile(filepath.Join(folder, "rules", "rule.rego"))
		if err != nil {
			return nil, err
		}
		if string(text) == "broken" {
			return nil, errors.New("does not compile")
		}
		return content(t, string(text)), nil
	}
	rule := filepath.Join(folder, "rules", "rule.rego")
	put(t, rule, []byte("one"))
	put(t, filepath.Join(folder, ".git", "index"), []byte("one"))
	r := follow(t, sources.Folder[*bundle.Bundle]{Path: folder, Build: build})
	r.awaits(t, content(t, "one").Revision())

	put(t, filepath.Join(folder, ".git", "index"), []byte("two"))
	time.Sleep(20 * time.Millisecond)
	require.Len(t, r.all(), 1, "hidden files are nothing of it")
	put(t, filepath.Join(folder, ".seaworthy.yaml"), []byte("profile: strict"))
	require.Eventually(t, func() bool { return len(r.all()) == 2 }, patience, time.Millisecond)

	put(t, rule, []byte("broken"))
	r.awaits(t, "broken: does not compile")
	mu.Lock()
	before := built
	mu.Unlock()
	time.Sleep(50 * time.Millisecond)
	mu.Lock()
	require.Equal(t, before, built, "what is broken is not built again and again")
	mu.Unlock()
	put(t, rule, []byte("two"))
	r.awaits(t, content(t, "two").Revision())
}

// A mounted ConfigMap is a folder of links through a link that is swapped.
func TestAMountedConfigMapIsFollowed(t *testing.T) {
	folder := t.TempDir()
	mount := func(version, text string) {
		put(t, filepath.Join(folder, ".."+version, "rule.rego"), []byte(text))
		require.NoError(t, os.Symlink(".."+version, filepath.Join(folder, "..tmp")))
		require.NoError(t, os.Rename(filepath.Join(folder, "..tmp"), filepath.Join(folder, "..data")))
	}
	mount("1", "one")
	require.NoError(t, os.Symlink("..data/rule.rego", filepath.Join(folder, "rule.rego")))
	r := follow(t, sources.Folder[*bundle.Bundle]{Path: folder, Build: func(context.Context) (*bundle.Bundle, error) {
		text, err := os.ReadFile(filepath.Join(folder, "rule.rego"))
		return content(t, string(text)), err
	}})
	r.awaits(t, content(t, "one").Revision())
	mount("2", "two")
	r.awaits(t, content(t, "two").Revision())
}

// shifting is content that changes while it is read, once.
type shifting struct {
	looks, loads int
	good         *bundle.Bundle
}

func (s *shifting) Look(context.Context) (string, error) {
	s.looks++
	return fmt.Sprint(min(s.looks, 2)), nil
}

func (s *shifting) Load(context.Context) (*bundle.Bundle, error) {
	s.loads++
	if s.loads == 1 {
		return nil, errors.New("half of one and half of the other")
	}
	return s.good, nil
}

func TestWhatChangesWhileItIsReadIsReadAgain(t *testing.T) {
	good := content(t, "whole")
	r := follow(t, &shifting{good: good})
	r.awaits(t, good.Revision())
	require.Equal(t, []string{good.Revision()}, r.all())
}

func TestATagIsFollowed(t *testing.T) {
	t.Setenv("DOCKER_CONFIG", t.TempDir())
	server := httptest.NewServer(inprocess.New(inprocess.Logger(log.New(io.Discard, "", 0))))
	defer server.Close()
	reference := strings.TrimPrefix(server.URL, "http://") + "/policies:v1"
	push := func(b *bundle.Bundle, layout bundle.Layout) {
		artefact, err := b.Artefact(layout)
		require.NoError(t, err)
		_, err = registry.Client{}.Push(t.Context(), reference, artefact)
		require.NoError(t, err)
	}
	r := follow(t, sources.Tag{Reference: reference, Read: bundle.Read})
	r.awaits(t, "broken: resolve "+reference)
	one, two := content(t, "one"), content(t, "two")
	push(one, bundle.OPA)
	r.awaits(t, one.Revision())
	push(two, bundle.OPA)
	r.awaits(t, two.Revision())
	push(one, bundle.Conftest)
	r.awaits(t, "broken: pull "+reference)
	push(one, bundle.OPA)
	r.awaits(t, one.Revision())
}

func TestWhatIsFollowedIsSigned(t *testing.T) {
	folder := t.TempDir()
	name, keyName := filepath.Join(folder, "bundle.tar.gz"), filepath.Join(folder, "key")
	secret := bytes.Repeat([]byte("secret"), 8)
	put(t, keyName, secret)
	key, err := sources.OpenKey(keyName, "release", "", "production", func(err error) { t.Log(err) })
	require.NoError(t, err)
	source := sources.Signed{Source: sources.Archive{Path: name, Read: bundle.Read}, Key: key}
	load := func(b *bundle.Bundle) *bundle.Bundle {
		put(t, name, b.Bytes())
		loaded, err := source.Load(t.Context())
		require.NoError(t, err)
		return loaded
	}
	trusted, err := bundle.ParseVerificationKey("release", secret)
	require.NoError(t, err)
	signed := load(content(t, "one"))
	_, _, err = bundle.Verify(signed.Bytes(), []bundle.VerificationKey{trusted}, "production")
	require.NoError(t, err)

	other, err := bundle.ParseSigningKey("other", bytes.Repeat([]byte("other"), 10), "")
	require.NoError(t, err)
	theirs, err := content(t, "two").Sign(other, "")
	require.NoError(t, err)
	require.Equal(t, theirs.Bytes(), load(theirs).Bytes(), "whoever has signed it vouches for it")

	before, err := source.Look(t.Context())
	require.NoError(t, err)
	put(t, keyName, bytes.Repeat([]byte("next"), 10))
	require.Eventually(t, func() bool {
		after, err := source.Look(t.Context())
		return err == nil && after != before
	}, patience, 50*time.Millisecond, "another key makes other content")
	_, err = sources.OpenKey(filepath.Join(folder, "nowhere"), "release", "", "", nil)
	require.ErrorIs(t, err, os.ErrNotExist)
}
