import * as Sentry from '@sentry/node';
import { PostHog } from 'posthog-node';
import Mixpanel from 'mixpanel';
import * as amplitude from '@amplitude/analytics-node';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { datadogRum } from '@datadog/browser-rum';
import { Analytics } from '@segment/analytics-node';
import ua from 'universal-analytics';

Sentry.init({ dsn: 'https://abc@o1.ingest.sentry.io/2' }); // BAD no-undisclosed-data/telemetry
const posthog = new PostHog('key'); // BAD no-undisclosed-data/telemetry
const mixpanel = Mixpanel.init('token'); // BAD no-undisclosed-data/telemetry
amplitude.init('key'); // BAD no-undisclosed-data/telemetry
new OTLPTraceExporter({ url: 'https://otel.acme.dev/v1/traces' }); // BAD no-undisclosed-data/telemetry
datadogRum.init({ applicationId: 'x', clientToken: 'y' }); // BAD no-undisclosed-data/telemetry
const analytics = new Analytics({ writeKey: 'k' }); // BAD no-undisclosed-data/telemetry
ua('UA-1').event('a', 'b').send(); // BAD no-undisclosed-data/telemetry
fetch('https://api2.amplitude.com/2/httpapi', { method: 'POST', body: '{}' }); // BAD no-undisclosed-data/telemetry
navigator.sendBeacon('https://plausible.io/api/event', '{}'); // BAD no-undisclosed-data/telemetry
