import { type StoredItem, texts } from './stored-item.ts';

/** What verifies a carrier account's webhooks: its secrets, newest first, so that one can be rotated without a dropped call. */
export interface CarrierAccount {
  readonly secrets: readonly string[];
}

/**
 * Reads a carrier account from its directory item.
 *
 * @throws CorruptItem if the item holds no secret.
 */
export const readCarrierAccount = (item: StoredItem): CarrierAccount => ({ secrets: texts(item, 'secrets') });
