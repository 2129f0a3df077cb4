import { styleText } from 'node:util';
import { readDemoFile } from './demo-file.ts';

export interface TenantsOptions {
  readonly demo: string;
  readonly json: boolean;
}

/** Lists the demo's tenants: who they are, how to call them, who chats with them. */
export const listTenants = async ({ demo: file, json }: TenantsOptions): Promise<void> => {
  const demo = await readDemoFile(file);
  const rows = demo.tenants.map(({ id, name, numbers }) => ({
    name,
    numbers,
    users: demo.issuer.users.filter(({ tenantId }) => tenantId === id).map((user) => user.name),
    id,
  }));
  if (json) return console.log(JSON.stringify(rows, null, 2));
  const cells = [
    ['Tenant', 'Numbers', 'Chat users', 'Id'],
    ...rows.map(({ name, numbers, users, id }) => [name, numbers.join(' '), users.join(', '), id]),
  ];
  const width = (column: number): number => Math.max(...cells.map((row) => row[column]?.length ?? 0));
  for (const [index, row] of cells.entries()) {
    const line = row
      .map((cell, column) => cell.padEnd(width(column) + 2))
      .join(' ')
      .trimEnd();
    console.log(index === 0 ? styleText('dim', line) : line);
  }
};
