package conftest

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/pelletier/go-toml/v2"
)

const (
	// SettingsFile is where conftest looks for settings, in the working directory.
	SettingsFile = "conftest.toml"
	// VariablePrefix is what the environment variables begin with that set flags: CONFTEST_NO_FAIL.
	VariablePrefix = "CONFTEST_"
)

// ErrSettings is wrapped for settings that can't be read.
var ErrSettings = errors.New("invalid settings")

// Settings are values by the names of conftest's flags. Those that may have several have them in order.
type Settings map[string][]string

// ReadSettings reads a file such as conftest.toml (https://www.conftest.dev/options/#configuration). The error wraps
// fs.ErrNotExist where it is not there, else ErrSettings.
func ReadSettings(path string) (Settings, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w", path, fs.ErrNotExist)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSettings, err)
	}
	var read map[string]any
	if err := toml.Unmarshal(text, &read); err != nil {
		return nil, fmt.Errorf("%w: %s%s: %w", ErrSettings, path, lineOf(err), err)
	}
	settings := Settings{}
	for name, value := range read {
		list, isList := value.([]any)
		if !isList {
			list = []any{value}
		}
		for _, element := range list {
			switch element.(type) {
			case string, bool, int64:
				settings[name] = append(settings[name], fmt.Sprint(element))
			default:
				return nil, fmt.Errorf("%w: %s: %s is neither a text nor a list of texts", ErrSettings, path, name)
			}
		}
	}
	return settings, nil
}

func lineOf(err error) string {
	var mistake *toml.DecodeError
	if !errors.As(err, &mistake) {
		return ""
	}
	line, column := mistake.Position()
	return fmt.Sprintf(":%d:%d", line, column)
}
