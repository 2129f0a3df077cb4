import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { tenantKey } from '@privateline/tenancy';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { directoryTable } from '../../infra/shape.ts';
import { AUDIENCE } from '../../packages/demo/src/issuer.ts';
import { eventually } from '../eventually.ts';
import { fetchToken, postChat, readEvents } from './chat-client.ts';
import {
  accountOf,
  numberOf,
  type RunningSwitchboard,
  runSwitchboard,
  tenantNamed,
} from './running-switchboard.ts';
import { drawCallSid, postWebhook, type Webhook } from './twilio-carrier.ts';

let switchboard: RunningSwitchboard;

beforeAll(async () => {
  switchboard = await runSwitchboard();
});
afterAll(() => switchboard.close());
beforeEach(() => {
  switchboard.invocations.length = 0;
});

const UNREACHABLE = 'This number is not in service. Goodbye.';

const callOf = (name: string): Webhook => {
  const tenant = tenantNamed(switchboard, name);
  return {
    account: accountOf(switchboard, tenant),
    to: numberOf(tenant),
    callSid: drawCallSid(),
    words: 'Hello?',
  };
};

const nobodyWasReached = () => expect(switchboard.invocations).toEqual([]);

describe('a webhook is turned away with 403 and nothing else', () => {
  const turnedAway = async (answer: Response) => {
    expect([answer.status, await answer.text()]).toEqual([403, '']);
    nobodyWasReached();
  };

  test('when its signature is missing or wrong', async () => {
    const call = callOf('Maple Street Dental');
    for (const signature of ['', 'AAAAAAAAAAAAAAAAAAAAAAAAAAA='])
      await turnedAway(await postWebhook(switchboard.baseUrl, { ...call, signature }));
  });

  test('when it was signed with another account’s secret', async () => {
    const call = callOf('Maple Street Dental');
    const { secret } = accountOf(switchboard, tenantNamed(switchboard, 'Hotel Lindenhof'));
    await turnedAway(
      await postWebhook(switchboard.baseUrl, { ...call, account: { ...call.account, secret } }),
    );
  });

  test('when it is replayed to another URL', async () => {
    const { account } = callOf('Maple Street Dental');
    const { endpoint } = accountOf(switchboard, tenantNamed(switchboard, 'Hotel Lindenhof'));
    const replayed = { ...callOf('Maple Street Dental'), account: { ...account, endpoint } };
    await turnedAway(await postWebhook(switchboard.baseUrl, replayed));
  });

  test('when a parameter was changed after it was signed', async () => {
    const call = callOf('Maple Street Dental');
    const signed = await postWebhook(switchboard.baseUrl, call);
    expect(signed.status).toBe(200);
    switchboard.invocations.length = 0;
    const url = `${switchboard.baseUrl}/voice/twilio/${call.account.endpoint}`;
    await turnedAway(await fetch(url, { method: 'POST', body: new URLSearchParams({ To: call.to }) }));
  });

  test('when its endpoint is unknown or its body is not a form', async () => {
    const call = callOf('Maple Street Dental');
    const unknown = { ...call, account: { ...call.account, endpoint: 'ep0000000000000000' } };
    await turnedAway(await postWebhook(switchboard.baseUrl, unknown));
    const url = `${switchboard.baseUrl}/voice/twilio/${call.account.endpoint}`;
    for (const body of ['%%%', '{"To":"+12025550143"}', '\u0000'])
      await turnedAway(await fetch(url, { method: 'POST', body }));
  });
});

describe('a verified carrier’s call that cannot be routed is told so politely and hung up', () => {
  const hungUp = async (answer: Response, words = UNREACHABLE) => {
    const spoken = await answer.text();
    expect(answer.status).toBe(200);
    expect(spoken).toContain(words);
    expect(spoken).toContain('<Hangup');
    nobodyWasReached();
  };

  test.each(['+12025550199', 'anonymous', '', '+1', 'sip:reception@example.com', '+1２025550143'])(
    'to the dialled number %j',
    async (to) => hungUp(await postWebhook(switchboard.baseUrl, { ...callOf('Maple Street Dental'), to })),
  );

  test('to a neighbour’s number, signed by an account of the third tenant', async () => {
    const { account } = callOf('Hotel Lindenhof');
    await hungUp(await postWebhook(switchboard.baseUrl, { ...callOf('Maple Street Dental'), account }));
  });

  test('and a paused tenant’s callers hear that it is paused, as soon as the lease has ended', async () => {
    const { serving } = tenantNamed(switchboard, 'Chain & Bell Cycles');
    const setStatus = (status: string) =>
      switchboard.dynamodb.send(
        new UpdateItemCommand({
          TableName: directoryTable.name,
          Key: { [directoryTable.partitionKey]: { S: tenantKey(serving.id) } },
          UpdateExpression: 'SET #status = :status',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':status': { S: status } },
        }),
      );
    await setStatus('paused');
    const call = { ...callOf('Chain & Bell Cycles') };
    const hear = async () => (await postWebhook(switchboard.baseUrl, call)).text();
    await eventually(async () => expect(await hear()).toContain('This line is paused.'));
    const chat = await postChat(switchboard.baseUrl, await fetchToken(switchboard, 'Clara'), {
      message: 'Hi',
    });
    expect(await chat.json()).toMatchObject({ code: 'tenant_paused' });
    await setStatus('active');
    await eventually(async () => expect(await hear()).not.toContain('paused'));
  });
});

describe('a chat request is refused with a problem', () => {
  const refused = async (answer: Response, status: number, code: string) => {
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    const problem = await answer.json();
    expect(problem).toMatchObject({ status, code, type: `urn:privateline:refusal:${code}` });
    expect(answer.status).toBe(status);
    nobodyWasReached();
  };

  const claims = () => ({ org: tenantNamed(switchboard, 'Maple Street Dental').organisation });
  const jwt = () =>
    new SignJWT(claims())
      .setIssuer(switchboard.issuer.url)
      .setAudience(AUDIENCE)
      .setSubject('Ada')
      .setIssuedAt()
      .setExpirationTime('5m');

  test('401 for every token that proves nothing', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const keySet: { keys: [{ kid: string }] } = JSON.parse(
      await (await fetch(switchboard.issuer.keySetUrl)).text(),
    );
    const [key] = keySet.keys;
    const header = { alg: 'ES256', typ: 'at+jwt', kid: key.kid };
    const good = await fetchToken(switchboard, 'Ada');
    const [head, body, signature] = good.split('.');
    const tokens = {
      'signed by an unknown key': await jwt().setProtectedHeader(header).sign(privateKey),
      'with its key in its header': await jwt()
        .setProtectedHeader({ ...header, jwk: await exportJWK(publicKey) })
        .sign(privateKey),
      'with the key set’s own public key as a secret': await jwt()
        .setProtectedHeader({ ...header, alg: 'HS256' })
        .sign(new TextEncoder().encode(JSON.stringify(key))),
      unsecured: new UnsecuredJWT(claims()).setIssuer(switchboard.issuer.url).setAudience(AUDIENCE).encode(),
      'of another issuer': await new SignJWT(claims())
        .setProtectedHeader(header)
        .setIssuer('https://issuer.example')
        .setAudience(AUDIENCE)
        .setExpirationTime('5m')
        .sign(privateKey),
      'with a changed body': `${head}.${Buffer.from('{"org":"hotel-lindenhof"}').toString('base64url')}.${signature}`,
      'without a signature': `${head}.${body}.`,
      'not a token': 'hello',
    };
    for (const token of Object.values(tokens))
      await refused(await postChat(switchboard.baseUrl, token, { message: 'Hi' }), 401, 'token_invalid');
    const naked = await fetch(`${switchboard.baseUrl}/chat`, { method: 'POST', body: '{"message":"Hi"}' });
    await refused(naked, 401, 'token_invalid');
    expect(naked.headers.get('www-authenticate')).toBe('Bearer');
  });

  test.each([
    ['malformed JSON', '{"message":', 400, 'request_malformed'],
    ['a member twice', '{"message":"a","message":"b"}', 400, 'request_malformed'],
    ['no message', '{}', 400, 'request_malformed'],
    ['a control character', '{"message":"\\u0000"}', 400, 'request_malformed'],
    ['a conversation that is an object', '{"message":"Hi","conversationId":{}}', 400, 'request_malformed'],
    ['an over-long message', JSON.stringify({ message: 'a'.repeat(20_000) }), 422, 'message_too_long'],
    ['a body over the limit', JSON.stringify({ message: 'a'.repeat(300_000) }), 413, 'request_too_large'],
  ])('%s', async (_, body, status, code) => {
    const token = await fetchToken(switchboard, 'Ada');
    await refused(await postChat(switchboard.baseUrl, token, body), status, code);
  });

  test('415 for a body that is not JSON', async () => {
    const token = await fetchToken(switchboard, 'Ada');
    const answer = await postChat(switchboard.baseUrl, token, 'Hi', { 'content-type': 'text/plain' });
    await refused(answer, 415, 'media_type_unsupported');
  });
});

describe('a request that names a tenant, role, ARN or session', () => {
  test('is not obeyed, and counted', async () => {
    const hotel = tenantNamed(switchboard, 'Hotel Lindenhof').serving;
    const dentist = tenantNamed(switchboard, 'Maple Street Dental').serving;
    const headers = {
      'x-tenant-id': hotel.id,
      'x-amzn-bedrock-agentcore-runtime-session-id': 'a'.repeat(64),
      'x-role-arn': hotel.line.runtimeArn,
    };
    const body = {
      message: 'Hi',
      tenantId: hotel.id,
      runtimeArn: hotel.line.runtimeArn,
      sessionId: 's'.repeat(40),
    };
    const token = await fetchToken(switchboard, 'Ada');
    await readEvents(await postChat(switchboard.baseUrl, token, body, headers));
    const [invocation] = switchboard.invocations;
    expect(invocation?.runtimeArn).toBe(dentist.line.runtimeArn);
    expect(invocation?.sessionId).not.toContain('aaaa');
    const counted = () => switchboard.logs.map((line) => /"ignoredClaims":(\d+)/.exec(line)?.[1]);
    await eventually(() => expect(counted()).toContain('6'));
  });
});

test('no log line holds words, numbers, tokens or secrets', async () => {
  const token = await fetchToken(switchboard, 'Ada');
  await postWebhook(switchboard.baseUrl, {
    ...callOf('Maple Street Dental'),
    words: 'My toothache is private',
  });
  await readEvents(await postChat(switchboard.baseUrl, token, { message: 'My toothache is private' }));
  await eventually(() =>
    expect(switchboard.logs.filter((line) => line.includes('"route"')).length).toBeGreaterThan(1),
  );
  const secrets = switchboard.fleet.carrierAccounts.map(({ secret }) => secret);
  const log = switchboard.logs.join('\n');
  for (const private_ of ['toothache', '+1202555', '12025550143', '+15005550006', token, ...secrets])
    expect(log).not.toContain(private_);
});
