# METADATA
# title: Debug mode is built in
# description: |
#   Debug modes and development servers show stack traces, settings and source to whoever provokes an error; a debugger that
#   listens runs any code it is sent. Built into the image they are on wherever somebody forgets to turn them off.
# related_resources:
#   - ref: https://flask.palletsprojects.com/en/stable/debugging/
#   - ref: https://nodejs.org/en/learn/getting-started/debugging
#   - ref: https://docs.djangoproject.com/en/stable/ref/settings/#debug
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Build production mode in, and turn debugging on from outside, for one run.
package seaworthy.rules.dockerfile.debug_mode_shipped

deny contains finding if {
	some stage in input.dockerfile.stages
	stage.target
	some name, variable in stage.effective.environment
	lower(variable.value) in switches[name]
	finding := {
		"msg": $"{name}={variable.value} turns debugging on",
		"at": variable.at,
	}
}

deny contains finding if {
	some stage in input.dockerfile.stages
	stage.target
	some name, variable in stage.effective.environment
	name in option_variables
	some option in split(variable.value, " ")
	some debugger in debuggers
	startswith(option, debugger)
	finding := {
		"msg": $"{name} starts a debugger with {option}",
		"at": variable.at,
	}
}

deny contains finding if {
	some stage in input.dockerfile.stages
	stage.target
	some command in array.concat(called(stage.effective, "entrypoint"), called(stage.effective, "cmd"))
	reason := for_development(command)
	finding := {
		"msg": $"the image starts {command.program}{reason}",
		"at": command.at,
	}
}

called(effective, keyword) := object.get(effective, [keyword, "commands"], [])

for_development(command) := " with a debugger" if {
	some argument in command.arguments
	some debugger in debuggers
	startswith(argument, debugger)
} else := $" with {argument}, which is for development" if {
	some argument in command.arguments
	split(argument, "=")[0] in development_arguments[command.program]
} else := ", which is for development" if {
	command.program in development_programs
}

# Switches that frameworks read from the environment, and the values, in lower case, that turn debugging on.
switches := {
	"APP_DEBUG": on,
	"APP_ENV": {"dev", "development", "local"},
	"ASPNETCORE_ENVIRONMENT": {"development"},
	"DEBUG": on,
	"DJANGO_DEBUG": on,
	"DOTNET_ENVIRONMENT": {"development"},
	"FLASK_DEBUG": on,
	"FLASK_ENV": {"development"},
	"GIN_MODE": {"debug"},
	"NODE_ENV": {"development"},
	"RACK_ENV": {"development"},
	"RAILS_ENV": {"development"},
	"WERKZEUG_DEBUG_PIN": {"off"},
	"WP_DEBUG": on,
	"XDEBUG_MODE": {"debug", "develop", "develop,debug", "debug,develop"},
}

on := {"1", "true", "yes", "on"}

# Variables that hold command-line options of a runtime.
option_variables := {"CATALINA_OPTS", "JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "NODE_OPTIONS", "_JAVA_OPTIONS"}

debuggers := {"-agentlib:jdwp", "-Xrunjdwp", "-Xdebug", "--inspect"}

development_programs := {"air", "dlv", "gdbserver", "live-server", "nodemon", "ts-node-dev", "webpack-dev-server"}

development_arguments := {
	"bun": package_scripts,
	"django-admin": {"runserver"},
	"fastapi": {"dev"},
	"flask": {"run", "--debug"},
	"gatsby": {"develop"},
	"gunicorn": {"--reload"},
	"hypercorn": {"--reload"},
	"manage.py": {"runserver"},
	"next": {"dev"},
	"ng": {"serve"},
	"npm": package_scripts,
	"nuxt": {"dev"},
	"php": {"-S", "serve"},
	"pnpm": package_scripts,
	"python": {"runserver", "debugpy"},
	"react-scripts": {"start"},
	"uvicorn": {"--reload"},
	"vue-cli-service": {"serve"},
	"yarn": package_scripts,
}

package_scripts := {"dev", "develop", "start:dev"}
