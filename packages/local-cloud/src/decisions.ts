/** One answer of the gate: who asked to do what, and what was said. No payload. */
export interface GateDecision {
  readonly atMs: number;
  /** The ARN of the principal, or the name of a service. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly allowed: boolean;
  /** Which kind of policy denied, and how; null where the request was allowed. */
  readonly denial: { readonly cause: 'explicit' | 'implicit'; readonly layer: string } | null;
}

/** The journal of the gate. */
export interface Decisions {
  record(decision: GateDecision): void;
  /** The latest ones, oldest first. */
  all(): readonly GateDecision[];
  /** Hears every later decision; the answer ends it. */
  subscribe(listener: (decision: GateDecision) => void): () => void;
}

const CAPACITY = 10_000;

export const createDecisions = (): Decisions => {
  const journal: GateDecision[] = [];
  const listeners = new Set<(decision: GateDecision) => void>();
  return {
    record(decision) {
      journal.push(decision);
      if (journal.length > CAPACITY) journal.shift();
      for (const listener of listeners) listener(decision);
    },
    all: () => journal,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};
