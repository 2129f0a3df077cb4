import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import type { MiddlewareObj, Request } from '@middy/core';
import type { Route } from '@privateline/router';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const logger = new Logger();
const metrics = new Metrics();

/** Writes one line and its counts for each walk along the line: rooms, times and outcome, nothing that anybody said. */
export const report = (route: Route): void => {
  logger.info('route', { route });
  metrics.addMetric(route.outcome === 'answered' ? 'Answered' : 'Refused', 'Count', 1);
  if (route.outcome !== 'answered') metrics.addMetadata('refusal', route.outcome);
  if (route.ignoredClaims > 0) metrics.addMetric('IgnoredTenancyClaims', 'Count', route.ignoredClaims);
};

/** Where an error came from, without its message: that could quote what somebody sent. */
const traceOf = ({ name, stack }: Error) => ({
  name,
  at: stack?.split('\n').filter((line) => line.startsWith('    at ')),
});

/**
 * What every function has at its porch: logs, metrics, and an answer for what should never happen.
 *
 * @param answerError makes the reply that a client gets for an error of ours.
 */
export const porch = <Reply>(answerError: () => Reply): MiddlewareObj<APIGatewayProxyEvent, Reply>[] => [
  injectLambdaContext(logger),
  logMetrics(metrics),
  {
    onError: (request: Request<APIGatewayProxyEvent, Reply>) => {
      if (request.error) logger.error('failed', traceOf(request.error));
      request.response = answerError();
    },
  },
];
