import type { Branded } from './brand.ts';

/** The voice carriers whose webhooks can be verified. */
export const CARRIERS = ['twilio', 'telnyx', 'vonage', 'plivo'] as const;

export type Carrier = (typeof CARRIERS)[number];

/** Is this text the name of a carrier that is known here? */
export const isCarrier = (text: string): text is Carrier => CARRIERS.some((carrier) => carrier === text);

/**
 * One carrier account, as the opaque last part of its webhook's URL (`/voice/{carrier}/{endpoint}`).
 *
 * Whoever holds the account's secret can sign any dialled number, so a number counts only under the endpoint that it
 * was claimed under.
 */
export type CarrierEndpoint = Branded<'CarrierEndpoint'>;

const GRAMMAR = /^[0-9A-Za-z_-]{8,64}$/;

/** Is this text spelled as a carrier endpoint? */
export const isCarrierEndpoint = (text: string): text is CarrierEndpoint => GRAMMAR.test(text);
