import { type FunctionShape, throttling } from './shape.ts';

/**
 * The fields of an access log line, in API Gateway's own variables. Never a path as it was sent, an address, a user
 * agent or an identity: the route's pattern tells enough, and none of these may name a caller.
 */
const accessLogFields = {
  requestTime: '$context.requestTime',
  requestId: '$context.requestId',
  method: '$context.httpMethod',
  route: '$context.resourcePath',
  status: '$context.status',
  responseLatencyMs: '$context.responseLatency',
  integrationLatencyMs: '$context.integration.latency',
  integrationStatus: '$context.integration.integrationStatus',
  responseBytes: '$context.responseLength',
} as const;

/** The format of the access log: one JSON object a line. */
export const accessLogFormat = JSON.stringify(accessLogFields);

/** Settings of every method of the stage: throttled, measured, and with neither execution log nor data trace. */
export const methodSettings = {
  loggingLevel: 'OFF',
  dataTraceEnabled: false,
  metricsEnabled: true,
  cachingEnabled: false,
  throttlingRateLimit: throttling.ratePerSecond,
  throttlingBurstLimit: throttling.burst,
} as const;

/** How long API Gateway waits for a function. Its own default, 29 s, would end a stream that is still speaking. */
export const integrationTimeoutMs = (fn: FunctionShape): number => fn.timeoutS * 1000;
