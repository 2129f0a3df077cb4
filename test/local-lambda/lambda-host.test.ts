import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../eventually.ts';
import { isRunning } from '../start/running-demo.ts';
import { RUNTIMES, runHost, startSignal } from './running-host.ts';

describe.each(RUNTIMES)('with $name', ({ runtime }) => {
  let host: Awaited<ReturnType<typeof runHost>>;

  beforeAll(async () => {
    host = await runHost(runtime);
  });
  afterAll(() => host.close());

  const invoke = (name: string, event: unknown = {}) => host.lambda.invoke(name, event);

  const payloadOf = async (event: unknown) => {
    const invocation = await invoke('buffered', event);
    if (invocation.kind !== 'buffered') throw new Error(`the function answered with ${invocation.kind}`);
    return JSON.parse(invocation.payload);
  };

  describe('a function', () => {
    test('answers with what its handler returns', async () => {
      expect(await payloadOf({ hello: 'wörld' })).toEqual({ hello: 'wörld' });
    });

    test('knows its name and how long it has left', async () => {
      const { name, remaining, id } = await payloadOf({ ask: 'context' });
      expect(name).toBe('buffered');
      expect(remaining).toBeGreaterThan(0);
      expect(remaining).toBeLessThanOrEqual(2_000);
      expect(id).toMatch(/^[0-9a-f-]{36}$/);
    });

    test('has its own variables and Lambda’s, and nothing of the process that started it', async () => {
      process.env['SECRET_OF_THE_HOST'] = 'x';
      const environment = await payloadOf({ ask: 'environment' });
      expect(environment).toMatchObject({
        OWN: 'buffered',
        AWS_LAMBDA_FUNCTION_NAME: 'buffered',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
        TZ: ':UTC',
      });
      for (const inherited of ['SECRET_OF_THE_HOST', 'PATH', 'HOME'])
        expect(environment).not.toHaveProperty(inherited);
    });

    test('keeps its process for the next invocation, one at a time; a second at once has a process of its own, a third is throttled', async () => {
      const first = await payloadOf({ ask: 'process' });
      const second = await payloadOf({ ask: 'process' });
      expect(second).toEqual({ pid: first.pid, invocations: first.invocations + 1 });
      const signal = await startSignal();
      const both = [
        payloadOf({ ask: 'wait', until: signal.url }),
        payloadOf({ ask: 'wait', until: signal.url }),
      ];
      await eventually(() => expect(host.lambda.pids()).toHaveLength(2));
      expect(await invoke('buffered')).toEqual({ kind: 'throttled' });
      signal.go();
      const [one, other] = await Promise.all(both);
      expect(one.pid).not.toBe(other.pid);
      await signal.close();
    });

    test.each([
      ['throws', { ask: 'throw' }, { kind: 'function error', errorType: 'TypeError' }],
      ['ends its process', { ask: 'exit' }, { kind: 'function error', errorType: 'Runtime.ExitError' }],
      ['takes longer than it may', { ask: 'hang' }, { kind: 'timed out' }],
    ])('that %s is said so, and the next call is answered', async (_, event, outcome) => {
      expect(await invoke('buffered', event)).toEqual(outcome);
      await eventually(async () => expect((await invoke('buffered', { a: 1 })).kind).toBe('buffered'));
    });

    test.each(['missing-handler', 'no-function', 'missing-file'])(
      'that cannot be loaded is an error: %s',
      async (name) => {
        expect(await invoke(name)).toMatchObject({ kind: 'function error' });
      },
    );

    test('that is not configured is a bug of the caller', async () => {
      await expect(invoke('nothing')).rejects.toThrow('nothing');
    });

    test('whose process is killed is told of, and starts anew', async () => {
      const { pid } = await payloadOf({ ask: 'process' });
      host.notices.length = 0;
      process.kill(pid, 'SIGKILL');
      await eventually(() => expect(host.notices.join()).toContain('starts a fresh one'));
      expect((await payloadOf({ ask: 'process' })).pid).not.toBe(pid);
    });
  });

  test('closing ends every process', async () => {
    const own = await runHost(runtime);
    await own.lambda.invoke('buffered', {});
    const pids = own.lambda.pids();
    await own.close();
    expect(pids.length).toBeGreaterThan(0);
    await eventually(() => expect(pids.filter(isRunning)).toEqual([]));
  });
});
