import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clientOf, EVERYTHING, REGION, type RunningCloud, runCloud } from './running-cloud.ts';

let cloud: RunningCloud;

beforeAll(async () => {
  cloud = await runCloud();
});
afterAll(() => cloud.close());
afterEach(() => {
  cloud.time.shiftMs = 0;
});

type Change = (request: { headers: Record<string, string>; body?: unknown; path: string }) => void;

/** GetCallerIdentity by AWS's own client, changed after it was signed. */
const call = async (change: Change = () => {}, configuration = clientOf(cloud, EVERYTHING)) => {
  const client = new STSClient(configuration);
  client.middlewareStack.add(
    (next) => async (parameters) => {
      const { request } = parameters;
      if (typeof request === 'object' && request !== null && 'headers' in request)
        Reflect.apply(change, undefined, [request]);
      return next(parameters);
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  return client.send(new GetCallerIdentityCommand({}));
};

const sessionKeys = () => {
  cloud.roles.put({
    name: 'agent',
    path: '/',
    trust: {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { Service: 'lambda.amazonaws.com' },
        Action: 'sts:AssumeRole',
      },
    },
    policies: [EVERYTHING],
    boundary: null,
    tags: {},
  });
  const { key } = cloud.assumeAsService(
    'lambda.amazonaws.com',
    'arn:aws:iam::111111111111:role/agent',
    's1',
    [],
  );
  return {
    accessKeyId: key.accessKeyId,
    secretAccessKey: key.secretAccessKey,
    sessionToken: key.sessionToken ?? '',
  };
};

const withKeys = (credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }) => ({
  ...clientOf(cloud),
  credentials,
});

describe('a call that is signed well', () => {
  test('is answered, for a user and for a session', async () => {
    expect(await call()).toMatchObject({
      Arn: 'arn:aws:iam::111111111111:user/ada',
      Account: '111111111111',
    });
    expect(await call(undefined, withKeys(sessionKeys()))).toMatchObject({
      Arn: 'arn:aws:sts::111111111111:assumed-role/agent/s1',
    });
  });
});

describe('a call is refused', () => {
  const refused = (attempt: Promise<unknown>, name: string) =>
    expect(attempt).rejects.toMatchObject({ name });

  test.each<[string, Change, string]>([
    [
      'whose body was changed',
      (request) => {
        request.body = 'Action=GetCallerIdentity&Version=2011-06-16';
      },
      'SignatureDoesNotMatch',
    ],
    [
      'whose path was changed',
      (request) => {
        request.path = '/other';
      },
      'SignatureDoesNotMatch',
    ],
    [
      'whose signed header was changed',
      (request) => {
        request.headers['content-type'] = 'application/x-www-form-urlencoded; charset=utf-8';
      },
      'SignatureDoesNotMatch',
    ],
    [
      'with an x-amz header that was added',
      (request) => {
        request.headers['x-amz-extra'] = '1';
      },
      'IncompleteSignature',
    ],
    [
      'whose date was changed',
      (request) => {
        request.headers['x-amz-date'] = '20200101T000000Z';
      },
      'IncompleteSignature',
    ],
    [
      'without a signature',
      (request) => {
        delete request.headers['authorization'];
      },
      'MissingAuthenticationToken',
    ],
    [
      'with half a signature',
      (request) => {
        request.headers['authorization'] = 'AWS4-HMAC-SHA256 Credential=a';
      },
      'IncompleteSignature',
    ],
  ])('%s', (_, change, name) => refused(call(change), name));

  test('with the wrong secret', () => {
    const { credentials } = clientOf(cloud, EVERYTHING);
    return refused(
      call(undefined, withKeys({ ...credentials, secretAccessKey: 'wrong' })),
      'SignatureDoesNotMatch',
    );
  });

  test('with an unknown key', () =>
    refused(
      call(undefined, withKeys({ accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'x' })),
      'InvalidClientTokenId',
    ));

  test('without its session token, or with another’s', async () => {
    const { accessKeyId, secretAccessKey } = sessionKeys();
    await refused(call(undefined, withKeys({ accessKeyId, secretAccessKey })), 'InvalidClientTokenId');
    const { sessionToken } = sessionKeys();
    await refused(
      call(undefined, withKeys({ accessKeyId, secretAccessKey, sessionToken })),
      'InvalidClientTokenId',
    );
  });

  test('when the clocks differ by more than five minutes', async () => {
    for (const minutes of [-6, 6]) {
      cloud.time.shiftMs = minutes * 60_000;
      await refused(call(), 'RequestExpired');
    }
  });

  test('with a session that has ended', async () => {
    const keys = sessionKeys();
    cloud.time.shiftMs = 61 * 60_000;
    const client = new STSClient({ ...withKeys(keys), systemClockOffset: cloud.time.shiftMs });
    await refused(client.send(new GetCallerIdentityCommand({})), 'ExpiredToken');
  });
});

test('an operation or a service that is not done here is refused by name', async () => {
  const { GetSessionTokenCommand } = await import('@aws-sdk/client-sts');
  const client = new STSClient(clientOf(cloud, EVERYTHING));
  await expect(client.send(new GetSessionTokenCommand({}))).rejects.toThrow(/GetSessionToken/);
  expect(REGION).toBe(cloud.region);
});
