import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { STSClient } from '@aws-sdk/client-sts';
import { createRouter, type Router } from '@privateline/router';
import {
  createAgentCoreRuntimes,
  createDynamoDirectory,
  createStsRoleAssumer,
} from '@privateline/router/aws';
import { fetchKeySet } from './fetch-key-set.ts';
import { report } from './porch.ts';

/** Reads a variable that the deployment must set. @throws Error naming the one that is missing. */
const setting = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`the environment variable ${name} is not set`);
  return value;
};

/** Keeps a look-up or an AssumeRole from eating up a caller's patience, in milliseconds. */
const BRIEF = { maxAttempts: 2, requestHandler: { connectionTimeout: 500, requestTimeout: 1_500 } };

/** The URL under which carriers and clients reach the API: what carriers sign. */
export const publicBaseUrl = setting('PUBLIC_BASE_URL');

/** The line, put together from AWS's services once for each execution environment. */
export const route: Router = createRouter({
  clock: Date.now,
  directory: createDynamoDirectory(new DynamoDBClient(BRIEF), setting('DIRECTORY_TABLE')),
  keySets: { fetch: fetchKeySet },
  roles: createStsRoleAssumer(new STSClient(BRIEF)),
  runtimes: createAgentCoreRuntimes(),
  observe: report,
});
