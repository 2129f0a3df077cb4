import type { PolicyDocument } from '@privateline/control-plane';
import type { Graph, Resource } from '../../infra/offline/graph.ts';

/** The resources of one kind, spelt as Pulumi does after its provider: `lambda/function:Function`. */
export const ofKind = (graph: Graph, kind: string): readonly Resource[] =>
  graph.resources.filter(({ type }) => type === `aws:${kind}`);

/** The one resource of a kind; throws when there is none, or another. */
export const theOnly = (graph: Graph, kind: string): Resource => {
  const [found, another] = ofKind(graph, kind);
  if (found === undefined || another !== undefined) throw new Error(`not exactly one ${kind}`);
  return found;
};

/** The resource of a kind whose `name` input is this. */
export const named = (graph: Graph, kind: string, name: string): Resource => {
  const found = ofKind(graph, kind).find(({ inputs }) => inputs['name'] === name);
  if (found === undefined) throw new Error(`no ${kind} is named ${name}`);
  return found;
};

/** The policy document that a resource carries as text in one of its inputs. */
export const documentIn = ({ inputs }: Resource, input: string): PolicyDocument =>
  JSON.parse(String(inputs[input]));

const pathOf = (graph: Graph, resourceId: unknown): string => {
  const resource = ofKind(graph, 'apigateway/resource:Resource').find(({ name }) => name === resourceId);
  if (resource === undefined) return '';
  return `${pathOf(graph, resource.inputs['parentId'])}/${resource.inputs['pathPart']}`;
};

/** Every method of the REST API, as `POST /chat`, with the inputs of the integration behind it. */
export const integrationsOf = (graph: Graph) => {
  const integrations = ofKind(graph, 'apigateway/integration:Integration');
  return ofKind(graph, 'apigateway/method:Method').map(({ inputs: { httpMethod, resourceId } }) => ({
    route: `${httpMethod} ${pathOf(graph, resourceId)}`,
    inputs: integrations.find(({ inputs }) => inputs['resourceId'] === resourceId)?.inputs ?? {},
  }));
};
