import { parsePolicy, type Statement } from '@privateline/iam';
import { type CommonResource, findCommonResource } from './common-resource.ts';
import type { NamedPolicy } from './silo.ts';
import { NotEncodable, readSymbolicPattern } from './symbolic-pattern.ts';

/** A statement that lets one tenant at a resource of another. */
export interface CounterExample extends CommonResource {
  readonly policy: string;
  readonly statement: string;
  readonly actions: readonly string[];
}

export type Verdict =
  | { readonly outcome: 'proven'; readonly pairs: number }
  | { readonly outcome: 'refuted'; readonly counterExample: CounterExample };

const grantsOf = ({ name, document }: NamedPolicy): readonly Statement[] => {
  const reading = parsePolicy(document, 'identity');
  if (!reading.ok) throw new NotEncodable(`the policy of the ${name}: ${reading.problem}`);
  return reading.value.statements.filter(({ effect }) => effect === 'Allow');
};

const patternsOf = ({ sid, actions, resources }: Statement): readonly string[] => {
  if (actions.negated || resources === null || resources.negated)
    throw new NotEncodable(`NotAction or NotResource in the granting statement ${sid}`);
  return resources.patterns;
};

/** One question of the proof: may this pattern of this statement match that resource? */
interface Pair {
  readonly policy: string;
  readonly statement: Statement;
  readonly pattern: string;
  readonly target: string;
}

const pairsOf = (policies: readonly NamedPolicy[], targets: readonly string[]): readonly Pair[] =>
  policies.flatMap((policy) =>
    grantsOf(policy).flatMap((statement) =>
      patternsOf(statement).flatMap((pattern) =>
        targets.map((target) => ({ policy: policy.name, statement, pattern, target })),
      ),
    ),
  );

/**
 * Decides: for all tenants a ≠ b, no grant of a's policies matches a resource of b.
 *
 * Denials and conditions are left out, which can only make more reachable: what is proven so holds with them.
 *
 * @param policies rendered for the stand-in of `a`.
 * @param resources rendered for the stand-in of `b`.
 * @throws NotEncodable naming what it cannot reason about.
 */
export const decideIsolation = (policies: readonly NamedPolicy[], resources: readonly string[]): Verdict => {
  const pairs = pairsOf(policies, resources);
  for (const { policy, statement, pattern, target } of pairs) {
    const common = findCommonResource(readSymbolicPattern(pattern), readSymbolicPattern(target));
    if (common === undefined) continue;
    const { sid, actions } = statement;
    const counterExample = { ...common, policy, statement: sid ?? 'unnamed', actions: actions.patterns };
    return { outcome: 'refuted', counterExample };
  }
  return { outcome: 'proven', pairs: pairs.length };
};
