import analytics
import posthog
import requests
import sentry_sdk
from amplitude import Amplitude
from ddtrace import tracer
from mixpanel import Mixpanel
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

sentry_sdk.init(dsn="https://abc@o1.ingest.sentry.io/2")  # BAD no-undisclosed-data/telemetry
client = posthog.Posthog("key", host="https://us.i.posthog.com")
client.capture("user", "started")  # BAD no-undisclosed-data/telemetry
analytics.write_key = "key"
analytics.track("user", "started")  # BAD no-undisclosed-data/telemetry
Mixpanel("token").track("user", "started")  # BAD no-undisclosed-data/telemetry
Amplitude("key").track({"event": "started"})  # BAD no-undisclosed-data/telemetry
OTLPSpanExporter(endpoint="https://otel.acme.dev/v1/traces")  # BAD no-undisclosed-data/telemetry
requests.post("https://www.google-analytics.com/mp/collect?measurement_id=G-1", json={"e": 1})  # BAD no-undisclosed-data/telemetry
requests.post("https://api.segment.io/v1/track", json={"e": 1})  # BAD no-undisclosed-data/telemetry
