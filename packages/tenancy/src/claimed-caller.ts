import { CorruptItem, type StoredItem, text } from './stored-item.ts';
import { isTenantId, type TenantId } from './tenant-id.ts';

/**
 * Reads whose caller this is from the item under a `CallerKey`.
 *
 * @throws CorruptItem if the item names no tenant.
 */
export const readClaimedCaller = (item: StoredItem): TenantId => {
  const id = text(item, 'tenantId');
  if (!isTenantId(id)) throw new CorruptItem('the caller is claimed by no tenant');
  return id;
};
