package secret

// formats are written from what issuers say of their tokens. Most have a prefix that was made for finding them:
// https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/ says why.
var formats = []format{
	{"private key", []string{"PRIVATE KEY"}, 0, lazily(`-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----(?:\\[nr]|[\s"'+\\])*[A-Za-z0-9+/:-]{12}[^-]*`)},
	{"age key", []string{"AGE-SECRET-KEY-1"}, 3, lazily(`\bAGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}\b`)},
	{"JSON Web Token", []string{"eyJ"}, 3, lazily(`\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{16,}`)},
	{"registry login", []string{`"auth"`}, 3, lazily(`"auth"\s*:\s*"([A-Za-z0-9+/]{12,}={0,2})"`)},

	{"AWS access key", []string{"AKIA", "ASIA"}, 2.5, lazily(`\b(?:AKIA|ASIA)[A-Z2-7]{16}\b`)},
	{"AWS secret key", awsSecrets, 4, lazily(`(?i)aws_?secret_?(?:access_?)?key["']?\s*[=: ]\s*["']?([A-Za-z0-9/+]{40})(?:[^A-Za-z0-9/+=]|$)`)},
	{"Google API key", []string{"AIza"}, 3, lazily(`\bAIza[0-9A-Za-z_-]{35}(?:\b|$)`)},
	{"Google OAuth secret", []string{"GOCSPX-"}, 3, lazily(`\bGOCSPX-[0-9A-Za-z_-]{28}`)},
	{"Google access token", []string{"ya29."}, 3, lazily(`\bya29\.[0-9A-Za-z_-]{30,}`)},
	{"Azure storage key", []string{"AccountKey=", "SharedAccessKey="}, 3.5, lazily(`\b(?:AccountKey|SharedAccessKey)=([A-Za-z0-9+/]{42,86}={1,2})`)},
	{"Azure client secret", []string{"Q~"}, 3, lazily(`(?:^|[^A-Za-z0-9_~.-])([A-Za-z0-9_~.]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34})(?:[^A-Za-z0-9_~.-]|$)`)},
	{"Alibaba Cloud access key", []string{"LTAI"}, 3, lazily(`\bLTAI[A-Za-z0-9]{20}\b`)},
	{"DigitalOcean token", []string{"_v1_"}, 3, lazily(`\bdo[opr]_v1_[a-f0-9]{64}\b`)},
	{"Heroku key", []string{"HRKU-"}, 3, lazily(`\bHRKU-[0-9A-Za-z_-]{36,}`)},
	{"Fly.io token", []string{"fo1_", "FlyV1 fm"}, 3, lazily(`\b(?:fo1_[A-Za-z0-9_-]{43}|FlyV1 fm\d[A-Za-z]?_[A-Za-z0-9+/=,_-]{100,})`)},
	{"Cloudflare origin key", []string{"v1.0-"}, 3, lazily(`\bv1\.0-[a-f0-9]{24}-[a-f0-9]{146}\b`)},
	{"Tailscale key", []string{"tskey-"}, 3, lazily(`\btskey-(?:auth|api|client|scim|webhook)-[A-Za-z0-9-]{20,}`)},
	{"Vault token", []string{"hvs.", "hvb."}, 3, lazily(`\bhv[sb]\.[A-Za-z0-9_-]{24,}`)},
	{"HCP Terraform token", []string{".atlasv1."}, 3, lazily(`\b[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,}`)},
	{"Pulumi token", []string{"pul-"}, 3, lazily(`\bpul-[a-f0-9]{40}\b`)},
	{"Doppler token", []string{"dp."}, 3, lazily(`\bdp\.(?:pt|st|ct|sa|scim|audit)\.[A-Za-z0-9._-]{40,}`)},

	{"GitHub token", []string{"ghp_", "gho_", "ghu_", "ghs_", "ghr_"}, 3, lazily(`\bgh[pousr]_[A-Za-z0-9]{36,251}\b`)},
	{"GitHub token", []string{"github_pat_"}, 3, lazily(`\bgithub_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}\b`)},
	{"GitLab token", []string{"glpat-", "gldt-", "glrt-", "glcbt-", "glptt-", "glft-", "glagent-", "gloas-", "glsoat-"}, 3, lazily(`\bgl(?:pat|dt|rt|cbt|ptt|ft|agent|oas|soat)-[0-9A-Za-z_.-]{20,}`)},
	{"GitLab runner token", []string{"GR1348941"}, 3, lazily(`\bGR1348941[0-9A-Za-z_-]{20}`)},
	{"Bitbucket password", []string{"ATBB"}, 3, lazily(`\bATBB[A-Za-z0-9]{32}\b`)},
	{"Atlassian token", []string{"ATATT3", "ATCTT3"}, 3, lazily(`\bAT[AC]TT3[A-Za-z0-9_=-]{60,}`)},
	{"Buildkite token", []string{"bkua_"}, 3, lazily(`\bbkua_[a-f0-9]{40}\b`)},
	{"CircleCI token", []string{"CCIPAT_", "CCIPRJ_"}, 3, lazily(`\bCCIP(?:AT|RJ)_[A-Za-z0-9]{22}_[a-f0-9]{40}\b`)},

	{"npm token", []string{"npm_"}, 3, lazily(`\bnpm_[A-Za-z0-9]{36}\b`)},
	{"npm token", []string{"_authToken"}, 3, lazily(`_authToken["']?\s*[=:]\s*["']?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})`)},
	{"PyPI token", []string{"pypi-AgE"}, 3, lazily(`\bpypi-AgE[A-Za-z0-9_-]{50,}`)},
	{"RubyGems key", []string{"rubygems_"}, 3, lazily(`\brubygems_[a-f0-9]{48}\b`)},
	{"NuGet key", []string{"oy2"}, 3, lazily(`\boy2[a-z0-9]{43}\b`)},
	{"crates.io token", []string{"cio"}, 3, lazily(`\bcio[A-Za-z0-9]{32}\b`)},
	{"Clojars token", []string{"CLOJARS_"}, 3, lazily(`\bCLOJARS_[a-z0-9]{60}\b`)},
	{"Docker Hub token", []string{"dckr_pat_", "dckr_oat_"}, 3, lazily(`\bdckr_[po]at_[A-Za-z0-9_-]{27,}`)},
	{"Artifactory key", []string{"AKCp"}, 3, lazily(`\bAKCp[A-Za-z0-9]{69,}\b`)},

	{"Slack token", []string{"xox", "xapp-"}, 2.5, lazily(`\b(?:xox[abeoprs](?:\.xox[bp])?-[0-9A-Za-z-]{20,}|xapp-\d-[A-Z0-9]+-\d+-[a-f0-9]{32,})`)},
	{"Slack webhook", []string{"hooks.slack.com"}, 3, lazily(`https://hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/_-]{40,}`)},
	{"Discord webhook", []string{"/api/webhooks/"}, 3, lazily(`https://(?:\w+\.)?discord(?:app)?\.com/api/webhooks/\d{16,20}/[A-Za-z0-9_-]{60,}`)},
	{"Telegram bot token", []string{":AA"}, 3, lazily(`\b[0-9]{8,10}:AA[A-Za-z0-9_-]{33}(?:[^A-Za-z0-9_-]|$)`)},
	{"SendGrid key", []string{"SG."}, 3, lazily(`\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}`)},
	{"Mailgun key", []string{"key-"}, 3, lazily(`\bkey-[0-9a-f]{32}\b`)},
	{"Mailchimp key", []string{"-us"}, 3, lazily(`\b[0-9a-f]{32}-us[0-9]{1,2}\b`)},
	{"Twilio key", []string{"SK"}, 3, lazily(`\bSK[0-9a-f]{32}\b`)},

	{"Stripe key", []string{"k_live_", "k_test_"}, 3, lazily(`\b[sr]k_(?:live|test)_[0-9A-Za-z]{16,}`)},
	{"Stripe webhook secret", []string{"whsec_"}, 3, lazily(`\bwhsec_[0-9A-Za-z+/]{32,}`)},
	{"Square token", []string{"sq0"}, 3, lazily(`\bsq0(?:atp|csp|idp)-[0-9A-Za-z_-]{22,43}`)},
	{"Braintree token", []string{"access_token$"}, 3, lazily(`access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32}`)},
	{"Shopify token", []string{"shpat_", "shpca_", "shppa_", "shpss_"}, 3, lazily(`\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b`)},

	{"OpenAI key", []string{"T3BlbkFJ", "sk-proj-", "sk-svcacct-"}, 3, lazily(`\bsk-(?:[A-Za-z0-9_-]{20,}T3BlbkFJ[A-Za-z0-9_-]{20,}|(?:proj|svcacct)-[A-Za-z0-9_-]{40,})`)},
	{"Anthropic key", []string{"sk-ant-"}, 3, lazily(`\bsk-ant-(?:api|admin|oat)\d{2}-[A-Za-z0-9_-]{60,}`)},
	{"Hugging Face token", []string{"hf_"}, 3, lazily(`\bhf_[A-Za-z0-9]{34,}\b`)},
	{"Groq key", []string{"gsk_"}, 3, lazily(`\bgsk_[A-Za-z0-9]{52}\b`)},
	{"Replicate token", []string{"r8_"}, 3, lazily(`\br8_[A-Za-z0-9]{37}\b`)},

	{"Grafana token", []string{"glc_", "glsa_"}, 3, lazily(`\b(?:glc_[A-Za-z0-9+/]{32,}={0,2}|glsa_[A-Za-z0-9]{32}_[a-f0-9]{8})`)},
	{"New Relic key", []string{"NRAK-", "NRII-", "NRJS-", "NRAL"}, 3, lazily(`\b(?:NRAK-[A-Z0-9]{27}|NRII-[A-Za-z0-9-]{32}|[a-f0-9]{36}NRAL)\b`)},
	{"Sentry token", []string{"sntrys_", "sntryu_"}, 3, lazily(`\bsntry(?:s_eyJ[A-Za-z0-9+/=_]{80,}|u_[a-f0-9]{64})`)},
	{"Dynatrace token", []string{"dt0"}, 3, lazily(`\bdt0[a-z]\d{2}\.[A-Z0-9]{24}\.[A-Z0-9]{64}\b`)},
	{"Databricks token", []string{"dapi"}, 3, lazily(`\bdapi[0-9a-f]{32}(?:-\d)?\b`)},
	{"PlanetScale secret", []string{"pscale_"}, 3, lazily(`\bpscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.=-]{32,}`)},
	{"Supabase token", []string{"sbp_"}, 3, lazily(`\bsbp_[a-f0-9]{40}\b`)},
	{"Postman key", []string{"PMAK-"}, 3, lazily(`\bPMAK-[a-f0-9]{24}-[a-f0-9]{34}\b`)},
	{"Airtable token", []string{"pat"}, 3, lazily(`pat[A-Za-z0-9]{14}\.[a-f0-9]{64}\b`)},
	{"Linear key", []string{"lin_api_"}, 3, lazily(`\blin_api_[A-Za-z0-9]{40}\b`)},
	{"Figma token", []string{"figd_"}, 3, lazily(`\bfigd_[A-Za-z0-9_-]{40}`)},
}

// awsSecrets is how people write the name of AWS's secret key.
var awsSecrets = []string{
	"aws_secret", "AWS_SECRET", "awsSecret", "awssecret", "AwsSecret", "AWSSecret", "AWSSECRET", "aws_Secret", "Aws_Secret", "AWS_Secret",
}

// apart are the formats whose matches do not begin within a word, though their expressions do not say so: one that begins
// with a text rather than with a boundary is many times faster where the text is an ordinary word.
var apart = map[string]bool{"Airtable token": true}
