import { type PolicyDocument, routerPolicy } from '@privateline/control-plane';
import type { Cell } from '@privateline/tenancy';
import { functions, logGroupOf } from './shape.ts';

/** Who may wear the router's role: the Lambda service, and nobody else. */
export const routerTrustPolicy: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'RunFunctions',
      Effect: 'Allow',
      Principal: { Service: 'lambda.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
  ],
};

/** What the router's policy depends on in one deployment. No cell account named: its own account is the only cell. */
export type RouterSurroundings = {
  readonly cellAccountIds: readonly string[];
  readonly directoryTableArn: string;
  readonly directoryKeyArn: string;
};

/** All that the functions of the shape may do in this place: the control plane's policy, with their own log groups. */
export const routerRolePolicy = (place: Cell, surroundings: RouterSurroundings): PolicyDocument => {
  const { cellAccountIds, ...arns } = surroundings;
  return routerPolicy({
    ...arns,
    partition: place.partition,
    cellAccountIds: cellAccountIds.length === 0 ? [place.accountId] : cellAccountIds,
    logGroupArns: functions.map(
      (fn) => `arn:${place.partition}:logs:${place.region}:${place.accountId}:log-group:${logGroupOf(fn)}:*`,
    ),
  });
};
