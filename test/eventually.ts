import { vi } from 'vitest';

/** Waits until a condition holds, as long as a slow machine may need: nothing here asserts how long that is. */
export const eventually = <Result>(condition: () => Result | Promise<Result>): Promise<Result> =>
  vi.waitFor(condition, { timeout: 20_000, interval: 50 });
