/**
 * Never run. Each line must be refused by SST's own types: were they missing or `any`, the expected error would be
 * missing too, and the type check of `sst.config.ts` would prove nothing.
 */
export const refused = () => [
  // @ts-expect-error an API has no such endpoint
  new sst.aws.ApiGatewayV1('Api', { endpoint: { type: 'planetary' } }),
  // @ts-expect-error a table needs no such thing
  new aws.dynamodb.Table('Table', { hashKee: 'pk' }),
  // @ts-expect-error a timeout is a number
  new aws.lambda.Function('Function', { role: 'arn', timeout: 'soon' }),
];
