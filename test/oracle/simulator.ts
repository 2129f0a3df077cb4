import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Question, Vector } from './vector.ts';

const PACKAGE = '@cloud-copilot/iam-simulate@0.1.173';

interface Simulation {
  readonly resultType: string;
  readonly overallResult?: string;
  readonly errors?: unknown;
}

type Simulate = (simulation: object, options: object) => Promise<Simulation>;

const isSimulate = (value: unknown): value is Simulate => typeof value === 'function';

/**
 * Fetches the simulator into a folder of its own. Its licence is the AGPL: it stands in no package.json here, nothing
 * of the product imports it, and only its answers are kept.
 *
 * @param folder where it is installed already, or undefined to install it.
 */
export const loadSimulator = async (folder: string | undefined): Promise<Simulate> => {
  const home = folder ?? (await mkdtemp(join(tmpdir(), 'privateline-oracle-')));
  if (folder === undefined)
    await promisify(execFile)('npm', ['install', '--no-save', '--prefix', home, PACKAGE], { cwd: home });
  const entry = join(home, 'node_modules/@cloud-copilot/iam-simulate/dist/esm/index.js');
  const { runSimulation }: { runSimulation?: unknown } = await import(pathToFileURL(entry).href);
  if (!isSimulate(runSimulation)) throw new Error('the simulator has no runSimulation');
  return runSimulation;
};

const ANSWERS: Readonly<Record<string, Vector['answer']>> = {
  Allowed: 'allowed',
  ExplicitlyDenied: 'explicitly denied',
  ImplicitlyDenied: 'implicitly denied',
};

const named = (policies: readonly object[], name: string) =>
  policies.map((policy, index) => ({ name: `${name}-${index}`, policy }));

/** Asks the simulator. @throws Error if it cannot answer: a question that it does not understand proves nothing. */
export const answer = async (simulate: Simulate, question: Question): Promise<Vector> => {
  const { principal, action, resource, resourceAccountId, context, identity, boundary, session } = question;
  const resourcePolicy = question.trust ?? question.resourcePolicy;
  const simulation = {
    request: {
      principal,
      action,
      resource: { resource, accountId: resourceAccountId },
      contextVariables: context,
    },
    identityPolicies: named(identity, 'identity'),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    ...(boundary === undefined ? {} : { permissionBoundaryPolicies: named([boundary], 'boundary') }),
    ...(session === undefined ? {} : { sessionPolicy: session }),
    ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
  };
  const result = await simulate(simulation, {});
  const decided = ANSWERS[result.overallResult ?? ''];
  if (result.resultType !== 'single' || decided === undefined)
    throw new Error(
      `the simulator did not answer ${JSON.stringify(question)}: ${JSON.stringify(result.errors)}`,
    );
  return { ...question, answer: decided };
};
