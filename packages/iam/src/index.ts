export { type ApplicablePolicies, authorize, type Decision, type Layer } from './authorize.ts';
export { explain } from './explain.ts';
export { type PolicyKind, parsePolicy } from './parse.ts';
export type { Condition, Policy, Statement } from './policy.ts';
export type { Reading } from './reading.ts';
export type { AuthorizationRequest, Context, Principal } from './request.ts';
