package main

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

// TestOurOwnImageAndManifestsAreFitToShip judges what runs the server by the profile that forgives least.
func TestOurOwnImageAndManifestsAreFitToShip(t *testing.T) {
	var out, complaints bytes.Buffer
	code := run(t.Context(), []string{"test", "--profile", "strict", "-o", "json", "../../Dockerfile", "../../.dockerignore", "../../deploy"},
		nil, &out, &complaints, nil)
	require.Equal(t, exitClean, code, out.String()+complaints.String())
	var files []struct {
		Filename           string
		Successes          int
		Failures, Warnings []struct{ Metadata struct{ Rule string } }
		Errors             []struct{}
	}
	require.NoError(t, json.Unmarshal(out.Bytes(), &files))
	require.Len(t, files, 3)
	for _, file := range files {
		require.Positive(t, file.Successes, file.Filename)
		require.Empty(t, file.Failures, file.Filename)
		require.Empty(t, file.Errors, file.Filename)
		for _, warning := range file.Warnings {
			// Whoever builds the image knows the digests of the bases that they have tested.
			require.Equal(t, "Dockerfile reference/missing_digest", strings.TrimPrefix(file.Filename, "../../")+" "+warning.Metadata.Rule)
		}
	}
}

// TestTheManifestsStartTheServer holds the arguments of the container, and what is around it, against the program.
func TestTheManifestsStartTheServer(t *testing.T) {
	file, err := os.Open("../../deploy/seaworthy.yaml")
	require.NoError(t, err)
	defer file.Close()
	kinds := map[string]int{}
	for decoder := yaml.NewDecoder(file); ; {
		var object struct {
			Kind string
			Spec struct {
				Replicas int
				Template struct {
					Spec struct{ Containers []struct{ Args []string } }
				}
			}
		}
		if decoder.Decode(&object) != nil {
			break
		}
		kinds[object.Kind]++
		if object.Kind != "Deployment" {
			continue
		}
		require.Equal(t, 2, object.Spec.Replicas)
		command := newServeCommand(console{})
		arguments := object.Spec.Template.Spec.Containers[0].Args
		require.Equal(t, "serve", arguments[0])
		require.NoError(t, command.ParseFlags(arguments[1:]))
	}
	for _, kind := range []string{"Deployment", "Service", "PodDisruptionBudget", "HorizontalPodAutoscaler", "NetworkPolicy", "ServiceAccount"} {
		require.Equal(t, 1, kinds[kind], kind)
	}
}
