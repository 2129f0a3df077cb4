import { beforeAll, describe, expect, it } from 'vitest';
import { evaluateConfiguration } from '../../infra/offline/evaluate-configuration.ts';
import type { Graph } from '../../infra/offline/graph.ts';
import { functionNameOf, functions, throttling } from '../../infra/shape.ts';
import { integrationsOf, ofKind, theOnly } from './graph-queries.ts';

const domain = 'calls.example.com';
const certificateArn = 'arn:aws:acm:us-east-1:000000000000:certificate/calls';

let graph: Graph;
let withDomain: Graph;
beforeAll(async () => {
  const environment = { PRIVATELINE_DOMAIN: domain, PRIVATELINE_CERTIFICATE_ARN: certificateArn };
  [graph, withDomain] = await Promise.all([evaluateConfiguration(), evaluateConfiguration({ environment })]);
});

const streamingPath = /:function:[\w-]+\/response-streaming-invocations$/;
const bufferedPath = /:function:[\w-]+\/invocations$/;

describe('the API of the deployment', () => {
  it('is regional', () => {
    const { inputs } = theOnly(graph, 'apigateway/restApi:RestApi');
    expect(inputs['endpointConfiguration']).toEqual({ types: 'REGIONAL' });
  });

  it('has no route that the shape has not', () => {
    const routes = functions.flatMap((fn) => fn.routes.map(({ method, path }) => `${method} ${path}`));
    expect(
      integrationsOf(graph)
        .map(({ route }) => route)
        .toSorted(),
    ).toEqual(routes.toSorted());
  });

  it.each(functions.flatMap((fn) => fn.routes.map((route) => ({ fn, ...route }))))(
    '$method $path reaches $fn.name, streamed or buffered, for as long as it may run',
    ({ fn, method, path }) => {
      const integration = integrationsOf(graph).find(({ route }) => route === `${method} ${path}`);
      expect(integration?.inputs).toMatchObject({
        type: 'AWS_PROXY',
        uri: expect.stringContaining(`:function:${functionNameOf(fn)}/`),
        responseTransferMode: fn.streaming ? 'STREAM' : 'BUFFERED',
        timeoutMilliseconds: fn.timeoutS * 1000,
      });
      expect(integration?.inputs['uri']).toMatch(fn.streaming ? streamingPath : bufferedPath);
    },
  );

  it('is throttled, and runs without execution log or data trace', () => {
    expect(theOnly(graph, 'apigateway/methodSettings:MethodSettings').inputs).toMatchObject({
      methodPath: '*/*',
      settings: {
        loggingLevel: 'OFF',
        dataTraceEnabled: false,
        throttlingRateLimit: throttling.ratePerSecond,
        throttlingBurstLimit: throttling.burst,
      },
    });
  });

  it('logs nothing that a caller sent', () => {
    const { inputs } = theOnly(graph, 'apigateway/stage:Stage');
    const variables = JSON.stringify(inputs['accessLogSettings']).match(/\$context\.[\w.]+/g) ?? [];
    expect(variables).toContain('$context.resourcePath');
    const revealing = /identity|authorizer|\.path$|query|error|header|body/i;
    expect(variables.filter((variable) => revealing.test(variable))).toEqual([]);
  });

  it('answers under its own domain alone, once it has one', () => {
    expect(theOnly(withDomain, 'apigateway/restApi:RestApi').inputs['disableExecuteApiEndpoint']).toBe(true);
    expect(theOnly(withDomain, 'apigateway/domainName:DomainName').inputs).toMatchObject({
      domainName: domain,
      regionalCertificateArn: certificateArn,
      endpointConfiguration: { types: 'REGIONAL' },
      securityPolicy: 'TLS_1_2',
    });
    const environments = ofKind(withDomain, 'lambda/function:Function').map(
      ({ inputs }) => inputs['environment'],
    );
    const expected = expect.objectContaining({ PUBLIC_BASE_URL: `https://${domain}` });
    expect(environments).toEqual(functions.map(() => ({ variables: expected })));
  });
});
