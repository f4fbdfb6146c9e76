package source

import (
	"os"
	"path"
	"path/filepath"
	"strings"
)

const gitFolder = ".git"

// repositoryTop finds the folder with .git at or above a folder. In a worktree or a submodule .git is a file, which counts too.
func repositoryTop(folder string) (string, bool) {
	for {
		if _, err := os.Lstat(filepath.Join(folder, gitFolder)); err == nil {
			return folder, true
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return "", false
		}
		folder = parent
	}
}

// excludeFile names the file of a repository's private ignore patterns, and tells whether the folder is the top of a repository.
func excludeFile(folder string) (string, bool) {
	git := path.Join(folder, gitFolder)
	info, err := os.Lstat(git)
	if err != nil {
		return "", false
	}
	if !info.IsDir() {
		git = commonFolder(folder, git)
	}
	return path.Join(git, "info", "exclude"), true
}

// commonFolder follows the .git file of a worktree or a submodule to the folder that holds the repository's own files.
// Format: https://git-scm.com/docs/gitrepository-layout.
func commonFolder(folder, pointer string) string {
	private := below(folder, strings.TrimPrefix(firstLine(pointer), "gitdir: "))
	if common := firstLine(path.Join(private, "commondir")); common != "" {
		return below(private, common)
	}
	return private
}

func below(folder, name string) string {
	if filepath.IsAbs(name) {
		return filepath.ToSlash(name)
	}
	return path.Join(folder, filepath.ToSlash(name))
}

// firstLine gives the first line of a small file, empty where there is none to read.
func firstLine(name string) string {
	file, err := Read(name)
	if err != nil {
		return ""
	}
	line, _, _ := strings.Cut(string(file.Content), "\n")
	return strings.TrimSuffix(line, "\r")
}
