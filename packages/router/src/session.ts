import { createHmac } from 'node:crypto';
import { type Branded, CorruptItem, type StoredItem, text } from '@privateline/tenancy';
import type { CallerFacts } from './identify.ts';
import type { ResolvedTenant } from './resolve-tenant.ts';

/** AgentCore's name for one conversation: 64 hexadecimal characters (the service takes 33 to 256). */
export type SessionId = Branded<'SessionId'>;

const SHORTEST_KEY_BYTES = 32;

const isSessionId = (hex: string): hex is SessionId => /^[0-9a-f]{64}$/.test(hex);

/** The subject of a session: whoever it is, no other tenant's and no other subject's conversation can share it. */
const subjectOf = (facts: CallerFacts): readonly string[] =>
  facts.kind === 'phone'
    ? ['phone', facts.carrier, facts.endpoint, facts.dialled]
    : ['token', facts.issuer, facts.audience, facts.subject];

/**
 * Reads the hash's key from its directory item.
 *
 * @throws CorruptItem if it is shorter than 32 bytes.
 */
export const readSessionKey = (item: StoredItem | undefined): Uint8Array => {
  const key = Buffer.from(item === undefined ? '' : text(item, 'key'), 'base64');
  if (key.byteLength < SHORTEST_KEY_BYTES) throw new CorruptItem('the session key is missing or too short');
  return key;
};

/**
 * Derives the session id by HMAC-SHA-256 over tenant, subject and conversation.
 *
 * AgentCore does not bind a session to a user, so an id that a caller could choose or guess would let it into
 * another's. The parts are hashed as a JSON list: two different lists never spell the same text.
 */
export const deriveSessionId = (key: Uint8Array, tenant: ResolvedTenant): SessionId => {
  const { facts, conversation } = tenant.caller;
  const parts = ['privateline/session/v1', tenant.id, ...subjectOf(facts), conversation];
  const id = createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex');
  if (!isSessionId(id)) throw new Error('HMAC-SHA-256 gave something else than 32 bytes');
  return id;
};
