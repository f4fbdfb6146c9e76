package seaworthy.rules.dockerfile.debug_mode_shipped_test

import data.seaworthy.rules.dockerfile.debug_mode_shipped as rule
import data.seaworthy.testing

with_environment(variables, stage) := testing.dockerfile({"stages": [testing.stage(object.union(
	stage,
	{"effective": {"environment": {name: {"value": value, "at": "steps/1"} | some name, value in variables}}},
))]})

starting(keyword, program, arguments) := testing.dockerfile({"stages": [testing.stage({"effective": {keyword: testing.instruction({"commands": [{
	"program": program,
	"arguments": arguments,
	"at": "steps/1/commands/0",
}]})}})]})

test_reports_switches[note] if {
	some note, [name, value, msg] in {
		"a truth value": ["FLASK_DEBUG", "1", "FLASK_DEBUG=1 turns debugging on"],
		"in any case": ["DJANGO_DEBUG", "True", "DJANGO_DEBUG=True turns debugging on"],
		"a mode": ["ASPNETCORE_ENVIRONMENT", "Development", "ASPNETCORE_ENVIRONMENT=Development turns debugging on"],
		"an option of a runtime": ["NODE_OPTIONS", "--max-old-space-size=512 --inspect=0.0.0.0", "NODE_OPTIONS starts a debugger with --inspect=0.0.0.0"],
	}
	rule.deny == {{"msg": msg, "at": "steps/1"}} with input as with_environment({name: value}, {})
}

test_reports_starts[note] if {
	some note, [keyword, program, arguments, msg] in {
		"a server for development": ["cmd", "flask", ["run"], "the image starts flask with run, which is for development"],
		"an option for development": ["cmd", "uvicorn", ["app:app", "--reload"], "the image starts uvicorn with --reload, which is for development"],
		"a debugger of the runtime": ["entrypoint", "node", ["--inspect=0.0.0.0", "server.js"], "the image starts node with a debugger"],
		"a program for development": ["cmd", "nodemon", ["server.js"], "the image starts nodemon, which is for development"],
	}
	rule.deny == {{"msg": msg, "at": "steps/1/commands/0"}} with input as starting(keyword, program, arguments)
}

test_does_not_report[note] if {
	some note, document in {
		"a switch that is off": with_environment({"FLASK_DEBUG": "0"}, {}),
		"production": with_environment({"NODE_ENV": "production"}, {}),
		"what node's debug package reads is only what it prints": with_environment({"DEBUG": "express:*"}, {}),
		"an option that debugs nothing": with_environment({"JAVA_OPTS": "-Xmx512m"}, {}),
		"a stage that nothing ships": with_environment({"NODE_ENV": "development"}, {"target": false, "shipped": false}),
		"a server for production": starting("cmd", "gunicorn", ["app:app"]),
		"a script of that kind in its name only": starting("cmd", "npm", ["run", "start"]),
	}
	rule.deny == set() with input as document
}
