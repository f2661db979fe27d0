"""Where a provider's secrets are revoked, and where their format is documented; for the providers most in use.

One row a provider: name as in the rules: (page that revokes, page of the format). Other providers are named by their
site alone (`named_rules.py`).
"""

PAGES: dict[str, tuple[str, str]] = {
    "Anthropic": ("https://console.anthropic.com/settings/keys", "https://docs.anthropic.com/en/api/overview"),
    "OpenAI": ("https://platform.openai.com/api-keys", "https://platform.openai.com/docs/api-reference/authentication"),
    "OpenRouter": ("https://openrouter.ai/settings/keys", "https://openrouter.ai/docs/api-reference/authentication"),
    "Hugging Face": ("https://huggingface.co/settings/tokens", "https://huggingface.co/docs/hub/security-tokens"),
    "Groq": ("https://console.groq.com/keys", "https://console.groq.com/docs/quickstart"),
    "xAI": ("https://console.x.ai", "https://docs.x.ai/docs/overview"),
    "Perplexity": ("https://www.perplexity.ai/settings/api", "https://docs.perplexity.ai/getting-started/quickstart"),
    "Replicate": ("https://replicate.com/account/api-tokens", "https://replicate.com/docs/topics/security/api-tokens"),
    "LangSmith": ("https://smith.langchain.com/settings", "https://docs.smith.langchain.com"),
    "DeepSeek": ("https://platform.deepseek.com/api_keys", "https://api-docs.deepseek.com"),
    "ElevenLabs": (
        "https://elevenlabs.io/app/settings/api-keys",
        "https://elevenlabs.io/docs/api-reference/authentication",
    ),
    "Pinecone": ("https://app.pinecone.io", "https://docs.pinecone.io/guides/projects/manage-api-keys"),
    "GitHub": (
        "https://github.com/settings/tokens",
        "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github",
    ),
    "GitLab": ("https://gitlab.com/-/user_settings/personal_access_tokens", "https://docs.gitlab.com/security/tokens"),
    "Bitbucket": (
        "https://bitbucket.org/account/settings/app-passwords/",
        "https://support.atlassian.com/bitbucket-cloud/docs/access-tokens/",
    ),
    "npm": ("https://www.npmjs.com/settings/~/tokens", "https://docs.npmjs.com/about-access-tokens"),
    "RubyGems": ("https://rubygems.org/profile/api_keys", "https://guides.rubygems.org/api-key-scopes/"),
    "crates.io": ("https://crates.io/settings/tokens", "https://doc.rust-lang.org/cargo/reference/publishing.html"),
    "NuGet": (
        "https://www.nuget.org/account/apikeys",
        "https://learn.microsoft.com/en-us/nuget/nuget-org/publish-a-package",
    ),
    "Docker": (
        "https://app.docker.com/settings/personal-access-tokens",
        "https://docs.docker.com/security/access-tokens/",
    ),
    "AWS": (
        "https://console.aws.amazon.com/iam/home#/security_credentials",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
    ),
    "Google": (
        "https://console.cloud.google.com/apis/credentials",
        "https://cloud.google.com/docs/authentication/api-keys",
    ),
    "Microsoft Azure": (
        "https://portal.azure.com",
        "https://learn.microsoft.com/en-us/purview/sit-defn-azure-storage-account-key",
    ),
    "Alibaba Cloud": (
        "https://ram.console.aliyun.com/manage/ak",
        "https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair",
    ),
    "DigitalOcean": (
        "https://cloud.digitalocean.com/account/api/tokens",
        "https://docs.digitalocean.com/reference/api/create-personal-access-token/",
    ),
    "Fly.io": ("https://fly.io/user/personal_access_tokens", "https://fly.io/docs/security/tokens/"),
    "Heroku": ("https://dashboard.heroku.com/account", "https://devcenter.heroku.com/articles/authentication"),
    "Databricks": (
        "https://docs.databricks.com/en/dev-tools/auth/pat.html",
        "https://docs.databricks.com/en/dev-tools/auth/pat.html",
    ),
    "PlanetScale": ("https://app.planetscale.com", "https://planetscale.com/docs/concepts/service-tokens"),
    "Doppler": ("https://dashboard.doppler.com", "https://docs.doppler.com/reference-link/api"),
    "HashiCorp Vault": (
        "https://developer.hashicorp.com/vault/docs/commands/token/revoke",
        "https://developer.hashicorp.com/vault/docs/concepts/tokens",
    ),
    "HashiCorp Terraform": (
        "https://app.terraform.io/app/settings/tokens",
        "https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens",
    ),
    "Pulumi": (
        "https://app.pulumi.com/account/tokens",
        "https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/",
    ),
    "Cloudflare": (
        "https://dash.cloudflare.com/profile/api-tokens",
        "https://developers.cloudflare.com/fundamentals/api/get-started/token-formats",
    ),
    "Supabase": ("https://supabase.com/dashboard/account/tokens", "https://supabase.com/docs/guides/api/api-keys"),
    "Vercel": ("https://vercel.com/account/tokens", "https://vercel.com/docs/cli/tokens"),
    "Netlify": ("https://app.netlify.com/user/applications", "https://docs.netlify.com/api/get-started/"),
    "Render": ("https://dashboard.render.com/u/settings", "https://render.com/docs/api"),
    "Slack": ("https://api.slack.com/apps", "https://docs.slack.dev/authentication/tokens"),
    "Discord": (
        "https://discord.com/developers/applications",
        "https://discord.com/developers/docs/reference#authentication",
    ),
    "Telegram": ("https://t.me/BotFather", "https://core.telegram.org/bots/api#authorizing-your-bot"),
    "Twilio": ("https://console.twilio.com", "https://www.twilio.com/docs/iam/api-keys"),
    "SendGrid": (
        "https://app.sendgrid.com/settings/api_keys",
        "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys",
    ),
    "Mailgun": ("https://app.mailgun.com/settings/api_security", "https://documentation.mailgun.com"),
    "Mailchimp": (
        "https://admin.mailchimp.com/account/api/",
        "https://mailchimp.com/developer/marketing/guides/quick-start/",
    ),
    "Resend": ("https://resend.com/api-keys", "https://resend.com/docs/dashboard/api-keys/introduction"),
    "Stripe": ("https://dashboard.stripe.com/apikeys", "https://docs.stripe.com/keys"),
    "Square": ("https://developer.squareup.com/apps", "https://developer.squareup.com/docs/build-basics/access-tokens"),
    "Shopify": ("https://partners.shopify.com", "https://shopify.dev/docs/apps/build/authentication-authorization"),
    "PayPal Braintree": ("https://www.braintreegateway.com", "https://developer.paypal.com/braintree/docs"),
    "Meta": (
        "https://developers.facebook.com/apps",
        "https://developers.facebook.com/docs/facebook-login/guides/access-tokens",
    ),
    "Sentry": ("https://sentry.io/settings/auth-tokens/", "https://docs.sentry.io/account/auth-tokens/"),
    "Linear": ("https://linear.app/settings/api", "https://linear.app/developers/graphql"),
    "Notion": ("https://www.notion.so/profile/integrations", "https://developers.notion.com/docs/authorization"),
    "Postman": (
        "https://go.postman.co/settings/me/api-keys",
        "https://learning.postman.com/docs/developer/postman-api/authentication/",
    ),
    "Grafana": (
        "https://grafana.com/docs/grafana/latest/administration/service-accounts/",
        "https://grafana.com/docs/grafana/latest/administration/service-accounts/",
    ),
    "New Relic": (
        "https://one.newrelic.com/api-keys",
        "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/",
    ),
    "Dynatrace": (
        "https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens",
        "https://docs.dynatrace.com/docs/shortlink/api-authentication",
    ),
    "1Password": ("https://my.1password.com", "https://developer.1password.com/docs/service-accounts/"),
    "Atlassian": (
        "https://id.atlassian.com/manage-profile/security/api-tokens",
        "https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/",
    ),
    "JFrog": (
        "https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens",
        "https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens",
    ),
    "Airtable": (
        "https://airtable.com/create/tokens",
        "https://airtable.com/developers/web/guides/personal-access-tokens",
    ),
    "Figma": ("https://www.figma.com/settings", "https://www.figma.com/developers/api#access-tokens"),
    "Buildkite": (
        "https://buildkite.com/user/api-access-tokens",
        "https://buildkite.com/docs/apis/managing-api-tokens",
    ),
    "CircleCI": ("https://app.circleci.com/settings/user/tokens", "https://circleci.com/docs/managing-api-tokens/"),
    "Datadog": (
        "https://app.datadoghq.com/organization-settings/api-keys",
        "https://docs.datadoghq.com/account_management/api-app-keys/",
    ),
    "Snyk": ("https://app.snyk.io/account", "https://docs.snyk.io/snyk-api/authentication-for-api"),
    "HubSpot": ("https://app.hubspot.com", "https://developers.hubspot.com/docs/guides/apps/private-apps/overview"),
    "Tailscale": (
        "https://login.tailscale.com/admin/settings/keys",
        "https://tailscale.com/docs/reference/key-prefixes",
    ),
    "Okta": (
        "https://developer.okta.com/docs/guides/create-an-api-token/main/",
        "https://developer.okta.com/docs/guides/create-an-api-token/main/",
    ),
    "PagerDuty": (
        "https://support.pagerduty.com/main/docs/api-access-keys",
        "https://support.pagerduty.com/main/docs/api-access-keys",
    ),
}
