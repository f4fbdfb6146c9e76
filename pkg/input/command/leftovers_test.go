package command_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/command"
)

func TestAptLists(t *testing.T) {
	cache := func(target string) []input.Mount { return []input.Mount{{Type: "cache", Target: target}} }
	for _, test := range []struct {
		name, script string
		mounts       []input.Mount
		left         bool
	}{
		{name: "an update leaves lists", script: "apt-get update", left: true},
		{name: "by apt as well", script: "apt update && apt install -y a", left: true},
		{name: "and by aptitude", script: "aptitude update", left: true},
		{name: "no update leaves none", script: "apt-get install -y a"},
		{name: "the lists are removed", script: "apt-get update && apt-get install -y a && rm -rf /var/lib/apt/lists/*"},
		{name: "with the folder", script: "apt-get update; rm -rf /var/lib/apt/lists/"},
		{name: "with a folder around it", script: "apt-get update; rm -rf /var/lib/apt"},
		{name: "among others", script: "apt-get update; rm -rf /tmp/* /var/{cache,lib}/apt/lists/* /x"},
		{name: "one of two is removed", script: "apt-get update; rm /var/lib/apt/lists/lock", left: true},
		{name: "another folder with the same beginning", script: "apt-get update; rm -rf /var/lib/apt/lists-old", left: true},
		{name: "another tool's folder", script: "apt-get update; rm -rf /var/lib/dpkg", left: true},
		{name: "they are removed too early", script: "rm -rf /var/lib/apt/lists/*; apt-get update", left: true},
		{name: "and fetched once more", script: "apt-get update; rm -rf /var/lib/apt/lists/*; apt-get update", left: true},
		{name: "from within the folder", script: "apt-get update; cd /var/lib/apt && rm -rf lists/*"},
		{name: "from within, step by step", script: "apt-get update; cd /var/lib; cd apt/lists; rm -rf *"},
		{name: "from a folder that nobody knows", script: "apt-get update; rm -rf lists/*", left: true},
		{name: "find deletes them", script: "apt-get update; find /var/lib/apt/lists -type f -delete"},
		{name: "find hands them to rm", script: "apt-get update; find /var/lib/apt/lists -type f -exec rm {} +"},
		{name: "find only prints them", script: "apt-get update; find /var/lib/apt/lists -type f", left: true},
		{name: "apt cleans up", script: "apt-get update; apt-get distclean"},
		{name: "clean does not remove lists", script: "apt-get update; apt-get clean", left: true},
		{name: "a cache is mounted there", script: "apt-get update", mounts: cache("/var/lib/apt/lists")},
		{name: "a cache is mounted around it", script: "apt-get update", mounts: cache("/var/lib/apt/")},
		{name: "a cache is mounted elsewhere", script: "apt-get update", mounts: cache("/var/cache/apt"), left: true},
		{name: "a secret is no place to write", script: "apt-get update", mounts: []input.Mount{{Type: "secret", Target: "/var/lib/apt"}}, left: true},
		{name: "memory is mounted there", script: "apt-get update", mounts: []input.Mount{{Type: "tmpfs", Target: "/var/lib/apt/lists"}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			placed := newLedger()
			left := command.Leftovers(parse(test.script), test.mounts, false, site.At, placed.placer(test.script))
			require.Nil(t, left.AptArchives)
			require.Equal(t, test.left, left.AptLists != nil)
			if test.left {
				require.Equal(t, "/var/lib/apt/lists", left.AptLists.Path)
				require.Equal(t, left.AptLists.Command, placed.text[left.AptLists.At])
			}
		})
	}
}

func TestHostileScriptsCostLittle(t *testing.T) {
	for _, test := range []struct{ name, script string }{
		{name: "braces that double forty times", script: "rm -rf " + strings.Repeat("{a,b}", 40)},
		{name: "long lists in braces", script: "rm -rf " + strings.Repeat("{"+strings.Repeat("a,", 200)+"}", 6)},
		{name: "a hundred thousand braces", script: "rm -rf " + strings.Repeat("{a,b}", 100_000)},
		{name: "ever deeper folders", script: strings.Repeat("cd a\n", 10_000) + "rm -rf b"},
		{name: "a pattern of patterns", script: "rm -rf /" + strings.Repeat("*/./", 100_000)},
	} {
		t.Run(test.name, func(t *testing.T) {
			script := "apt-get update\n" + test.script
			commands := parse(script)
			started := time.Now()
			left := command.Leftovers(commands, nil, false, site.At, newLedger().placer(script))
			require.Less(t, time.Since(started), 2*time.Second)
			require.NotNil(t, left.AptLists)
		})
	}
}

func TestAptArchives(t *testing.T) {
	const install = "apt-get install -y a"
	for _, test := range []struct {
		name, script string
		keeps        bool // an earlier instruction switched the image's own cleaning off
		mounts       []input.Mount
		left         bool
	}{
		{name: "the image cleans by itself", script: install},
		{name: "unless that was switched off before", script: install, keeps: true, left: true},
		{name: "or is switched off here", script: "rm -f /etc/apt/apt.conf.d/docker-clean; " + install, left: true},
		{name: "nothing is installed", script: "apt-get update", keeps: true},
		{name: "apt cleans up", script: install + " && apt-get clean", keeps: true},
		{name: "the archives are removed", script: install + " && rm -rf /var/cache/apt/archives/*.deb /var/cache/apt/*", keeps: true},
		{name: "a cache is mounted", script: install, keeps: true, mounts: []input.Mount{{Type: "cache", Target: "/var/cache/apt"}}},
		{name: "they are removed too early", script: "apt-get clean; " + install, keeps: true, left: true},
	} {
		t.Run(test.name, func(t *testing.T) {
			placed := newLedger()
			left := command.Leftovers(parse(test.script), test.mounts, test.keeps, site.At, placed.placer(test.script))
			require.Equal(t, test.left, left.AptArchives != nil)
			if test.left {
				require.Equal(t, input.Leftover{Path: "/var/cache/apt/archives", Command: "apt-get install", At: left.AptArchives.At}, *left.AptArchives)
				require.Equal(t, install, placed.text[left.AptArchives.At])
			}
		})
	}
}

func TestKeepsArchives(t *testing.T) {
	require.True(t, command.KeepsArchives(parse("rm -f /etc/apt/apt.conf.d/docker-clean")))
	require.False(t, command.KeepsArchives(parse("apt-get clean; rm -rf /var/cache/apt")))
	require.False(t, command.KeepsArchives(nil))
}
