# METADATA
# title: Development dependencies reach the shipped image
# description: |
#   Test runners, bundlers and linters have nothing to do where the program runs. They bring many times the packages
#   of the program itself, each of them with its own vulnerabilities.
#
#   What a later step of the same stage prunes is not counted.
# related_resources:
#   - ref: https://docs.npmjs.com/cli/commands/npm-ci
#   - ref: https://getcomposer.org/doc/03-cli.md#install-i
#   - ref: https://bundler.io/man/bundle-install.1.html
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Install with the production switch in the shipped stage: `npm ci --omit=dev`, `yarn install --production`, `pnpm
#     install --prod`, `composer install --no-dev`, `poetry install --only main`.
package seaworthy.rules.dockerfile.dev_dependencies_shipped

import data.seaworthy.lib.dockerfile

deny contains finding if {
	some install in dockerfile.language_installs
	install.development
	install.shipped
	finding := {
		"msg": $"{install.title} also installs what only development needs",
		"at": install.at,
	}
}
