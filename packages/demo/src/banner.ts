import { styleText } from 'node:util';
import type { DemoDescription } from './demo-file.ts';

const bold = (text: string): string => styleText('bold', text);
const dim = (text: string): string => styleText('dim', text);
const accent = (text: string): string => styleText('yellow', text);

const table = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = rows.reduce<readonly number[]>(
    (widest, row) => row.map((cell, column) => Math.max(widest[column] ?? 0, cell.length)),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('   ')
      .trimEnd(),
  );
};

const tenantRows = ({ tenants, issuer }: DemoDescription): readonly (readonly string[])[] =>
  tenants.map(({ id, name, numbers }) => {
    const users = issuer.users.filter(({ tenantId }) => tenantId === id).map((user) => user.name);
    return [name, numbers.join(' '), users.join(', '), id];
  });

/** What a person sees when the switchboard runs: who can be called, and lines to paste. */
export const spellBanner = (demo: DemoDescription, demoFile: string, milliseconds: number): string => {
  const [head = '', ...tenants] = table([['Tenant', 'Number', 'Chat users', 'Id'], ...tenantRows(demo)]);
  const [first, second] = demo.tenants;
  const [owned] = demo.carriers.slice(-1);
  const user = demo.issuer.users[0]?.name ?? '';
  const command = (text: string): string => `  ${accent('$')} ${text}`;
  return [
    '',
    `${bold('Privateline')} ${dim(`is running (started in ${(milliseconds / 1_000).toFixed(1)} s)`)}`,
    '',
    `  ${dim(head)}`,
    ...tenants.map((line) => `  ${line}`),
    '',
    bold('Call two of them with the same question, then chat with one:'),
    command(`npx privateline call --to ${first?.numbers[0]} --say "What are your opening hours?"`),
    command(`npx privateline call --to ${second?.numbers[0]} --say "What are your opening hours?"`),
    command(`npx privateline chat --as ${user} "How much does a cleaning cost?"`),
    command(`npx privateline token --as ${user}`),
    '',
    bold(
      'Try to reach a neighbour: the third tenant signs the first one’s number with its own carrier account.',
    ),
    command(
      `npx privateline call --to ${first?.numbers[0]} --carrier-endpoint ${owned?.endpoint} --say "Hello?"`,
    ),
    '',
    `  ${dim('Page    ')} ${demo.consoleUrl}`,
    `  ${dim('API     ')} ${demo.baseUrl}`,
    `  ${dim('AWS     ')} ${demo.localCloud.endpoint} ${dim('(for any SDK, as its endpoint URL)')}`,
    `  ${dim('Details ')} ${demoFile}`,
    '',
    dim('Ctrl-C ends it.'),
    '',
  ].join('\n');
};
