/** A clock that stands still until it is moved. */
export interface ManualClock {
  (): number;
  advance(ms: number): void;
}

export const createManualClock = (startMs = Date.UTC(2026, 0, 1)): ManualClock => {
  let nowMs = startMs;
  return Object.assign(() => nowMs, {
    advance(ms: number) {
      nowMs += ms;
    },
  });
};
