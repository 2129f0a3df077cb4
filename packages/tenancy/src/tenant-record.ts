import { type Cell, runtimeArn } from './cell.ts';
import { CorruptItem, nested, type StoredItem, text } from './stored-item.ts';
import { type Line, SERVING, type ServingStatus, SILENT, type SilentStatus, type Tenant } from './tenant.ts';
import { isTenantId } from './tenant-id.ts';

/** The ten characters that AgentCore appends to a runtime's name. */
const SUFFIX = /^[0-9A-Za-z]{10}$/;
const ACCOUNT = /^[0-9]{12}$/;

const isServingStatus = (status: string): status is ServingStatus =>
  SERVING.some((known) => known === status);
const isSilentStatus = (status: string): status is SilentStatus => SILENT.some((known) => known === status);

const readCell = (item: StoredItem): Cell => {
  const cell = {
    partition: text(item, 'partition'),
    accountId: text(item, 'accountId'),
    region: text(item, 'region'),
  };
  if (!ACCOUNT.test(cell.accountId)) throw new CorruptItem('a cell is in an account of twelve digits');
  return cell;
};

const readLine = (item: StoredItem, tenant: Pick<Tenant, 'id'>): Line => {
  const cell = readCell(nested(item, 'cell'));
  const suffix = text(item, 'runtimeSuffix');
  if (!SUFFIX.test(suffix)) throw new CorruptItem('a runtime ends in ten letters and digits');
  const voice = nested(item, 'voice');
  return {
    cell,
    runtimeArn: runtimeArn(cell, tenant.id, suffix),
    endpoint: text(item, 'endpoint'),
    voice: { language: text(voice, 'language'), greeting: text(voice, 'greeting') },
  };
};

/**
 * Reads a tenant from its directory item. The stored shape is not the domain's: the record holds only what cannot be
 * derived from the id, so that it cannot disagree with it.
 *
 * @throws CorruptItem if the item is no tenant record.
 */
export const readTenant = (item: StoredItem): Tenant => {
  const id = text(item, 'tenantId');
  if (!isTenantId(id)) throw new CorruptItem('the record names no tenant');
  const name = text(item, 'name');
  const status = text(item, 'status');
  if (isServingStatus(status)) return { id, name, status, line: readLine(item, { id }) };
  if (isSilentStatus(status)) return { id, name, status };
  throw new CorruptItem('the record is in no known state');
};

/** What the control plane writes for a tenant that has a line; `pk` is added by the writer. */
export const writeTenant = (tenant: Tenant, line: Line): StoredItem => ({
  tenantId: tenant.id,
  name: tenant.name,
  status: tenant.status,
  cell: { ...line.cell },
  runtimeSuffix: line.runtimeArn.slice(-10),
  endpoint: line.endpoint,
  voice: { ...line.voice },
});
