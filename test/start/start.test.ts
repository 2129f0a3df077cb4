import { existsSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { eventually } from '../eventually.ts';
import { isRunning, type RunningDemo, runCommand, runProgram, startDemo } from './running-demo.ts';

/** `npm start` and the `privateline` command as a person uses them. */

let demo: RunningDemo;

afterEach(() => demo.interrupt());

const [FIRST, SECOND] = ['Maple Street Dental', 'Chain & Bell Cycles'];

const portOf = (url: string): string => new URL(url).port;
const numberOf = (name: string): string =>
  demo.description.tenants.find((tenant) => tenant.name === name)?.numbers[0] ?? '';

describe('npm start', () => {
  test('says who can be called, and describes itself for any other client', async () => {
    demo = await startDemo();
    for (const { id, name, numbers } of demo.description.tenants)
      for (const text of [id, name, numbers.join(' ')]) expect(demo.printed()).toContain(text);
    const { baseUrl, tenants, carriers, chat, issuer, localCloud } = demo.description;
    expect(tenants).toHaveLength(3);
    expect(carriers.map(({ numbers }) => numbers.length)).toEqual([2, 1]);
    for (const { webhookUrl, carrier, endpoint } of carriers)
      expect(webhookUrl).toBe(`${baseUrl}/voice/${carrier}/${endpoint}`);
    expect(chat.url).toBe(`${baseUrl}/chat`);
    expect(issuer.tokenEndpoint).toBe(`${issuer.url}/token`);
    for (const url of [baseUrl, localCloud.endpoint, issuer.url])
      expect(new URL(url).hostname).toBe('127.0.0.1');
  });

  test('ends everything that it started on Ctrl-C', async () => {
    demo = await startDemo();
    await runCommand(demo, 'call', '--to', numberOf(FIRST), '--say', 'Hello');
    const started = await demo.descendants();
    expect(started.length).toBeGreaterThan(1);
    expect(await demo.interrupt()).toBe(0);
    await eventually(() => expect(started.filter(isRunning)).toEqual([]));
    expect(existsSync(demo.file)).toBe(false);
  });

  test('leaves no orphan when it is killed outright', async () => {
    demo = await startDemo();
    await runCommand(demo, 'call', '--to', numberOf(FIRST), '--say', 'Hello');
    const started = await demo.descendants();
    demo.process.kill('SIGKILL');
    await eventually(() => expect(started.filter(isRunning)).toEqual([]));
  });

  test('says in one sentence that a port is in use, and ends', async () => {
    demo = await startDemo();
    const taken = {
      PRIVATELINE_PORT: portOf(demo.description.baseUrl),
      PRIVATELINE_DEMO: `${demo.file}.second`,
    };
    const rest = { PRIVATELINE_CLOUD_PORT: '0', PRIVATELINE_ISSUER_PORT: '0', PRIVATELINE_CONSOLE_PORT: '0' };
    const second = await runProgram('packages/demo/src/start.ts', [], { ...taken, ...rest });
    expect(second.code).toBe(1);
    expect(second.output).toMatch(/in use.*Perhaps Privateline is running already/);
    expect(second.output).not.toContain('    at ');
    expect(existsSync(demo.file)).toBe(true);
  });

  test('says which setting makes no sense', async () => {
    const ended = await runProgram('packages/demo/src/start.ts', [], { PRIVATELINE_PORT: 'eighty' });
    expect(ended).toEqual({
      code: 1,
      output: expect.stringMatching(/^PRIVATELINE_PORT must be a port.*\n$/),
    });
  });

  test('tells of an agent’s process that ended, and starts it anew', async () => {
    demo = await startDemo();
    const before = await demo.descendants();
    await runCommand(demo, 'call', '--to', numberOf(FIRST), '--say', 'Hello');
    const functionsAndAgent = (await demo.descendants()).filter((pid) => !before.includes(pid));
    for (const pid of functionsAndAgent) process.kill(pid, 'SIGKILL');
    await eventually(() => expect(demo.printed()).toContain('the next call starts it anew'));
    const call = await runCommand(demo, 'call', '--to', numberOf(FIRST), '--say', 'When are you open?');
    expect(call.output).toContain('8 a.m.');
  });
});

describe('the privateline command', () => {
  test('calls two tenants that answer the same question differently, and goes on with a call', async () => {
    demo = await startDemo();
    const ask = (name: string) =>
      runCommand(demo, 'call', '--to', numberOf(name), '--say', 'What are your opening hours?');
    const [first, second] = [await ask(FIRST), await ask(SECOND)];
    expect(first).toEqual({ code: 0, output: expect.stringContaining('8 a.m.') });
    expect(second).toEqual({ code: 0, output: expect.stringContaining('10 in the morning') });
    const sid = /call (CA[0-9a-f]{32})/.exec(first.output)?.[1] ?? '';
    await runCommand(demo, 'call', '--to', numberOf(FIRST), '--call-sid', sid, '--say', 'My name is Robin.');
    const later = await runCommand(
      demo,
      'call',
      '--to',
      numberOf(FIRST),
      '--call-sid',
      sid,
      '--say',
      'What is my name?',
    );
    expect(later.output).toContain('Robin');
  });

  test('chats, prints a token, lists tenants', async () => {
    demo = await startDemo();
    const chat = await runCommand(demo, 'chat', '--as', 'Ada', 'How much does a cleaning cost?');
    expect(chat).toEqual({ code: 0, output: expect.stringContaining('120 dollars') });
    expect((await runCommand(demo, 'token', '--as', 'Ada')).output).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const listed = await runCommand(demo, 'tenants', '--json');
    expect(JSON.parse(listed.output)).toHaveLength(3);
  });

  test('hears from a neighbour’s number only that it is not in service', async () => {
    demo = await startDemo();
    const own = demo.description.carriers.at(-1)?.endpoint ?? '';
    const call = await runCommand(
      demo,
      'call',
      '--to',
      numberOf(FIRST),
      '--carrier-endpoint',
      own,
      '--say',
      'Hello?',
    );
    expect(call).toEqual({ code: 2, output: expect.stringContaining('This number is not in service.') });
  });

  test('says what to do when nothing runs or nobody has that name', async () => {
    demo = await startDemo();
    const stranger = await runCommand(demo, 'chat', '--as', 'Nobody', 'Hi');
    expect(stranger.code).toBe(1);
    expect(stranger.output).toContain('Ada');
    await demo.interrupt();
    const gone = await runCommand(demo, 'tenants');
    expect(gone).toEqual({ code: 1, output: expect.stringContaining('npm start') });
  });
});
