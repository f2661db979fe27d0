#!/bin/sh
curl -H "Authorization: Bearer $OPENAI_API_KEY" https://api.openai.com/v1/models
curl -H "PRIVATE-TOKEN: $GITLAB_TOKEN" https://gitlab.example.org/api/v4/user
curl -H "x-api-key: $ANTHROPIC_API_KEY" https://api.anthropic.com/v1/messages
curl -u "$JIRA_EMAIL:$JIRA_API_TOKEN" https://acme.atlassian.net/rest
npm config set //registry.acme.dev/:_authToken "$NPM_TOKEN"
