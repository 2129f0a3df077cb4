import type { Principal } from '@privateline/iam';
import type { AccessKey } from './access-keys.ts';

export type ContextEntry = readonly [key: string, values: readonly string[]];

const iso = (ms: number): string => new Date(ms).toISOString();

const tagEntries = (prefix: string, tags: Readonly<Record<string, string>>): ContextEntry[] =>
  Object.entries(tags).map(([key, value]): ContextEntry => [`${prefix}/${key}`, [value]]);

/** The tags of a resource, as conditions see them. */
export const resourceTagContext = (tags: Readonly<Record<string, string>>): ContextEntry[] =>
  tagEntries('aws:resourcetag', tags);

/** The tags that a request passes. */
export const requestTagContext = (tags: Readonly<Record<string, string>>): ContextEntry[] => {
  const keys = Object.keys(tags);
  return keys.length === 0 ? [] : [...tagEntries('aws:requesttag', tags), ['aws:tagkeys', keys]];
};

/** What is known of the principal behind a key. */
const principalContext = ({ holder }: AccessKey, principal: Principal): ContextEntry[] => {
  if (principal.kind === 'service') return [];
  const account: ContextEntry = ['aws:principalaccount', [principal.accountId]];
  if (holder.kind === 'user')
    return [
      account,
      ['aws:principalarn', [principal.kind === 'user' ? principal.arn : '']],
      ['aws:principaltype', ['User']],
      ['aws:username', [holder.name]],
    ];
  const { session } = holder;
  return [
    account,
    ['aws:principalarn', [session.role.arn]],
    ['aws:principaltype', ['AssumedRole']],
    ['aws:userid', [`${session.role.id}:${session.name}`]],
    ['aws:tokenissuetime', [iso(session.issuedAtMs)]],
    ...(session.sourceIdentity === null
      ? []
      : [['aws:sourceidentity', [session.sourceIdentity]] satisfies ContextEntry]),
    ...tagEntries('aws:principaltag', session.tags),
  ];
};

/** The context keys that every request has. Loopback stands for TLS here: there is no other way in. */
export const baseContext = (
  key: AccessKey,
  principal: Principal,
  region: string,
  nowMs: number,
): ContextEntry[] => [
  ...principalContext(key, principal),
  ['aws:currenttime', [iso(nowMs)]],
  ['aws:epochtime', [String(Math.floor(nowMs / 1_000))]],
  ['aws:requestedregion', [region]],
  ['aws:securetransport', ['true']],
  ['aws:sourceip', ['127.0.0.1']],
];
