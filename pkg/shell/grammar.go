package shell

// grammar is what must be known of a tool to read its command line. Lists are written as words.
type grammar struct {
	// values are flags whose value is the next word, when it does not hang on the flag itself.
	values string
	// attached are letters that take a value only when it hangs on them: sed -i.bak.
	attached string
	// whole are flags of one dash that are not clusters: wget -nv.
	whole string
	// last are flags behind which nothing is a flag any more: python -m.
	last string
	// runs are flags whose value is a command, up to a ; or a +.
	runs string
	// letters, when given, are all the letters there are: any other word with a dash is an operand (chmod -x).
	letters string
	// verbs: the first operand is a sub-command.
	verbs bool
	// stops: flags end at the first operand, since what follows is for somebody else.
	stops bool
	// long: flags of one dash are words, not clusters.
	long bool
	// plus: flags may begin with + as well.
	plus bool
	// oldStyle: the first word may be flags without a dash.
	oldStyle bool
}

func grammarOf(tool string) grammar {
	if w, ok := wrappers[tool]; ok {
		return grammar{values: w.values, attached: w.attached, stops: w.script == "", long: w.long}
	}
	return grammars[tool]
}

const (
	aptValues    = "-o -c -t -a --option --config-file --target-release --default-release --host-architecture --with-source"
	rpmToolFlags = "-c -d -e -x -R --config --disablerepo --enablerepo --repo --repoid --exclude --excludepkgs --installroot " +
		"--releasever --setopt --downloaddir --destdir --color --forcearch --comment --debuglevel --errorlevel " +
		"--disableplugin --enableplugin --advisory --advisories --bz --cve --sec-severity --repofrompath --randomwait --rpmverbosity"
	pipValues = "-r -c -e -t -i -f -d -w -C -b --requirement --constraint --editable --target --index-url --extra-index-url " +
		"--find-links --platform --python-version --implementation --abi --root --prefix --src --upgrade-strategy " +
		"--config-settings --global-option --install-option --no-binary --only-binary --progress-bar --report --proxy --retries " +
		"--timeout --exists-action --trusted-host --cert --client-cert --cache-dir --log --python --dest --wheel-dir " +
		"--build --use-feature --use-deprecated --keyring-provider --root-user-action --format --path --group --resume-retries"
	condaValues = "-n -p -c -f --name --prefix --channel --file --override-channels-file --solver --experimental-solver " +
		"--repodata-fn --subdir --platform --revision --cwd --clone --retry-clean-cache --root-prefix -r --rc-file --log-level " +
		"--channel-priority --env --append --prepend --set --remove-key --default-threads"
	npmValues = "-w -C --workspace --prefix --registry --cache --userconfig --globalconfig --omit --include --only --location --tag --access " +
		"--loglevel --otp --cwd --dir --network-timeout --network-concurrency --modules-folder --cache-folder --mutex --filter -F " +
		"--store-dir --reporter --install-strategy --before --script-shell --fetch-retries --fetch-timeout --maxsockets " +
		"--fetch-retry-mintimeout --fetch-retry-maxtimeout --node-options --target --depth --https-proxy --proxy --cafile --backend"
	goValues = "-C -o -p -mod -modfile -overlay -pgo -pkgdir -tags -toolexec -asmflags -buildmode -buildvcs -compiler -gccgoflags " +
		"-gcflags -installsuffix -ldflags -covermode -coverpkg -coverprofile -run -bench -benchtime -count -cpu -timeout -parallel " +
		"-exec -f -reuse -vettool -w -u -fuzz -fuzztime -shuffle -skip -list -outputdir -memprofile -cpuprofile -go -toolchain"
	containerValues = "-H -l -c --host --log-level --context --config --tlscacert --tlscert --tlskey --namespace --address --root " +
		"--runroot --connection --url --storage-driver --storage-opt --cgroup-manager --runtime --identity"
	containerRunValues = "-a -c -e -h -l -m -p -u -v -w --add-host --annotation --attach --blkio-weight --blkio-weight-device --cap-add " +
		"--cap-drop --cgroup-parent --cgroupns --cidfile --cpu-count --cpu-percent --cpu-period --cpu-quota --cpu-rt-period " +
		"--cpu-rt-runtime --cpu-shares --cpus --cpuset-cpus --cpuset-mems --detach-keys --device --device-cgroup-rule " +
		"--device-read-bps --device-read-iops --device-write-bps --device-write-iops --dns --dns-opt --dns-option --dns-search " +
		"--domainname --entrypoint --env --env-file --expose --gpus --group-add --health-cmd --health-interval --health-retries " +
		"--health-start-period --health-start-interval --health-timeout --hostname --io-maxbandwidth --io-maxiops --ip --ip6 --ipc --isolation " +
		"--kernel-memory --label --label-file --link --link-local-ip --log-driver --log-opt --mac-address --memory " +
		"--memory-reservation --memory-swap --memory-swappiness --mount --name --net --net-alias --network --network-alias " +
		"--oom-score-adj --pid --pids-limit --platform --publish --pull --restart --runtime --security-opt --shm-size " +
		"--stop-signal --stop-timeout --storage-opt --sysctl --tmpfs --ulimit --user --userns --uts --volume --volume-driver " +
		"--volumes-from --workdir --arch --os --pod --pod-id-file --authfile --creds --secret --requires --systemd --subuidname " +
		"--subgidname --uidmap --gidmap --umask --tz --timeout --conmon-pidfile --preserve-fds --sdnotify --init-path"
	containerBuildValues = "-f -t -o -c -m -v --file --tag --output --build-arg --build-context --target --platform --label --secret --ssh " +
		"--cache-from --cache-to --network --add-host --progress --iidfile --metadata-file --builder --allow --attest " +
		"--annotation --shm-size --ulimit --cgroup-parent --isolation --memory --memory-swap --cpuset-cpus --cpu-shares --security-opt " +
		"--volume --authfile --creds --format --arch --os --from --jobs --logfile --layer-label --env --unsetenv --ignorefile --isolation " +
		"--cpu-period --cpu-quota --cpuset-mems --no-cache-filter --provenance-file --call"
	containerExecValues = "-e -u -w --env --env-file --user --workdir --detach-keys"
	userValues          = "-b -c -d -e -f -g -G -k -K -p -R -P -s -u -Z -A -F --base-dir --comment --home-dir --home --expiredate --inactive --gid " +
		"--groups --skel --key --password --root --prefix --shell --uid --selinux-user --selinux-range --ingroup --gecos --firstuid " +
		"--lastuid --firstgid --lastgid --conf --add-subids-for-system --login -l"
	busyBoxUserValues = "-h -g -s -G -k -u --home --gecos --shell --ingroup --skel --uid --gid --conf --firstuid --lastuid --firstgid " +
		"--lastgid --comment --home-dir --groups"
	curlValues = "-A -b -c -C -d -D -e -E -F -h -H -K -m -o -P -Q -r -t -T -u -U -w -x -X -Y -y -z --abstract-unix-socket --aws-sigv4 " +
		"--cacert --capath --cert --cert-type --ciphers --config --connect-timeout --connect-to --continue-at --cookie " +
		"--cookie-jar --create-file-mode --crlfile --curves --data --data-ascii --data-binary --data-raw --data-urlencode " +
		"--delegation --dns-interface --dns-servers --dump-header --engine --etag-compare --etag-save --expect100-timeout --form " +
		"--form-string --ftp-port --header --hostpubmd5 --hostpubsha256 --hsts --interface --json --keepalive-time --key " +
		"--key-type --krb --limit-rate --local-port --login-options --max-filesize --max-redirs --max-time --netrc-file " +
		"--noproxy --oauth2-bearer --output --output-dir --parallel-max --pass --pinnedpubkey --postquote --preproxy --prequote " +
		"--proto --proto-default --proto-redir --proxy --proxy-cacert --proxy-header --proxy-user --proxy1.0 --pubkey --quote " +
		"--random-file --range --rate --referer --request --request-target --resolve --retry --retry-delay --retry-max-time " +
		"--service-name --socks4 --socks4a --socks5 --socks5-hostname --speed-limit --speed-time --stderr --tls-max " +
		"--tls13-ciphers --trace --trace-ascii --unix-socket --upload-file --url --url-query --user --user-agent --variable --write-out"
	wgetValues = "-a -A -B -D -e -i -I -l -o -O -P -Q -R -t -T -U -w -X --accept --append-output --base --body-data --body-file " +
		"--bind-address --ca-certificate --ca-directory --certificate --certificate-type --compression --config --crl-file " +
		"--cut-dirs --default-page --directory-prefix --domains --exclude-directories --exclude-domains --execute --header " +
		"--http-password --http-user --include-directories --input-file --level --limit-rate --load-cookies --method " +
		"--output-document --output-file --password --post-data --post-file --prefer-family --private-key --progress " +
		"--proxy-password --proxy-user --quota --read-timeout --connect-timeout --dns-timeout --referer --reject --save-cookies " +
		"--secure-protocol --timeout --tries --user --user-agent --wait --waitretry --retry-on-http-error --pinnedpubkey --restrict-file-names"
	findValues = "-amin -anewer -atime -cmin -cnewer -ctime -fstype -gid -group -ilname -iname -inum -ipath -iregex -iwholename -links " +
		"-lname -maxdepth -mindepth -mmin -mtime -name -newer -newermt -newerct -path -perm -printf -fprint -fprintf -fls -regex " +
		"-regextype -samefile -size -type -uid -used -user -wholename -xtype -context -D -files0-from"
	findRuns  = "-exec -execdir -ok -okdir"
	gitValues = "-c -C --git-dir --work-tree --namespace --config-env --exec-path --super-prefix"
	gpgValues = "-o -r -u -a --output --recipient --local-user --keyserver --keyserver-options --homedir --keyring --secret-keyring " +
		"--primary-keyring --trustdb-name --passphrase --passphrase-file --passphrase-fd --pinentry-mode --status-fd --logger-fd " +
		"--cipher-algo --digest-algo --options --compress-algo --default-key --trust-model --command-fd --batch-file " +
		"--trusted-key --import-options --export-options --list-options --verify-options --display-charset"
	tarValues = "-f -C -b -F -g -H -I -K -L -N -T -V -X --file --directory --blocking-factor --format --use-compress-program " +
		"--starting-file --tape-length --files-from --label --exclude-from --exclude --listed-incremental --owner --group --mode " +
		"--mtime --newer --after-date --strip-components --strip-path --transform --xform --suffix --record-size --sort --warning --to-command"
	sshValues = "-b -c -D -e -E -F -I -i -J -L -l -m -O -o -p -Q -R -S -w -W -B -P"
)

var (
	apt       = grammar{values: aptValues, verbs: true}
	rpmTool   = grammar{values: rpmToolFlags, verbs: true}
	pip       = grammar{values: pipValues, verbs: true}
	conda     = grammar{values: condaValues, verbs: true}
	node      = grammar{values: npmValues, verbs: true}
	container = grammar{values: containerValues, verbs: true}
	compiler  = grammar{values: "-o -I -L -l -D -U -include -isystem -x -Xlinker -arch -target -T -MF -MT -MQ", long: true}
	shellTool = grammar{values: "-o -O --rcfile --init-file", plus: true, stops: true}
	gpg       = grammar{values: gpgValues}
	predicate = grammar{long: true}
)

// grammars are the tools whose flags are known. A tool that is not here is read by the general conventions.
var grammars = map[string]grammar{
	"apt": apt, "apt-get": apt, "apt-cache": apt, "apt-mark": {verbs: true, values: "-f --file -o -c"},
	"aptitude": {values: aptValues + " -F -O -w -q", verbs: true},
	"apk": {
		values: "-p -X -t --root --repository --virtual --arch --cache-dir --cache-max-age --keys-dir --repositories-file " +
			"--wait --timeout --progress-fd --from --output --format --match",
		verbs: true,
	},
	"yum": rpmTool, "dnf": rpmTool, "microdnf": rpmTool, "tdnf": rpmTool, "yum-config-manager": {values: "--setopt --add-repo --save-file"},
	"zypper": {
		values: "-c -R -D -C -t -r -p --config --root --installroot --reposd-dir --cache-dir --raw-cache-dir --solv-cache-dir " +
			"--pkg-cache-dir --plus-repo --plus-content --type --repo --from",
		verbs: true,
	},
	"pacman": {values: "-b -r --dbpath --root --cachedir --config --logfile --gpgdir --hookdir --arch --ignore --ignoregroup --overwrite --color"},
	"pip":    pip, "pipx": {values: pipValues + " --pip-args --spec --index-url --suffix --include-deps-of --fetch-missing", verbs: true},
	"uv": {
		values: pipValues + " -p --python --extra --group --no-group --only-group --with --with-editable --with-requirements --project " +
			"--directory --config-file --color --package --index --default-index --index-strategy --resolution --prerelease --exclude-newer " +
			"--link-mode --refresh-package --upgrade-package -P --reinstall-package --no-build-package --no-binary-package --no-install-package " +
			"--python-preference --output-file -o --cache-dir --allow-insecure-host --no-extra --env-file --from",
		verbs: true,
	},
	"uvx":    {values: "--from --with --python -p --index --default-index", stops: true},
	"poetry": {values: "-C -P --directory --project --with --without --only --extras -E --group -G --python --source --output -o --format -f --without-hashes-file", verbs: true},
	"pipenv": {values: "--python --requirements -r --index -i --pypi-mirror --extra-pip-args --categories", verbs: true},
	"npm":    node, "yarn": node, "pnpm": node, "bun": node,
	"npx":  {values: "-p -c -w --package --call --workspace --registry --cache --prefix", stops: true},
	"bunx": {stops: true},
	"gem": {
		values: "-v -i -n -P -s -p -m -t --version --install-dir --bindir --platform --source --http-proxy --trust-policy --config-file " +
			"--document --build-root --norc-file --without --with",
		verbs: true,
	},
	"bundle":   {values: "-j -r -e --jobs --retry --path --without --with --gemfile --binstubs-path --shebang --trust-policy --group", verbs: true},
	"go":       {values: goValues, verbs: true, long: true},
	"cargo":    {values: "-p -j -F -Z -C --package --jobs --features --target --target-dir --manifest-path --bin --example --test --bench --profile --path --git --branch --tag --rev --version --vers --root --registry --index --config --message-format --color --exclude --message-format", verbs: true},
	"rustup":   {values: "-c -t --component --target --toolchain --profile --default-toolchain --default-host --path", verbs: true},
	"composer": {values: "-d --working-dir --repository --repository-url --stability --prefer-install --apcu-autoloader-prefix --format --ignore-platform-req", verbs: true},
	"conda":    conda,
	"mamba":    conda, "micromamba": conda,
	"curl":   {values: curlValues},
	"wget":   {values: wgetValues, whole: "-nv -nc -nd -nH -np -nh -nv"},
	"git":    {values: gitValues, verbs: true},
	"docker": container,
	"podman": container, "nerdctl": container, "buildah": container,
	"helm":     {values: "-n -f --namespace --kube-context --kubeconfig --values --set --set-string --set-file --version --repo --timeout", verbs: true},
	"kubectl":  {values: "-n -f -o -l -c -k -s --namespace --context --kubeconfig --filename --output --selector --container --kustomize --server --token --user --cluster --as --timeout", verbs: true},
	"rm":       {},
	"cp":       {values: "-t -S --target-directory --suffix"},
	"mv":       {values: "-t -S --target-directory --suffix"},
	"ln":       {values: "-t -S --target-directory --suffix"},
	"install":  {values: "-t -S -g -m -o -f --target-directory --suffix --group --mode --owner --strip-program"},
	"mkdir":    {values: "-m --mode"},
	"chmod":    {values: "--reference", letters: "Rcfv"},
	"chown":    {values: "--from --reference"},
	"chgrp":    {values: "--reference"},
	"touch":    {values: "-d -r -t --date --reference --time"},
	"tar":      {values: tarValues, oldStyle: true},
	"bsdtar":   {values: tarValues + " -s", oldStyle: true},
	"unzip":    {values: "-d -P -x -I -O"},
	"gzip":     {values: "-S --suffix"},
	"useradd":  {values: userValues, attached: ""},
	"adduser":  {values: busyBoxUserValues},
	"usermod":  {values: userValues},
	"groupadd": {values: "-g -K -p -R -P -U --gid --key --password --root --prefix --users"},
	"addgroup": {values: "-g --gid --firstgid --lastgid --conf --shell --add_extra_groups-file"},
	"groupmod": {values: "-g -n -p -R -P -U --gid --new-name --password --root --prefix --users"},
	"passwd":   {values: "-i -n -r -R -w -x --inactive --mindays --repository --root --warndays --maxdays --prefix -P"},
	"chpasswd": {values: "-c -s -R -P --crypt-method --sha-rounds --root --prefix"},
	"ssh":      {values: sshValues, stops: true},
	"scp":      {values: sshValues},
	"sftp":     {values: sshValues},
	"rsync":    {values: "-e -f -B -T -M --rsh --exclude --include --exclude-from --include-from --files-from --filter --rsync-path --chmod --chown --bwlimit --timeout --port --password-file --compare-dest --copy-dest --link-dest --out-format --log-file --max-size --min-size"},
	"gpg":      gpg,
	"gpg2":     gpg, "gpgv": gpg, "dirmngr": gpg,
	"apt-key": {values: gpgValues, verbs: true},
	"make":    {values: "-C -f -I -o -W -E --directory --file --makefile --include-dir --old-file --what-if --eval", attached: "-j -l -O"},
	"cmake":   {values: "-S -B -G -T -A -C -E -P -j --build --target --config --preset --install --prefix --parallel -t", attached: "-D -U -W"},
	"ninja":   {values: "-C -f -j -k -l -d -t -w"},
	"sed":     {values: "-e -f -l --expression --file --line-length", attached: "-i"},
	"awk":     {values: "-F -v -f --field-separator --assign --file", stops: true},
	"grep":    {values: "-e -f -A -B -C -m -d -D --regexp --file --after-context --before-context --context --max-count --label --binary-files --devices --directories"},
	"sort":    {values: "-k -o -S -t -T --key --output --buffer-size --field-separator --temporary-directory --parallel"},
	"cut":     {values: "-b -c -d -f --bytes --characters --delimiter --fields --output-delimiter"},
	"head":    {values: "-n -c --lines --bytes"},
	"tail":    {values: "-n -c -s --lines --bytes --pid --sleep-interval"},
	"tee":     {},
	"tr":      {},
	"date":    {values: "-d -f -r -s --date --file --reference --set"},
	"echo":    {letters: "neE", stops: true},
	"test":    predicate,
	"[":       predicate, "[[": predicate, "expr": predicate,
	"sh": shellTool, "dash": shellTool, "bash": shellTool, "rbash": shellTool, "ash": shellTool,
	"ksh": shellTool, "mksh": shellTool, "ksh93": shellTool, "zsh": shellTool,
	"set":       {values: "-o +o", plus: true},
	"python":    {values: "-m -c -W -X --check-hash-based-pycs", last: "-m -c", stops: true},
	"perl":      {values: "-e -E -I -M -m", attached: "-i -0 -l -F", last: "", stops: true},
	"ruby":      {values: "-e -I -r -C -E", stops: true},
	"php":       {values: "-c -d -r -f -B -R -F -E -S -t -z", stops: true},
	"node":      {values: "-e -p -r --eval --print --require --import --loader", stops: true},
	"java":      {values: "-jar -cp -classpath --class-path -p --module-path --add-modules -m --module", last: "-jar -m --module", long: true, stops: true},
	"javac":     {values: "-d -cp -classpath -sourcepath -source -target", long: true},
	"mvn":       {values: "-f -P -pl -s -gs -t -T -D --file --projects --settings --threads --toolchains", whole: "-pl -am -amd -gs -nsu -npu -ntp"},
	"gradle":    {values: "-b -c -g -I -p -x --build-file --gradle-user-home --project-dir --exclude-task", attached: "-P -D"},
	"terraform": {verbs: true, long: true}, "openssl": {verbs: true, long: true},
	"ffmpeg": predicate, "convert": predicate, "magick": predicate, "dotnet": {values: "-c -f -r -o -v -p --configuration --framework --runtime --output --verbosity --version --tool-path --source --add-source", verbs: true},
	"gcc": compiler, "g++": compiler, "cc": compiler, "c++": compiler, "clang": compiler, "clang++": compiler, "ld": compiler,
	"find": {values: findValues, runs: findRuns, long: true},
	"dpkg": {values: "-D --root --admindir --instdir --log --status-fd --path-exclude --path-include --debug --force-file"},
	"rpm":  {values: "-r -E -D --root --dbpath --prefix --relocate --define --eval --queryformat --qf --excludepath --rcfile --macros --import-file --undefine"},
	"add-apt-repository": {
		values: "-k -S -P -U -c -p -s --keyserver --sourceslist --ppa --uri --component --pocket --ppa-name --cloud",
		whole:  "",
	},
	"update-alternatives": {values: "--altdir --admindir --log --force-file"},
	"systemctl":           {values: "-t -p -H -M -o -n -s --type --property --state --root --signal", verbs: true},
	"service":             {},
	"snap":                {values: "--channel --revision", verbs: true},
	"brew":                {verbs: true},
	"aws":                 {values: "--region --profile --output --endpoint-url --query", verbs: true},
	"gcloud":              {values: "--project --account --configuration --format", verbs: true},
	"corepack":            {values: "--install-directory", verbs: true},
	"luarocks":            {values: "--tree --server --only-server --lua-version --lua-dir", verbs: true},
	"cpan":                {}, "cpanm": {values: "-l -L -M --mirror --local-lib --local-lib-contained"},
	"opkg": {values: "-d -o -f -t --dest --offline-root --conf --tmp-dir --add-arch --add-dest", verbs: true},
	"nix":  {values: "-f -I --file --option --arg --argstr", verbs: true}, "nix-env": {values: "-f -p -I --file --profile --option --arg --argstr"},
	"asdf": {verbs: true}, "mise": {verbs: true}, "nvm": {verbs: true}, "sdk": {verbs: true},
	"kill": {values: "-s -n"}, "sleep": {}, "mktemp": {values: "-p --tmpdir --suffix"}, "ls": {values: "-I -w -T --ignore --width"},
	"getent": {values: "-s -A"}, "setcap": {letters: "qvrn"}, "locale-gen": {}, "localedef": {values: "-i -f -A -u -c"},
}

// verbGrammar is what a sub-command adds to the grammar of its tool, or takes from it.
type verbGrammar struct {
	values  string
	without string
	stops   bool
}

var (
	containerRun   = verbGrammar{values: containerRunValues, stops: true}
	containerBuild = verbGrammar{values: containerBuildValues, without: "-H -l --config"}
	containerExec  = verbGrammar{values: containerExecValues, without: "-c -l -H", stops: true}
	// Behind the verb, letters that were folders mean other things:
	// https://manpages.opensuse.org/Tumbleweed/zypper/zypper.8.en.html.
	zypperInstall = verbGrammar{values: "--download --solver-focus", without: "-c -C -D -R -p"}
	zypperAddRepo = verbGrammar{values: "-n --name --priority", without: "-c -C"}
	gitClone      = verbGrammar{
		values: "-b -o -u -j --branch --origin --depth --reference --reference-if-able --template --separate-git-dir --shallow-since " +
			"--shallow-exclude --jobs --filter --bundle-uri --server-option --upload-pack --config --revision",
	}
)

// verbGrammars are keyed by tool and verb.
var verbGrammars = map[string]verbGrammar{
	"zypper install": zypperInstall, "zypper in": zypperInstall, "zypper addrepo": zypperAddRepo, "zypper ar": zypperAddRepo,
	"docker run": containerRun, "docker create": containerRun, "docker exec": containerExec, "docker build": containerBuild,
	"podman run": containerRun, "podman create": containerRun, "podman exec": containerExec, "podman build": containerBuild,
	"nerdctl run": containerRun, "nerdctl create": containerRun, "nerdctl exec": containerExec, "nerdctl build": containerBuild,
	"docker buildx": containerBuild, "buildah bud": containerBuild, "buildah build": containerBuild,
	"docker compose": {values: "-f -p --file --project-name --project-directory --profile --env-file"},
	"docker login":   {values: "-u -p --username --password", without: "-c -l -H"},
	"podman login":   {values: "-u -p --username --password --authfile --cert-dir"},
	"git clone":      gitClone,
	"git checkout":   {values: "-b -B --orphan"},
	"git commit":     {values: "-m -F --message --file --author --date", without: "-c -C"},
	"git config":     {values: "-f --file --blob --type --default"},
	"git fetch":      {values: "-j -o --depth --deepen --shallow-since --shallow-exclude --jobs --filter --upload-pack --server-option"},
	"git submodule":  {values: "-j --depth --reference --jobs --branch -b --name"},
	"git apply":      {values: "-p --directory --exclude --include", without: "-C"},
	"git log":        {values: "-n --max-count --format --since --until --author"},
	"npm run":        {stops: true}, "yarn run": {stops: true}, "pnpm run": {stops: true}, "bun run": {stops: true},
	"npm exec": {stops: true, values: "-p -c --package --call"}, "pnpm exec": {stops: true}, "yarn exec": {stops: true}, "pnpm dlx": {stops: true},
	"yarn dlx": {stops: true}, "go run": {stops: true}, "go tool": {stops: true}, "cargo run": {stops: false},
	"go get": {without: "-u -f -d -t"}, "go list": {without: "-u"}, "go test": {}, "go install": {without: "-u -f"}, "go fmt": {without: "-w"},
	"go vet":     {without: "-w -u"},
	"poetry run": {stops: true}, "uv run": {stops: true}, "pipenv run": {stops: true}, "bundle exec": {stops: true},
	"conda run": {stops: true}, "mamba run": {stops: true}, "micromamba run": {stops: true, values: "-a --attach -e --env"},
	"conda create": {without: "--override-channels-file"}, "corepack prepare": {},
	"pip download": {}, "pip install": {}, "pip list": {values: "-o"}, "pip config": {without: "-d -e -t"},
	"pipenv install": {}, "poetry install": {}, "poetry add": {}, "uv sync": {}, "uv venv": {}, "uv tool": {},
	"openssl req":  {values: "-in -out -key -keyout -newkey -subj -days -config -extensions -addext -passin -passout -reqexts -set_serial"},
	"openssl rand": {values: "-out -rand"}, "openssl genrsa": {values: "-out -passout"}, "openssl x509": {values: "-in -out -req -CA -CAkey -days -extfile -set_serial"},
}
