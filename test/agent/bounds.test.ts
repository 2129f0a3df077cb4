import { describe, expect, it } from 'vitest';
import { rememberConversations } from '../../packages/agent/src/conversation.ts';
import { freshKnowledge } from '../../packages/agent/src/knowledge.ts';

describe('conversations', () => {
  const turn = (said: string) => ({ said, answered: 'yes' });

  it('forget the oldest turns of a session', () => {
    const conversations = rememberConversations({ maxSessions: 1, maxTurns: 2 });
    for (const said of ['one', 'two', 'three']) conversations.record('a', turn(said));
    expect(conversations.turnsOf('a')).toEqual([turn('two'), turn('three')]);
  });

  it('forget the session that was silent longest', () => {
    const conversations = rememberConversations({ maxSessions: 2, maxTurns: 2 });
    for (const session of ['a', 'b', 'a', 'c']) conversations.record(session, turn(session));
    expect(['a', 'b', 'c'].map((session) => conversations.turnsOf(session).length)).toEqual([2, 0, 1]);
  });
});

describe('knowledge', () => {
  const store = () => ({
    nowMs: 0,
    loads: 0,
    load: async () => [{ title: 'A', text: 'A.' }],
  });
  const knowledgeOf = (held: ReturnType<typeof store>) =>
    freshKnowledge({
      load: () => {
        held.loads += 1;
        return held.load();
      },
      nowMs: () => held.nowMs,
      maxAgeMs: 60_000,
    });

  it('is loaded when it is first asked for, once for all who ask meanwhile', async () => {
    const held = store();
    const knowledge = knowledgeOf(held);
    expect(held.loads).toBe(0);
    const [first, second] = await Promise.all([knowledge.read(), knowledge.read()]);
    expect([first.titles, second.titles]).toEqual([['A'], ['A']]);
    expect(held.loads).toBe(1);
  });

  it('is loaded again when it is a minute old', async () => {
    const held = store();
    const knowledge = knowledgeOf(held);
    await knowledge.read();
    held.load = async () => [{ title: 'B', text: 'B.' }];
    held.nowMs = 59_999;
    expect((await knowledge.read()).titles).toEqual(['A']);
    held.nowMs = 60_000;
    expect((await knowledge.read()).titles).toEqual(['B']);
  });

  it('does not keep a failure', async () => {
    const held = store();
    const { load } = held;
    const knowledge = knowledgeOf(held);
    held.load = async () => {
      throw new Error('out of order');
    };
    await expect(knowledge.read()).rejects.toThrow('out of order');
    held.load = load;
    expect((await knowledge.read()).titles).toEqual(['A']);
  });
});
