/** The least and the most that a service takes, both included. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** Whole numbers of days that AWS takes, by what they are for. */
export const DAY_BOUNDS = {
  /** AgentCore Memory: `EventExpiryDuration`. */
  memoryDays: { least: 7, most: 365 },
  /** KMS: `PendingWindowInDays`. */
  keyDeletionDays: { least: 7, most: 30 },
  /** KMS: `RotationPeriodInDays`. */
  keyRotationDays: { least: 90, most: 2_560 },
} as const satisfies Record<string, Bounds>;

/** What is counted in days and bounded. */
export type DaySetting = keyof typeof DAY_BOUNDS;

/** The only numbers of days for which CloudWatch Logs keeps a log group: its API reference, `PutRetentionPolicy`. */
export const LOG_RETENTION_DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];
