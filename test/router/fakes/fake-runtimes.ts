import type {
  AgentInvocation,
  AgentRuntimes,
  InvocationFailure,
} from '../../../packages/router/src/invoke.ts';

/** Agent runtimes that record every invocation and answer what a test wants. */
export interface FakeRuntimes extends AgentRuntimes {
  readonly invocations: AgentInvocation[];
  answer: () => AsyncIterable<Uint8Array>;
  contentType: string;
  failure: InvocationFailure | undefined;
}

/** Bytes as they might come over a network. */
export async function* bytesOf(...texts: readonly string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) yield new TextEncoder().encode(text);
}

export const createFakeRuntimes = (): FakeRuntimes => ({
  invocations: [],
  answer: () => bytesOf('data: {"text":"Hello "}\n\n', 'data: {"text":"there"}\n\n'),
  contentType: 'text/event-stream',
  failure: undefined,
  async invoke(invocation) {
    this.invocations.push(invocation);
    return this.failure === undefined
      ? { outcome: 'streaming', contentType: this.contentType, bytes: this.answer() }
      : { outcome: 'failed', failure: this.failure };
  },
});
