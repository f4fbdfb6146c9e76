package seaworthy.rules.dockerfile.build_tools_shipped_test

import data.seaworthy.rules.dockerfile.build_tools_shipped as rule
import data.seaworthy.testing

parameters := {"dockerfile/build_tools_shipped": {
	"sdk_images": ["golang", "swift", "*/dotnet/sdk"],
	"runtime_images": ["swift:*slim*"],
	"packages": ["gcc", "make"],
}}

on(base) := testing.dockerfile({"stages": [testing.stage({"base": testing.base(base)})]})

installing(install) := testing.dockerfile({"acts": {"installs": [testing.instruction(object.union(
	{"kind": "system", "manager": "apk", "title": "apk add"},
	install,
))]}})

gcc := {"text": "gcc", "name": "gcc", "at": "packages/0"}

make := {"text": "make", "name": "make", "at": "packages/1"}

curl := {"text": "curl", "name": "curl", "at": "packages/2"}

test_reports[note] if {
	some note, [document, msg, at] in {
		"an SDK with a tag": [
			on({"text": "golang:1.25", "names": ["golang:1.25", "docker.io/library/golang:1.25"]}),
			"the image ships the build tools of golang:1.25",
			"steps/0/base",
		],
		"an SDK without a tag": [
			on({"text": "golang", "names": ["golang", "docker.io/library/golang"]}),
			"the image ships the build tools of golang",
			"steps/0/base",
		],
		"an SDK of another registry": [
			on({"text": "mcr.microsoft.com/dotnet/sdk:9.0", "names": ["mcr.microsoft.com/dotnet/sdk:9.0"]}),
			"the image ships the build tools of mcr.microsoft.com/dotnet/sdk:9.0",
			"steps/0/base",
		],
		"packages": [installing({"packages": [curl, gcc, make]}), "apk add puts gcc and make into the image", "packages/0"],
	}
	rule.deny == {{"msg": msg, "at": at}} with input as document with data.seaworthy.parameters as parameters
}

test_does_not_report[note] if {
	some note, document in {
		"a base that only runs": on({}),
		"an image whose name only begins alike": on({"names": ["golang-tools:1", "docker.io/library/golang-tools:1"]}),
		"the slim variant of an SDK": on({"text": "swift:6-slim", "names": ["swift:6-slim", "docker.io/library/swift:6-slim"]}),
		"an unknown base": testing.dockerfile({"stages": [testing.stage({"base": {"kind": "unknown", "text": "${BASE}", "at": "b"}})]}),
		"a stage that nothing ships": installing({"shipped": false, "packages": [gcc]}),
		"tools that are removed again": installing({"packages": [object.union(gcc, {"removed": true})]}),
		"other packages": installing({"packages": [curl]}),
	}
	rule.deny == set() with input as document with data.seaworthy.parameters as parameters
}
