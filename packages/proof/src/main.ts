import { styleText } from 'node:util';
import { policiesOf, resourcesOf } from './silo.ts';
import { STAND_INS } from './symbolic-pattern.ts';
import { decideIsolation } from './theorem.ts';

/** `npm run prove`: the theorem over the policies exactly as the control plane writes them, or a counter-example in words. */

const ASSUMPTIONS = [
  'A silo role carries its own tenant’s TenantId tag, and a session of it no other (its trust policy pins the tag).',
  'Ids are of the grammar: t and 12 characters of Crockford’s base 32.',
  'Resources are those listed in packages/proof/src/silo.ts; denials and conditions are left out, which grants more.',
];

const startedAt = performance.now();
const verdict = decideIsolation(policiesOf(STAND_INS.a), resourcesOf(STAND_INS.b));
if (verdict.outcome === 'proven') {
  const ms = (performance.now() - startedAt).toFixed(0);
  console.log(
    `${styleText('green', 'Proven')}: for all tenants a ≠ b, no grant to a’s roles matches a resource of b (${verdict.pairs} pairs of patterns, ${ms} ms).`,
  );
  console.log(`\nAssuming that\n${ASSUMPTIONS.map((text) => `  - ${text}`).join('\n')}`);
} else {
  const { tenants, resource, policy, statement, actions } = verdict.counterExample;
  console.log(
    `${styleText('red', 'Refuted')}: the statement ${statement} of the ${policy} of ${tenants.a} allows ${actions.join(', ')} on ${resource}, which is ${tenants.b}’s.`,
  );
  process.exitCode = 1;
}
