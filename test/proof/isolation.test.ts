import { authorize, parsePolicy } from '@privateline/iam';
import {
  decideIsolation,
  findCommonResource,
  NotEncodable,
  policiesOf,
  readSymbolicPattern,
  resourcesOf,
  STAND_INS,
} from '@privateline/proof';
import { drawTenantId } from '@privateline/tenancy';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const { a, b } = STAND_INS;
const common = (left: string, right: string) =>
  findCommonResource(readSymbolicPattern(left), readSymbolicPattern(right));
const grant = (Resource: string) => ({
  Version: '2012-10-17',
  Statement: { Sid: 'Grant', Effect: 'Allow', Action: 'dynamodb:GetItem', Resource },
});

describe('for all tenants a ≠ b', () => {
  test('no grant to a’s roles matches a resource of b', () => {
    expect(decideIsolation(policiesOf(a), resourcesOf(b))).toMatchObject({ outcome: 'proven' });
  });

  test('and yet each kind of resource that a role needs is its own tenant’s to reach: the theorem is not empty', () => {
    for (const policy of policiesOf(a))
      expect(decideIsolation([policy], resourcesOf(a))).toMatchObject({ outcome: 'refuted' });
  });

  test('the policies say the same of every tenant: only the id differs', () => {
    const id = fc.uint8Array({ minLength: 12, maxLength: 12 }).map(drawTenantId);
    fc.assert(
      fc.property(id, (other) => {
        const filledIn = JSON.stringify([policiesOf(a), resourcesOf(a)]).replaceAll(a, other);
        expect(filledIn).toBe(JSON.stringify([policiesOf(other), resourcesOf(other)]));
      }),
    );
  });
});

describe('a leak is found, and is one', () => {
  test.each([
    ['a star for the id', 'arn:aws:dynamodb:us-east-1:111111111111:table/privateline-*'],
    [
      'too few characters of the id',
      `arn:aws:dynamodb:us-east-1:111111111111:table/privateline-${a.slice(0, 5)}*`,
    ],
    ['question marks for the id', 'arn:aws:dynamodb:*:*:table/privateline-?????????????'],
    ['everything', '*'],
  ])('%s', (_, pattern) => {
    const verdict = decideIsolation([{ name: 'agent role', document: grant(pattern) }], resourcesOf(b));
    if (verdict.outcome === 'proven') throw new Error('the leak was not found');
    const { tenants, resource } = verdict.counterExample;
    expect(tenants.a).not.toBe(tenants.b);
    const reading = parsePolicy(grant(pattern.replaceAll(a, tenants.a)), 'identity');
    if (!reading.ok) throw new Error(reading.problem);
    const request = {
      principal: {
        kind: 'user' as const,
        accountId: '111111111111',
        arn: 'arn:aws:iam::111111111111:user/a',
      },
      action: 'dynamodb:GetItem',
      resource,
      resourceAccountId: '111111111111',
      context: new Map<string, string[]>(),
    };
    const policies = { identity: [reading.value], boundary: null, session: null, resource: null };
    expect(authorize(request, policies)).toEqual({ outcome: 'allowed' });
    expect(resource).toContain(tenants.b);
  });

  test('also where two ids must overlap for it', () => {
    expect(common(`${a}y`, `${b}?`)).toBeUndefined();
    expect(common(`x${a}*`, `x${b}-*`)).toBeUndefined();
    expect(common(`${a}*`, `*${b}`)).toMatchObject({ resource: expect.stringMatching(/^t.{12,}$/) });
  });
});

describe('what cannot be reasoned about is refused by name', () => {
  test.each<[string, object]>([
    ['another policy variable', grant(`arn:aws:s3:::$\{aws:username}/*`)],
    ['NotResource', { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', NotResource: '*' } }],
    [
      'NotAction',
      { Version: '2012-10-17', Statement: { Effect: 'Allow', NotAction: 's3:*', Resource: '*' } },
    ],
    ['a policy that cannot be read', { Version: '2008-10-17', Statement: [] }],
  ])('%s', (_, document) => {
    expect(() => decideIsolation([{ name: 'role', document }], resourcesOf(b))).toThrow(NotEncodable);
  });
});

test('without ids, two patterns have a common text exactly when one is found among all texts that are long enough', () => {
  const longer = (texts: readonly string[]) => texts.flatMap((text) => [`${text}a`, `${text}b`]);
  const texts: string[][] = [['']];
  for (let length = 1; length <= 6; length += 1) texts.push(longer(texts.at(-1) ?? []));
  const all = texts.flat();
  const matches = (glob: string, text: string) =>
    new RegExp(`^${glob.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text);
  // A shortest common text is at most as long as both patterns together: three and three.
  const pattern = fc.stringMatching(/^[ab*?]{0,3}$/);
  fc.assert(
    fc.property(pattern, pattern, (left, right) => {
      const exists = all.some((text) => matches(left, text) && matches(right, text));
      expect(common(left, right) !== undefined).toBe(exists);
    }),
    { numRuns: 2_000 },
  );
});
