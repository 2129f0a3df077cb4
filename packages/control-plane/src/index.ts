export type { PostureRequest } from './posture/combine.ts';
export { type Posture, type PostureOutcome, settlePosture } from './posture/posture.ts';
export { explainPostureProblem, type PostureProblem } from './posture/problem.ts';
export type { Network, PostureSettings } from './posture/settings.ts';
export { agentPolicy, agentTrust } from './silo/agent-role.ts';
export { BOUNDARY_NAME, siloBoundary } from './silo/boundary.ts';
export { dispatchPolicy, dispatchTrust, ROUTER_SOURCE_IDENTITY } from './silo/dispatch-role.ts';
export type { PolicyDocument, Statement } from './silo/policy-document.ts';
export {
  ROUTER_ROLE_NAME,
  ROUTER_ROLE_PATH,
  type RouterReach,
  routerPolicy,
  routerRoleArn,
} from './silo/router-policy.ts';
export { runtimePolicy } from './silo/runtime-policy.ts';
