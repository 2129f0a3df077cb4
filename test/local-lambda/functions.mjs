/** Functions for the host's tests, in the shapes that Lambda takes. */

let invocations = 0;

export const buffered = async (event, context) => {
  invocations += 1;
  switch (event.ask) {
    case 'environment':
      return process.env;
    case 'context':
      return {
        name: context.functionName,
        remaining: context.getRemainingTimeInMillis(),
        id: context.awsRequestId,
      };
    case 'process':
      return { pid: process.pid, invocations };
    case 'throw':
      throw new TypeError('as a test wished');
    case 'exit':
      return process.exit(3);
    case 'hang':
      return new Promise((resolve) => setTimeout(resolve, 60_000));
    case 'wait': {
      while ((await (await fetch(event.until)).text()) !== 'go');
      return { pid: process.pid };
    }
    default:
      return event;
  }
};

export const streamed = awslambda.streamifyResponse(async (event, stream) => {
  const body = awslambda.HttpResponseStream.from(stream, {
    statusCode: 201,
    headers: { 'content-type': 'text/plain', 'x-own': 'yes' },
    cookies: ['a=1', 'b=2'],
  });
  body.write('first ');
  if (event.queryStringParameters?.until) {
    while ((await (await fetch(event.queryStringParameters.until)).text()) !== 'go');
  }
  if (event.queryStringParameters?.break) throw new Error('as a test wished');
  body.write('second');
  body.end();
});

export const http = async (event) => {
  const {
    path,
    httpMethod,
    headers,
    multiValueHeaders,
    queryStringParameters,
    multiValueQueryStringParameters,
  } = event;
  const { pathParameters, body, isBase64Encoded } = event;
  const seen = {
    path,
    httpMethod,
    headers,
    multiValueHeaders,
    queryStringParameters,
    multiValueQueryStringParameters,
    pathParameters,
    body,
    isBase64Encoded,
  };
  if (path === '/binary')
    return { statusCode: 200, isBase64Encoded: true, body: Buffer.from([0, 255]).toString('base64') };
  if (path === '/malformed') return 'not a proxy response';
  return {
    statusCode: 200,
    multiValueHeaders: { 'set-cookie': ['a=1', 'b=2'] },
    headers: { 'x-own': 'yes' },
    body: JSON.stringify(seen),
  };
};

export const notAFunction = 7;
