import type { Carrier, CarrierAccount, E164 } from '@privateline/tenancy';
import type { Refusal } from '../refusal.ts';
import type { Turn } from '../turn.ts';
import type { HttpReply, HttpRequest } from './http.ts';

/** What a verified webhook says about its call. */
export interface SignedCall {
  /** The *dialled* number: it finds the tenant. The caller's own number proves nothing and is not read. */
  readonly dialled: E164;
  /** The carrier's id of the call: the same for all its turns. */
  readonly callId: string;
  readonly turn: Turn;
}

/** What is to be said to a caller, and what happens afterwards. */
export interface Speech {
  readonly words: string;
  /** BCP 47. */
  readonly language: string;
  readonly afterwards: 'listen' | 'hang up';
}

/** One voice carrier: its signature, its webhook and its markup, in one file of this folder. */
export interface CarrierProtocol {
  readonly carrier: Carrier;
  /**
   * Did this account's secret sign exactly this request? Never throws, whatever the request holds.
   *
   * @param nowMs for schemes that sign a time.
   */
  verify(request: HttpRequest, account: CarrierAccount, nowMs: number): boolean | Promise<boolean>;
  /** Reads a request that has been verified. */
  read(request: HttpRequest): SignedCall | Refusal;
  /** Spells an answer as the carrier wants it; `request` is the one that is answered. */
  speak(speech: Speech, request: HttpRequest): HttpReply;
  /** Names of the request's parameters, to count those that try to say whose it is. */
  parameterNames(request: HttpRequest): Iterable<string>;
}
