export { createAgentCoreRuntimes } from './agentcore-runtimes.ts';
export { createDynamoDirectory } from './dynamodb-directory.ts';
export { createStsRoleAssumer } from './sts-role-assumer.ts';
