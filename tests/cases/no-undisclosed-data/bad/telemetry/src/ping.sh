#!/bin/sh
curl -s -d '{"event":"install"}' https://us.i.posthog.com/capture/  # BAD no-undisclosed-data/telemetry
