/** `node infra/evaluate.ts [STAGE]`: prints every AWS resource that the deployed shape comes to, offline. */
import { evaluateConfiguration } from './offline/evaluate-configuration.ts';
import type { Graph, Resource } from './offline/graph.ts';
import { offlineStage } from './offline/platform.ts';

const longestValue = 120;

/** `aws:lambda/function:Function` is a `lambda Function`. */
const kindOf = ({ type }: Resource): string => {
  const [, module = '', kind = ''] = type.split(':');
  return `${module.split('/')[0]} ${kind}`;
};

const isPlain = (value: unknown): boolean =>
  typeof value === 'string' ? value.length <= longestValue : ['number', 'boolean'].includes(typeof value);

const detailsOf = ({ inputs }: Resource): string =>
  Object.entries(inputs)
    .filter(([, value]) => isPlain(value))
    .map(([key, value]) => `${key}=${value}`)
    .join(' ');

const tableOf = (resources: readonly Resource[]): string => {
  const kindWidth = Math.max(...resources.map((resource) => kindOf(resource).length));
  const nameWidth = Math.max(...resources.map(({ name }) => name.length));
  return resources
    .map((resource) =>
      [kindOf(resource).padEnd(kindWidth), resource.name.padEnd(nameWidth), detailsOf(resource)].join('  '),
    )
    .join('\n');
};

const print = ({ app, resources }: Graph): void => {
  const inAws = resources.filter(({ type }) => type.startsWith('aws:'));
  console.log(tableOf(inAws));
  console.log(`\n${inAws.length} resources; removal: ${app.removal}; protected: ${app.protect}`);
};

const [stage = offlineStage] = process.argv.slice(2);
print(await evaluateConfiguration({ stage, environment: process.env }));
