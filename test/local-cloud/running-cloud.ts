import { type LocalCloud, type RecordedInvocation, startLocalCloud } from '@privateline/local-cloud';

export const ACCOUNT = '111111111111';
export const REGION = 'us-east-1';

/** A policy document of these statements. */
export const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
export const EVERYTHING = policy({ Effect: 'Allow', Action: '*', Resource: '*' });

/** AWS on loopback for a test: its clock can be moved, and everything is heard. */
export interface RunningCloud extends LocalCloud {
  readonly time: { shiftMs: number };
  readonly invocations: RecordedInvocation[];
  readonly notices: string[];
  readonly agentLog: string[];
}

export const runCloud = async (): Promise<RunningCloud> => {
  const time = { shiftMs: 0 };
  const heard = {
    invocations: [] as RecordedInvocation[],
    notices: [] as string[],
    agentLog: [] as string[],
  };
  const cloud = await startLocalCloud({
    port: 0,
    region: REGION,
    accountId: ACCOUNT,
    clock: () => Date.now() + time.shiftMs,
    onAgentEvent: ({ text }) => heard.notices.push(text),
    onAgentLog: ({ line }) => heard.agentLog.push(line),
    onInvocation: (invocation) => heard.invocations.push(invocation),
  });
  return { ...cloud, ...heard, time };
};

/** What an SDK client needs to call the cloud as a user with these policies. */
export const clientOf = (cloud: LocalCloud, ...policies: object[]) => {
  const { accessKeyId, secretAccessKey } = cloud.keys.putUser('ada', policies);
  return {
    endpoint: cloud.endpoint,
    region: REGION,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
  };
};
