import type { Decision, Layer } from './authorize.ts';
import type { AuthorizationRequest } from './request.ts';

const LAYERS: Readonly<Record<Layer, string>> = {
  identity: 'identity-based policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  resource: 'resource-based policy',
};

const nameOf = ({ principal }: AuthorizationRequest): string => {
  switch (principal.kind) {
    case 'role session':
      return principal.sessionArn;
    case 'user':
      return principal.arn;
    case 'service':
      return principal.service;
  }
};

/** Says a decision in the words that AWS's own services use. */
export const explain = (decision: Decision, request: AuthorizationRequest): string => {
  const what = `to perform: ${request.action} on resource: ${request.resource}`;
  if (decision.outcome === 'allowed') return `User: ${nameOf(request)} is authorized ${what}`;
  const layer = LAYERS[decision.layer];
  const because =
    decision.cause === 'explicit'
      ? `with an explicit deny in a ${layer}`
      : `because no ${layer} allows the ${request.action} action`;
  return `User: ${nameOf(request)} is not authorized ${what} ${because}`;
};
