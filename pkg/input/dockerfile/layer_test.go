package dockerfile_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerfile"
)

func TestOpenModes(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string // program, mode and what it opens
	}{
		{name: "write permission for others", text: "RUN chmod 777 /a", want: []string{"chmod 777 world"}},
		{name: "through a folder", text: "RUN chmod -R 0666 /a", want: []string{"chmod 0666 world"}},
		{name: "in symbols", text: "RUN chmod o+w /a && chmod a+rwX /b && chmod ugo=rw /c", want: []string{"chmod o+w world", "chmod a+rwX world", "chmod ugo=rw world"}},
		{name: "the umask holds back what names nobody", text: "RUN chmod +w /a"},
		{name: "the sticky bit makes it a shared folder", text: "RUN chmod 1777 /a && chmod a+rwxt /b"},
		{name: "given and taken", text: "RUN chmod a+w,o-w /a"},
		{name: "taken from others", text: "RUN chmod o-w /a && chmod -w /b"},
		{name: "a sober mode", text: "RUN chmod 755 /a && chmod +x /b && chmod u+rwx,g=u /c"},
		{name: "a device is not in the layer", text: "RUN chmod 666 /dev/null"},
		{name: "behind sudo and sh -c", text: "RUN sudo sh -c 'chmod 777 /a'", want: []string{"chmod 777 world"}},
		{name: "a known variable", text: "ARG MODE=777\nRUN chmod $MODE /a", want: []string{"chmod 777 world"}},
		{name: "an unknown one", text: "RUN chmod $MODE /a"},
		{name: "install and mkdir", text: "RUN install -m 777 a /b && mkdir -m 0777 /c", want: []string{"install 777 world", "mkdir 0777 world"}},
		{name: "COPY and ADD", text: "COPY --chmod=777 a /b\nADD --chmod=o+w a /b", want: []string{"COPY 777 world", "ADD o+w world"}},
		{name: "the owner's rights", text: "RUN chmod u+s /a && chmod 4755 /b", want: []string{"chmod u+s user", "chmod 4755 user"}},
		{name: "the group's rights", text: "RUN chmod g+s /a && chmod 2755 /b", want: []string{"chmod g+s group", "chmod 2755 group"}},
		{name: "both", text: "RUN chmod +s /a", want: []string{"chmod +s user group"}},
		{name: "taken away", text: "RUN chmod u-s,g-s /a && find / -perm /6000 -exec chmod a-s {} +"},
		{name: "a folder only passes its group on", text: "WORKDIR /w\nRUN mkdir /a && chmod g+s /a /w /b/ && mkdir -m 2775 /c && find / -type d -exec chmod g+s {} +"},
		{name: "a folder of an earlier RUN", text: "RUN mkdir -p /a/{b,c}\nRUN chmod 2775 /a/b"},
		{name: "files are found among folders", text: "RUN find / -type f -exec chmod g+s {} +", want: []string{"chmod g+s group"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var found []string
			for _, act := range read(t, "FROM a\n"+test.text+"\n", dockerfile.Options{}).Dockerfile.Acts.OpenModes {
				said := act.Program + " " + act.Mode
				if act.WorldWritable {
					said += " world"
				}
				if act.SetUser {
					said += " user"
				}
				if act.SetGroup {
					said += " group"
				}
				found = append(found, said)
			}
			require.Equal(t, test.want, found)
		})
	}
}

func TestLateRemovals(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string // the operand, the file and what put it there
	}{
		{name: "a file that was copied", text: "COPY key /tmp/key\nRUN rm /tmp/key", want: []string{"/tmp/key /tmp/key COPY"}},
		{name: "into a folder", text: "COPY key /tmp/\nRUN rm -f /tmp/key", want: []string{"/tmp/key /tmp/key COPY"}},
		{name: "with all that is in the folder", text: "ADD https://example.com/a.zip?x=1 /tmp/\nRUN rm -rf /tmp/*", want: []string{"/tmp/* /tmp/a.zip ADD"}},
		{name: "by a pattern", text: "COPY a.deb /tmp/\nRUN rm /tmp/*.deb", want: []string{"/tmp/*.deb /tmp/a.deb COPY"}},
		{name: "relative to the working directory", text: "WORKDIR /app\nCOPY key .\nRUN cd sub && rm ../key", want: []string{"../key /app/key COPY"}},
		{name: "what a subshell changes ends with it", text: "WORKDIR /app\nCOPY key .\nRUN (cd /tmp && true); rm key", want: []string{"key /app/key COPY"}},
		{name: "a download", text: "RUN curl -fsSLo /tmp/a https://example.com/a\nRUN rm /tmp/a", want: []string{"/tmp/a /tmp/a curl"}},
		{name: "a download under its own name", text: "WORKDIR /w\nRUN wget -q https://example.com/a.tgz\nRUN rm -r /w/a.tgz", want: []string{"/w/a.tgz /w/a.tgz wget"}},
		{name: "a repository", text: "RUN git clone https://example.com/a.git /src\nRUN make -C /src && rm -rf /src", want: []string{"/src /src git"}},
		{name: "a file of the stage that this one goes on from", text: "COPY key /key\nFROM x\nRUN rm /key", want: []string{"/key /key COPY"}},
		{name: "once for each file", text: "COPY key /key\nRUN rm /key\nRUN rm /key", want: []string{"/key /key COPY"}},
		{name: "in the RUN that makes it", text: "RUN curl -o /tmp/a https://example.com/a && rm /tmp/a\nRUN rm -f /tmp/a"},
		{name: "moved away in the RUN that makes it", text: "RUN curl -o /tmp/a https://example.com/a && mv /tmp/a /usr/bin/\nRUN rm -f /tmp/a"},
		{name: "a mounted file", text: "RUN --mount=type=cache,target=/tmp curl -o /tmp/a https://example.com/a\nRUN rm -f /tmp/a"},
		{name: "a mount over the folder", text: "COPY key /tmp/key\nRUN --mount=type=tmpfs,target=/tmp rm -rf /tmp/*"},
		{name: "another file", text: "COPY key /tmp/key\nRUN rm /tmp/keys /key"},
		{name: "a part of a folder that may hold it or not", text: "COPY . /app\nRUN rm -rf /app/node_modules"},
		{name: "a path that nobody knows", text: "COPY key $DIR/key\nRUN rm $DIR/key"},
		{name: "an archive that ADD has unpacked", text: "ADD a.tar /tmp/\nRUN rm -f /tmp/a.tar"},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := "FROM a AS x\n" + test.text + "\n"
			document := read(t, text, dockerfile.Options{})
			var found []string
			for _, act := range document.Dockerfile.Acts.LateRemovals {
				require.Equal(t, act.Path, textAt(text, document, act.At))
				require.NotEmpty(t, document.Locator.Locate(act.At).Because)
				found = append(found, strings.Join([]string{act.Path, act.File, act.By}, " "))
			}
			require.Equal(t, test.want, found)
		})
	}
}

func TestLateUnpackings(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string // the text of the source, and the program
	}{
		{name: "a copied archive", text: "COPY a.tar.gz /tmp/\nRUN tar xzf /tmp/a.tar.gz", want: []string{"a.tar.gz tar"}},
		{name: "under another name", text: "COPY vendor.tgz /x.tgz\nRUN tar --extract --file=/x.tgz", want: []string{"vendor.tgz tar"}},
		{name: "by a pattern", text: "COPY *.zip /tmp/\nRUN unzip /tmp/app-1.2.zip", want: []string{"*.zip unzip"}},
		{name: "a folder whose name has no slash", text: "COPY d/a.tar /usr/src\nRUN tar -xf /usr/src/a.tar", want: []string{"d/a.tar tar"}},
		{name: "by redirection", text: "COPY a.sql.gz /\nRUN gunzip < /a.sql.gz > /a.sql", want: []string{"a.sql.gz gunzip"}},
		{name: "an address that ADD does not unpack", text: "ADD https://example.com/a.txz /tmp/\nRUN tar -xJf /tmp/a.txz", want: []string{"https://example.com/a.txz tar"}},
		{name: "paths of Windows", text: "COPY dist\\\\a.zip \"C:\\\\Temp\\\\\"\nRUN unzip \"C:\\\\Temp\\\\a.zip\"", want: []string{`dist\\a.zip unzip`}},
		{name: "ADD unpacks by itself", text: "ADD a.tar.gz /tmp/\nRUN tar xf /tmp/a.tar.gz"},
		{name: "packing is not unpacking", text: "COPY a.tar /tmp/\nRUN tar -cf /tmp/a.tar /etc && gzip /tmp/a.tar"},
		{name: "another archive", text: "COPY a.tar /tmp/\nRUN tar xf /tmp/b.tar"},
		{name: "a mounted archive", text: "RUN --mount=type=bind,source=a.tar,target=/a.tar tar xf /a.tar"},
		{name: "another stage", text: "COPY a.tar /tmp/\nFROM b\nRUN tar xf /tmp/a.tar"},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := "FROM a\n" + test.text + "\n"
			document := read(t, text, dockerfile.Options{})
			var found []string
			for _, act := range document.Dockerfile.Acts.LateUnpackings {
				found = append(found, textAt(text, document, act.At)+" "+act.Program)
			}
			require.Equal(t, test.want, found)
		})
	}
}

func TestRecursiveChanges(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string // the command's text, and the folder
	}{
		{name: "of copied files", text: "COPY . /app\nRUN useradd app && chown -R app /app", want: []string{"chown -R app /app: /app"}},
		{name: "of a folder around them", text: "COPY a /srv/app/a\nRUN apt-get update && chmod -R g+w /srv", want: []string{"chmod -R g+w /srv: /srv"}},
		{name: "of a part of them", text: "COPY . /app\nRUN true && chmod -R +x /app/bin", want: []string{"chmod -R +x /app/bin: /app/bin"}},
		{name: "in a RUN that does nothing else", text: "RUN npm ci\nRUN chown -R node /app", want: []string{"chown -R node /app: /app"}},
		{name: "of the working directory", text: "WORKDIR /app\nCOPY . .\nRUN chgrp --recursive 0 .", want: []string{"chgrp --recursive 0 .: ."}},
		{name: "a folder that is changed twice is stored once", text: "COPY . /app\nRUN chown -R app /app && chmod -R 755 /app", want: []string{"chown -R app /app: /app"}},
		{name: "a folder that the same RUN makes", text: "COPY . /app\nRUN mkdir -p /app/data && chown -R app /app/data"},
		{name: "an empty folder", text: "RUN mkdir /data\nRUN chown -R app /data"},
		{name: "a folder that a RUN may have filled", text: "RUN mkdir /data\nRUN npm ci\nRUN chown -R app /data", want: []string{"chown -R app /data: /data"}},
		{name: "files of the same RUN", text: "RUN npm ci && chown -R node /app"},
		{name: "one file", text: "COPY a /a\nRUN chown app /a"},
		{name: "a mounted folder", text: "COPY . /app\nRUN --mount=type=cache,target=/cache chown -R app /cache"},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := "FROM a\n" + test.text + "\n"
			document := read(t, text, dockerfile.Options{})
			var found []string
			for _, act := range document.Dockerfile.Acts.RecursiveChanges {
				found = append(found, fmt.Sprintf("%s: %s", textAt(text, document, act.At), act.Path))
			}
			require.Equal(t, test.want, found)
		})
	}
}
