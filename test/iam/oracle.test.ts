import { readdirSync, readFileSync } from 'node:fs';
import {
  type ApplicablePolicies,
  authorize,
  type Policy,
  type Principal,
  parsePolicy,
} from '@privateline/iam';
import { describe, expect, test } from 'vitest';
import type { Document, Vector } from '../oracle/vector.ts';

/** `npm run oracle` wrote these: decisions of an implementation that nobody here wrote. */
const FOLDER = 'test/fixtures/iam-oracle';

const read = (document: Document, kind: Parameters<typeof parsePolicy>[1]): Policy => {
  const reading = parsePolicy(document, kind);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.value;
};

const principalOf = (arn: string): Principal => {
  const [, , service, , accountId = '', rest = ''] = arn.split(':');
  if (service !== 'sts') return { kind: 'user', accountId, arn };
  const roleArn = `arn:aws:iam::${accountId}:role/${rest.split('/')[1]}`;
  return { kind: 'role session', accountId, roleArn, sessionArn: arn };
};

const policiesOf = ({ identity, boundary, session, resourcePolicy, trust }: Vector): ApplicablePolicies => ({
  identity: identity.map((document) => read(document, 'identity')),
  boundary: boundary === undefined ? null : read(boundary, 'boundary'),
  session: session === undefined ? null : read(session, 'session'),
  resource:
    trust !== undefined
      ? { policy: read(trust, 'trust'), mandatory: true }
      : resourcePolicy === undefined
        ? null
        : { policy: read(resourcePolicy, 'resource'), mandatory: false },
});

const decide = (vector: Vector): Vector['answer'] => {
  const { principal, action, resource, resourceAccountId } = vector;
  const context = new Map(
    Object.entries(vector.context).map(([key, value]) => [key.toLowerCase(), [value].flat()]),
  );
  const request = { principal: principalOf(principal), action, resource, resourceAccountId, context };
  const decision = authorize(request, policiesOf(vector));
  if (decision.outcome === 'allowed') return 'allowed';
  return decision.cause === 'explicit' ? 'explicitly denied' : 'implicitly denied';
};

const files = readdirSync(FOLDER);
const vectorsOf = (file: string): readonly Vector[] => JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8'));

describe('another implementation decides alike', () => {
  test.each(files)('%s', (file) => {
    const disagreements = vectorsOf(file)
      .map((vector) => ({ ours: decide(vector), vector }))
      .filter(({ ours, vector }) => ours !== vector.answer);
    expect(disagreements.slice(0, 3), `${disagreements.length} disagreements`).toEqual([]);
  });

  test('in more than 5,000 cases, of which each answer has its share', () => {
    const answers = files.flatMap(vectorsOf).map(({ answer }) => answer);
    expect(answers.length).toBeGreaterThan(5_000);
    for (const answer of new Set(answers))
      expect(answers.filter((each) => each === answer).length).toBeGreaterThan(800);
    expect(new Set(answers).size).toBe(3);
  });
});
