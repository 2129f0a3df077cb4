import type { Carrier, CarrierEndpoint } from './carrier.ts';
import type { E164 } from './e164.ts';
import type { TenantId } from './tenant-id.ts';

/** The key of one proven caller: it finds a tenant's id, and nothing else does. */
export type CallerKey = `caller#${string}`;

/** A key of the directory table (its partition key `pk`). */
export type DirectoryKey =
  | CallerKey
  | `carrier#${string}`
  | `issuer#${string}`
  | `tenant#${TenantId}`
  | 'router#session-key';

/** Joins the parts of a key so that two different lists of parts never spell the same key. */
const spell = (...parts: readonly string[]): string => parts.map(encodeURIComponent).join('#');

/** A number counts only under the carrier account that it was claimed under. */
export const phoneCallerKey = (carrier: Carrier, endpoint: CarrierEndpoint, dialled: E164): CallerKey =>
  `caller#phone#${spell(carrier, endpoint, dialled)}`;

/** Every subject of an issuer that belongs to one tenant, for one audience. */
export const issuerCallerKey = (issuer: string, audience: string): CallerKey =>
  `caller#issuer#${spell(issuer, audience)}`;

/** The subjects of one organisation of a shared issuer. The organisation is the issuer's name for it; the table knows whose it is. */
export const organisationCallerKey = (issuer: string, audience: string, organisation: string): CallerKey =>
  `caller#organisation#${spell(issuer, audience, organisation)}`;

export const carrierAccountKey = (carrier: Carrier, endpoint: CarrierEndpoint): DirectoryKey =>
  `carrier#${spell(carrier, endpoint)}`;

export const issuerKey = (issuer: string, audience: string): DirectoryKey =>
  `issuer#${spell(issuer, audience)}`;

export const tenantKey = (id: TenantId): DirectoryKey => `tenant#${id}`;

/** Where the key of the session-id hash is kept. */
export const SESSION_KEY: DirectoryKey = 'router#session-key';
