import { SESSION_KEY } from '@privateline/tenancy';
import { readWords, type Words } from './agent-words.ts';
import type { CallerFacts } from './identify.ts';
import type { LeasedDirectory } from './leased-directory.ts';
import { Refusal, type RefusalCode, refuse } from './refusal.ts';
import { deriveSessionId, readSessionKey, type SessionId } from './session.ts';
import { genuineRuntime, type TenantRuntime } from './tenant-runtime.ts';

/** One call of one tenant's agent: whose runtime it is stands in the type, and nowhere else. */
export interface AgentInvocation {
  readonly runtime: TenantRuntime;
  readonly sessionId: SessionId;
  readonly payload: Uint8Array;
  readonly signal: AbortSignal;
}

export type InvocationFailure =
  | 'throttled'
  | 'quota exceeded'
  | 'denied'
  | 'not found'
  | 'conflict'
  | 'agent failed'
  | 'timed out'
  | 'unavailable';

export type InvocationOutcome =
  | { readonly outcome: 'streaming'; readonly contentType: string; readonly bytes: AsyncIterable<Uint8Array> }
  | { readonly outcome: 'failed'; readonly failure: InvocationFailure };

/** Amazon Bedrock AgentCore's data plane. Rejects only for what is a bug of ours, such as an invalid request. */
export interface AgentRuntimes {
  invoke(invocation: AgentInvocation): Promise<InvocationOutcome>;
}

/** What the tenant's agent says, and in which language a telephone should say it. */
export interface AgentReply {
  readonly words: Words;
  readonly language: string;
}

/** How long an answer may take from the first byte sent to the last received, in milliseconds. */
export const PATIENCE_MS = {
  /** A carrier hangs up on a webhook that takes 15 s. */
  phone: 12_000,
  /** A streaming integration of API Gateway lasts 15 minutes. */
  token: 14 * 60_000,
} as const satisfies Record<CallerFacts['kind'], number>;

const FAILURES = {
  throttled: 'agent_throttled',
  'quota exceeded': 'agent_quota_exceeded',
  denied: 'agent_unreachable',
  'not found': 'agent_unreachable',
  conflict: 'agent_busy',
  'agent failed': 'agent_failed',
  'timed out': 'agent_timed_out',
  unavailable: 'agent_unavailable',
} as const satisfies Record<InvocationFailure, RefusalCode>;

async function* once(words: string): Words {
  yield words;
}

/** The whole payload: the caller's words. Nothing of tenancy is in it, so nothing of tenancy can be got wrong by a model. */
const payloadOf = (prompt: string): Uint8Array => new TextEncoder().encode(JSON.stringify({ prompt }));

/**
 * Room 5. Says the caller's words to the tenant's agent and hands its answer on as it comes.
 *
 * A call that was just picked up walks the whole line too, so that a paused tenant is refused before a greeting and
 * credentials are at hand when the first words come; the greeting itself is the tenant's own data.
 */
export const createInvoke =
  (directory: LeasedDirectory, runtimes: AgentRuntimes, patienceMs: Record<CallerFacts['kind'], number>) =>
  async (opened: TenantRuntime): Promise<AgentReply | Refusal> => {
    const runtime = genuineRuntime(opened);
    const { tenant } = runtime.credentials;
    const { turn, facts } = tenant.caller;
    const { language, greeting } = tenant.line.voice;
    if (turn.kind === 'opening') return { words: once(greeting), language };
    const key = await directory.get(SESSION_KEY);
    if (key instanceof Refusal) return key;
    const signal = AbortSignal.timeout(patienceMs[facts.kind]);
    const sessionId = deriveSessionId(readSessionKey(key), tenant);
    const outcome = await runtimes.invoke({ runtime, sessionId, payload: payloadOf(turn.words), signal });
    if (outcome.outcome === 'failed') return refuse(FAILURES[outcome.failure]);
    return { words: readWords(outcome, signal), language };
  };
