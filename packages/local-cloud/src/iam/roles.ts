import { type Policy, type PolicyKind, parsePolicy } from '@privateline/iam';

/** A role as IAM's API describes it; policies are documents. */
export interface RoleDefinition {
  readonly name: string;
  /** Begins and ends with `/`. */
  readonly path: string;
  readonly trust: unknown;
  readonly policies: readonly unknown[];
  readonly boundary: unknown | null;
  readonly tags: Readonly<Record<string, string>>;
  /** Seconds, 3,600 to 43,200. */
  readonly maxSessionS?: number;
}

/** A role whose policies have been read. */
export interface Role {
  readonly name: string;
  readonly arn: string;
  readonly id: string;
  readonly trust: Policy;
  readonly policies: readonly Policy[];
  readonly boundary: Policy | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly maxSessionS: number;
}

/** IAM's roles. */
export interface Roles {
  /** Creates a role, or replaces the one of that name. @throws Error naming what a policy of it may not hold. */
  put(definition: RoleDefinition): Role;
  delete(name: string): void;
  byArn(arn: string): Role | undefined;
}

const read = (document: unknown, kind: PolicyKind, role: string): Policy => {
  const reading = parsePolicy(document, kind);
  if (!reading.ok) throw new Error(`the ${kind} policy of role ${role} cannot be used: ${reading.problem}`);
  return reading.value;
};

export const createRoles = (accountId: string): Roles => {
  const roles = new Map<string, Role>();
  let drawn = 0;
  return {
    put({ name, path, trust, policies, boundary, tags, maxSessionS = 3_600 }) {
      drawn += 1;
      const role: Role = {
        name,
        arn: `arn:aws:iam::${accountId}:role${path}${name}`,
        id: `AROA${String(drawn).padStart(17, '0')}`,
        trust: read(trust, 'trust', name),
        policies: policies.map((policy) => read(policy, 'identity', name)),
        boundary: boundary === null ? null : read(boundary, 'boundary', name),
        tags,
        maxSessionS,
      };
      roles.set(name, role);
      return role;
    },
    delete: (name) => void roles.delete(name),
    byArn: (arn) => [...roles.values()].find((role) => role.arn === arn),
  };
};
