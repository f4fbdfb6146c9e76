package bundle

import (
	"archive/tar"
	"bytes"
	"cmp"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// sizeLimit is how many bytes a bundle may have when it is unpacked. All our rules have less than a hundredth of that.
const sizeLimit = 256 << 20

// ErrTooLarge is wrapped when a bundle is larger than any that is made on purpose.
var ErrTooLarge = errors.New("bundle too large")

// A file of an archive. Names are slash-separated and do not begin with a slash.
type file struct {
	name    string
	content []byte
}

// pack writes files as an archive that hangs on nothing but them: ordered by name, without times, owners and modes.
func pack(files []file) ([]byte, error) {
	var archive bytes.Buffer
	compressed, err := gzip.NewWriterLevel(&archive, gzip.DefaultCompression)
	if err != nil {
		return nil, err
	}
	writer := tar.NewWriter(compressed)
	ordered := slices.SortedFunc(slices.Values(files), func(a, b file) int { return cmp.Compare(a.name, b.name) })
	for _, f := range ordered {
		header := tar.Header{Typeflag: tar.TypeReg, Name: f.name, Size: int64(len(f.content)), Mode: 0o644}
		if err := writer.WriteHeader(&header); err != nil {
			return nil, fmt.Errorf("write %s: %w", f.name, err)
		}
		if _, err := writer.Write(f.content); err != nil {
			return nil, fmt.Errorf("write %s: %w", f.name, err)
		}
	}
	if err := errors.Join(writer.Close(), compressed.Close()); err != nil {
		return nil, err
	}
	return archive.Bytes(), nil
}

// unpack reads the files of an archive. It wraps ErrFormat and ErrTooLarge.
func unpack(archive []byte) ([]file, error) {
	expanded, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	limited := &io.LimitedReader{R: expanded, N: sizeLimit}
	reader := tar.NewReader(limited)
	var files []file
	seen := map[string]bool{}
	for {
		read, err := next(reader)
		switch {
		case limited.N <= 0:
			return nil, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, sizeLimit)
		case errors.Is(err, io.EOF):
			return files, nil
		case err != nil:
			return nil, fmt.Errorf("%w: %w", ErrFormat, err)
		case read.name == "":
			continue
		case seen[read.name]:
			return nil, fmt.Errorf("%w: two files %s", ErrFormat, read.name)
		}
		seen[read.name] = true
		files = append(files, read)
	}
}

// next reads the next file; one without a name stands for what is no file.
func next(reader *tar.Reader) (file, error) {
	header, err := reader.Next()
	if err != nil || header.Typeflag != tar.TypeReg {
		return file{}, err
	}
	name := strings.TrimPrefix(strings.TrimPrefix(header.Name, "./"), "/")
	if !fs.ValidPath(name) {
		return file{}, fmt.Errorf("the file name %q", header.Name)
	}
	content, err := io.ReadAll(reader)
	return file{name, content}, err
}
