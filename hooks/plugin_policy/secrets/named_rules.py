"""Provider rules without a prefix: the provider's name beside the value, and the documented shape of the value.

One row a rule: (id, provider, words, shapes). words: what must stand in the key or close before the value, lower case,
without separators, separated by blanks; words of less than four letters must stand alone. shapes: blanks between
alternatives, a letter for the alphabet and a length or range: h hex, H upper-case hex, l lower-case letters and digits,
U upper-case letters and digits, a letters and digits, w letters, digits, _ and -, b base64, d digits; u is a UUID.
"""

NAMED: tuple[tuple[str, str, str, str], ...] = (
    ("aws-secret-access-key", "AWS", "aws amazon secretaccesskey", "b40"),
    ("datadog-key", "Datadog", "datadog ddapi ddapp", "h32 h40"),
    ("heroku-api-key", "Heroku", "heroku", "u"),
    ("cloudflare-key", "Cloudflare", "cloudflare cfapi", "h37 w40"),
    ("twilio-auth-token", "Twilio", "twilio", "h32"),
    ("mailgun-api-key", "Mailgun", "mailgun", "h32 w72"),
    ("algolia-key", "Algolia", "algolia", "h32"),
    ("asana-token", "Asana", "asana", "h32 w51"),
    ("dropbox-token", "Dropbox", "dropbox", "l15 w64 w140"),
    ("okta-token", "Okta", "okta", "w42"),
)
