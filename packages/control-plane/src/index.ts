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
