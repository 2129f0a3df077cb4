import type { CarrierEndpoint } from '@privateline/tenancy';
import type { CarrierProtocol } from './channels/carrier-protocol.ts';
import type { HttpRequest } from './channels/http.ts';
import type { Turn } from './turn.ts';

/** A webhook that says it comes from a carrier. Nothing in it is proven. */
export interface UnverifiedCall {
  readonly kind: 'phone';
  readonly protocol: CarrierProtocol;
  readonly endpoint: CarrierEndpoint;
  readonly request: HttpRequest;
  /** How many names of tenancy the request carried; they are ignored and counted. */
  readonly ignoredClaims: number;
}

/** A chat request that says whose it is by a token. Nothing in it is proven. */
export interface UnverifiedChat {
  readonly kind: 'chat';
  readonly token: string;
  /** The client's name for the conversation: it tells two conversations of one subject apart, and no more. */
  readonly conversation: string;
  readonly turn: Turn;
  readonly ignoredClaims: number;
}

/** What a channel hands to the first room. */
export type Inbound = UnverifiedCall | UnverifiedChat;
