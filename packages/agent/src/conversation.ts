/** One exchange: what the caller said, and what the agent answered. */
export type Turn = { readonly said: string; readonly answered: string };

/** The turns of each session, apart from one another, in memory and bounded in number. */
export type Conversations = {
  /** The turns of one session, the oldest first; none for a session that is new or was forgotten. */
  readonly turnsOf: (sessionId: string) => readonly Turn[];
  readonly record: (sessionId: string, turn: Turn) => void;
};

/** Keeps the newest `maxTurns` turns of each of the `maxSessions` sessions that spoke last. */
export const rememberConversations = (bounds: {
  readonly maxSessions: number;
  readonly maxTurns: number;
}): Conversations => {
  const sessions = new Map<string, readonly Turn[]>();
  const turnsOf = (sessionId: string): readonly Turn[] => sessions.get(sessionId) ?? [];
  return {
    turnsOf,
    record: (sessionId, turn) => {
      const turns = [...turnsOf(sessionId), turn].slice(-bounds.maxTurns);
      // A Map keeps the order of insertion: setting anew makes this session the youngest.
      sessions.delete(sessionId);
      sessions.set(sessionId, turns);
      const oldest = sessions.keys().next();
      if (sessions.size > bounds.maxSessions && !oldest.done) sessions.delete(oldest.value);
    },
  };
};
