import {
  type CallerKey,
  type Carrier,
  type CarrierEndpoint,
  carrierAccountKey,
  type E164,
  issuerCallerKey,
  organisationCallerKey,
  phoneCallerKey,
  readCarrierAccount,
} from '@privateline/tenancy';
import type { Clock } from './clock.ts';
import type { Inbound, UnverifiedCall, UnverifiedChat } from './inbound.ts';
import type { LeasedDirectory } from './leased-directory.ts';
import { Refusal, refuse } from './refusal.ts';
import type { Turn } from './turn.ts';
import type { TokenVerifier } from './verify-token.ts';

/** What has been proven of a caller, and nothing that it merely said. */
export type CallerFacts =
  | {
      readonly kind: 'phone';
      readonly carrier: Carrier;
      readonly endpoint: CarrierEndpoint;
      readonly dialled: E164;
    }
  | {
      readonly kind: 'token';
      readonly issuer: string;
      readonly audience: string;
      readonly subject: string;
      /** The value of the claim that the directory trusts this issuer to make, or null where the issuer is one tenant's own. */
      readonly organisation: string | null;
    };

/** Minted here alone: to hold one is to know that a signature was checked. */
class MintedCaller {
  readonly #facts: CallerFacts;
  readonly conversation: string;
  readonly turn: Turn;

  constructor(facts: CallerFacts, conversation: string, turn: Turn) {
    this.#facts = facts;
    this.conversation = conversation;
    this.turn = turn;
  }

  get facts(): CallerFacts {
    return this.#facts;
  }

  /** The one key under which the directory may know this caller. */
  get key(): CallerKey {
    const facts = this.#facts;
    if (facts.kind === 'phone') return phoneCallerKey(facts.carrier, facts.endpoint, facts.dialled);
    return facts.organisation === null
      ? issuerCallerKey(facts.issuer, facts.audience)
      : organisationCallerKey(facts.issuer, facts.audience, facts.organisation);
  }

  /** @throws TypeError for anything that was not minted here, whatever its type says. */
  static genuine(caller: MintedCaller): MintedCaller {
    if (!(#facts in caller)) throw new TypeError('a caller is minted by identify alone');
    return caller;
  }
}

export type { MintedCaller as Caller };
export const genuineCaller = MintedCaller.genuine;

const identifyCall = async (
  directory: LeasedDirectory,
  clock: Clock,
  call: UnverifiedCall,
): Promise<MintedCaller | Refusal> => {
  const { carrier } = call.protocol;
  const item = await directory.get(carrierAccountKey(carrier, call.endpoint));
  if (item instanceof Refusal) return item;
  if (item === undefined) return refuse('signature_invalid');
  const account = readCarrierAccount(item);
  if (!(await call.protocol.verify(call.request, account, clock()))) return refuse('signature_invalid');
  const signed = call.protocol.read(call.request);
  if (signed instanceof Refusal) return signed;
  const facts = { kind: 'phone', carrier, endpoint: call.endpoint, dialled: signed.dialled } as const;
  return new MintedCaller(facts, signed.callId, signed.turn);
};

const identifyChat = async (
  verifyToken: TokenVerifier,
  chat: UnverifiedChat,
): Promise<MintedCaller | Refusal> => {
  const facts = await verifyToken(chat.token);
  return facts instanceof Refusal
    ? facts
    : new MintedCaller({ kind: 'token', ...facts }, chat.conversation, chat.turn);
};

/** Room 1. Proves who is calling: a carrier by its signature, a chat subject by its token. */
export const createIdentify =
  (directory: LeasedDirectory, verifyToken: TokenVerifier, clock: Clock) =>
  (inbound: Inbound): Promise<MintedCaller | Refusal> =>
    inbound.kind === 'phone' ? identifyCall(directory, clock, inbound) : identifyChat(verifyToken, inbound);
