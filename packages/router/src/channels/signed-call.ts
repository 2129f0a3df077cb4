import { type Refusal, refuse } from '../refusal.ts';
import { LONGEST_MESSAGE } from '../turn.ts';
import type { SignedCall } from './carrier-protocol.ts';
import { parseDialledNumber } from './dialled-number.ts';

const CALL_ID = /^[0-9A-Za-z:_-]{1,128}$/;

/** What every carrier's webhook says of one turn, under whatever names. */
export interface WebhookFields {
  readonly dialled: string;
  readonly callId: string;
  /** What the caller said or keyed, or nothing when the call was just picked up. */
  readonly words: string;
}

/** Reads a verified webhook's fields; the same rules hold for every carrier. */
export const readSignedCall = ({ dialled, callId, words }: WebhookFields): SignedCall | Refusal => {
  const number = parseDialledNumber(dialled);
  if (number === undefined) return refuse('number_invalid');
  if (!CALL_ID.test(callId)) return refuse('request_malformed');
  const said = words.trim();
  if (said.length > LONGEST_MESSAGE) return refuse('message_too_long');
  return {
    dialled: number,
    callId,
    turn: said === '' ? { kind: 'opening' } : { kind: 'words', words: said },
  };
};
