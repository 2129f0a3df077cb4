import type { Cell } from '@privateline/tenancy';

/** The one cell of the demo: an account and a region that exist on loopback only. */
export const CELL: Cell = { partition: 'aws', accountId: '000000000000', region: 'us-east-1' };
