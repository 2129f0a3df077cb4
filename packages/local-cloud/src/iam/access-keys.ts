import { randomBytes } from 'node:crypto';
import { type Policy, type Principal, parsePolicy } from '@privateline/iam';
import type { Role } from './roles.ts';

/** What a role session is beside its role. */
export interface RoleSession {
  readonly role: Role;
  readonly name: string;
  /** The role's own tags, overridden by those of the session. */
  readonly tags: Readonly<Record<string, string>>;
  readonly transitiveTagKeys: readonly string[];
  readonly sourceIdentity: string | null;
  readonly policy: Policy | null;
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
}

/** An access key and whose it is. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Temporary keys come with one. */
  readonly sessionToken: string | null;
  readonly holder:
    | { readonly kind: 'session'; readonly session: RoleSession }
    | { readonly kind: 'user'; readonly name: string; readonly policies: readonly Policy[] };
}

/** The keys that signatures are checked with. */
export interface AccessKeys {
  /** Draws the long-lived key of an IAM user. @throws Error if a policy cannot be used. */
  putUser(name: string, policies: readonly unknown[]): AccessKey;
  /** Draws the temporary key of a role session. */
  putSession(session: RoleSession): AccessKey;
  find(accessKeyId: string): AccessKey | undefined;
}

const drawText = (bytes: number): string => randomBytes(bytes).toString('base64url').replaceAll(/[_-]/g, '0');

const drawKeyId = (prefix: string): string => `${prefix}${randomBytes(8).toString('hex').toUpperCase()}`;

const readPolicy = (document: unknown): Policy => {
  const reading = parsePolicy(document, 'identity');
  if (!reading.ok) throw new Error(`a user's policy cannot be used: ${reading.problem}`);
  return reading.value;
};

export const createAccessKeys = (): AccessKeys => {
  const keys = new Map<string, AccessKey>();
  const put = (key: AccessKey): AccessKey => {
    keys.set(key.accessKeyId, key);
    return key;
  };
  return {
    putUser: (name, policies) =>
      put({
        accessKeyId: drawKeyId('AKIA'),
        secretAccessKey: drawText(30),
        sessionToken: null,
        holder: { kind: 'user', name, policies: policies.map(readPolicy) },
      }),
    putSession: (session) =>
      put({
        accessKeyId: drawKeyId('ASIA'),
        secretAccessKey: drawText(30),
        sessionToken: drawText(96),
        holder: { kind: 'session', session },
      }),
    find: (accessKeyId) => keys.get(accessKeyId),
  };
};

/** The principal that signs with a key. */
export const principalOf = ({ holder }: AccessKey, accountId: string): Principal =>
  holder.kind === 'user'
    ? { kind: 'user', accountId, arn: `arn:aws:iam::${accountId}:user/${holder.name}` }
    : {
        kind: 'role session',
        accountId,
        roleArn: holder.session.role.arn,
        sessionArn: `arn:aws:sts::${accountId}:assumed-role/${holder.session.role.name}/${holder.session.name}`,
      };
