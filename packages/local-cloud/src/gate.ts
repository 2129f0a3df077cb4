import {
  type ApplicablePolicies,
  type AuthorizationRequest,
  authorize,
  type Context,
  explain,
  type Policy,
  type Principal,
} from '@privateline/iam';
import { AwsError } from './aws-error.ts';
import type { AwsRequest } from './aws-request.ts';
import type { Clock } from './clock.ts';
import type { Decisions } from './decisions.ts';
import { type AccessKey, type AccessKeys, principalOf } from './iam/access-keys.ts';
import { baseContext, type ContextEntry } from './iam/context.ts';
import { type Authorization, readAuthorization } from './sigv4/authorization.ts';
import { type Verdict, verifySignature } from './sigv4/verify.ts';

/** Who signed a request, as has been verified. */
export interface Signer {
  readonly key: AccessKey;
  readonly principal: Principal;
  readonly context: readonly ContextEntry[];
}

/** What a signer is about to do. A request that touches several resources asks for each. */
export interface Ask {
  readonly action: string;
  readonly resource: string;
  readonly resourcePolicy: ApplicablePolicies['resource'];
  readonly context: readonly ContextEntry[];
}

/** Context keys are compared without regard to case: here they all become lower case. */
const contextOf = (entries: readonly ContextEntry[]): Context =>
  new Map(entries.map(([key, values]) => [key.toLowerCase(), values]));

/** Where every call is stopped: its signature first, then the policies of everyone concerned. */
export interface Gate {
  /** @throws AwsError if the request is not signed by a key that is known and in force. */
  authenticate(request: AwsRequest, claimed: Authorization): Signer;
  /** @throws AwsError AccessDenied, in AWS's own words. */
  admit(signer: Signer, ask: Ask): void;
  /** Asks on behalf of an AWS service, which signs nothing here. @throws AwsError AccessDenied. */
  admitService(service: string, ask: Ask): void;
}

const SIGNATURE_FAULTS: Readonly<Record<Exclude<Verdict, 'valid'>, () => AwsError>> = {
  incomplete: () =>
    new AwsError('IncompleteSignature', 400, 'The request signature does not conform to AWS standards.'),
  skewed: () =>
    new AwsError(
      'RequestExpired',
      403,
      'Signature not yet current, or expired: the clock differs by more than 5 minutes.',
    ),
  mismatch: () =>
    new AwsError(
      'SignatureDoesNotMatch',
      403,
      'The request signature we calculated does not match the signature you provided.',
    ),
};

/** Reads the signature of a request. @throws AwsError if there is none that can be read. */
export const claimedAuthorization = (request: AwsRequest): Authorization => {
  const claimed = readAuthorization(request);
  if (claimed === 'missing')
    throw new AwsError('MissingAuthenticationToken', 403, 'Request is missing Authentication Token');
  if (claimed === 'malformed') throw SIGNATURE_FAULTS.incomplete();
  return claimed;
};

const policiesOf = ({
  holder,
}: AccessKey): { identity: readonly Policy[]; boundary: Policy | null; session: Policy | null } =>
  holder.kind === 'user'
    ? { identity: holder.policies, boundary: null, session: null }
    : {
        identity: holder.session.role.policies,
        boundary: holder.session.role.boundary,
        session: holder.session.policy,
      };

const nameOf = (principal: Principal): string => {
  if (principal.kind === 'service') return principal.service;
  return principal.kind === 'user' ? principal.arn : principal.sessionArn;
};

export const createGate = (accountId: string, keys: AccessKeys, decisions: Decisions, clock: Clock): Gate => {
  const decide = (request: AuthorizationRequest, policies: ApplicablePolicies): void => {
    const decision = authorize(request, policies);
    const denial = decision.outcome === 'denied' ? { cause: decision.cause, layer: decision.layer } : null;
    const { action, resource } = request;
    decisions.record({
      atMs: clock(),
      principal: nameOf(request.principal),
      action,
      resource,
      allowed: denial === null,
      denial,
    });
    if (denial !== null) throw new AwsError('AccessDenied', 403, explain(decision, request));
  };

  return {
    authenticate(request, claimed) {
      const key = keys.find(claimed.accessKeyId);
      const token = request.headers.get('x-amz-security-token') ?? null;
      if (key === undefined || key.sessionToken !== token)
        throw new AwsError(
          'InvalidClientTokenId',
          403,
          'The security token included in the request is invalid.',
        );
      const verdict = verifySignature(request, claimed, key.secretAccessKey, clock());
      if (verdict !== 'valid') throw SIGNATURE_FAULTS[verdict]();
      if (key.holder.kind === 'session' && clock() >= key.holder.session.expiresAtMs)
        throw new AwsError('ExpiredToken', 403, 'The security token included in the request is expired');
      const principal = principalOf(key, accountId);
      return { key, principal, context: baseContext(key, principal, claimed.region, clock()) };
    },
    admit({ key, principal, context }, { action, resource, resourcePolicy, context: asked }) {
      const request = {
        principal,
        action,
        resource,
        resourceAccountId: accountId,
        context: contextOf([...context, ...asked]),
      };
      decide(request, { ...policiesOf(key), resource: resourcePolicy });
    },
    admitService(service, { action, resource, resourcePolicy, context }) {
      const principal: Principal = { kind: 'service', service };
      const request = {
        principal,
        action,
        resource,
        resourceAccountId: accountId,
        context: contextOf(context),
      };
      decide(request, { identity: [], boundary: null, session: null, resource: resourcePolicy });
    },
  };
};
