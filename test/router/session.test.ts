import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BLUE_NUMBER, callTo, chatWith, createLine, RED_NUMBER, signToken } from './fakes/line.ts';

/** The session id that each of these requests is invoked with. */
const sessionsOf = async (
  line: ReturnType<typeof createLine>,
  requests: Parameters<typeof line.route>[0][],
) => {
  line.runtimes.invocations.length = 0;
  for (const request of requests) await line.route(request);
  return line.runtimes.invocations.map(({ sessionId }) => String(sessionId));
};

test('a session is 64 hexadecimal characters, the same for one conversation, and another for any other', async () => {
  const line = createLine();
  const token = (claims: Record<string, string>) => signToken(line.clock(), claims);
  const [ada, ben, adaOfRed] = [
    await token({ sub: 'ada' }),
    await token({ sub: 'ben' }),
    await token({ sub: 'ada', org: 'red' }),
  ];
  const requests = [
    chatWith(ada, 'Hi', 'c1'),
    chatWith(ada, 'Hi', 'c2'),
    chatWith(ben, 'Hi', 'c1'),
    chatWith(adaOfRed, 'Hi', 'c1'),
    callTo(BLUE_NUMBER, 'Hi', undefined, 'c1'),
    callTo(BLUE_NUMBER, 'Hi', undefined, 'c2'),
    callTo(RED_NUMBER, 'Hi', undefined, 'c1'),
  ];
  const sessions = await sessionsOf(line, requests);
  for (const session of sessions) expect(session).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(sessions).size).toBe(requests.length);
  expect(await sessionsOf(line, requests)).toEqual(sessions);
});

test('no trick of delimiters makes two conversations one, and nothing that a caller sends is in the id', async () => {
  const line = createLine();
  const part = fc.stringMatching(/^[#:|,"[\]a-b]{1,6}$/);
  await fc.assert(
    fc.asyncProperty(
      part,
      part,
      part,
      part,
      async (subject, conversation, otherSubject, otherConversation) => {
        fc.pre(subject !== otherSubject || conversation !== otherConversation);
        const one = chatWith(await signToken(line.clock(), { sub: subject }), 'Hi', conversation);
        const other = chatWith(await signToken(line.clock(), { sub: otherSubject }), 'Hi', otherConversation);
        const [first, second] = await sessionsOf(line, [one, other]);
        expect(first).not.toBe(second);
      },
    ),
    { numRuns: 100 },
  );
});
