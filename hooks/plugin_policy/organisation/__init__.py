"""The promises about an organisation: each judged as pass, fail or unknown, with evidence."""
