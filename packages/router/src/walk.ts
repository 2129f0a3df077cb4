import type { TenantId } from '@privateline/tenancy';
import type { Clock } from './clock.ts';
import type { Inbound } from './inbound.ts';
import { Refusal, type RefusalCode } from './refusal.ts';

/** The rooms of the line, in their order. */
export type Room = 'identify' | 'resolve tenant' | 'assume tenant role' | 'open runtime' | 'invoke';

/** What is told of one walk along the line: times and outcome, and nothing that anybody said. */
export interface Route {
  readonly kind: Inbound['kind'];
  readonly tenantId: TenantId | null;
  /** Milliseconds spent in each room that was entered, in order; the last one is where a refusal came from. */
  readonly rooms: readonly { readonly room: Room; readonly ms: number }[];
  readonly outcome: 'answered' | RefusalCode;
  /** How many names of tenancy the request carried; they were ignored. */
  readonly ignoredClaims: number;
}

/** One request on its way along the line. A refusal passes every later room by. */
export interface Walk {
  enter<In, Out>(
    room: Room,
    input: In | Refusal,
    walkIn: (input: In) => Out | Promise<Out>,
  ): Promise<Out | Refusal>;
  end(tenantId: TenantId | null, result: unknown): Route;
}

export const startWalk = (inbound: Inbound, clock: Clock): Walk => {
  const rooms: { room: Room; ms: number }[] = [];
  return {
    async enter(room, input, walkIn) {
      if (input instanceof Refusal) return input;
      const enteredAtMs = clock();
      try {
        return await walkIn(input);
      } finally {
        rooms.push({ room, ms: clock() - enteredAtMs });
      }
    },
    end: (tenantId, result) => ({
      kind: inbound.kind,
      tenantId,
      rooms,
      outcome: result instanceof Refusal ? result.code : 'answered',
      ignoredClaims: inbound.ignoredClaims,
    }),
  };
};
