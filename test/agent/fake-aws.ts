import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** An item under `pk: 'knowledge'`. */
type Note = { readonly sk: string; readonly title: string; readonly text: string };

/** AWS as an agent meets it, on loopback: the container's credentials and DynamoDB's Query. */
export type FakeAws = AsyncDisposable & {
  readonly url: string;
  readonly tables: Map<string, readonly Note[] | 'denied'>;
  /** The calls that were made, in order: the operation and the access key of their signature. */
  readonly calls: readonly string[];
};

type Answer = { readonly status: number; readonly body: object };

const itemsAPage = 4;

const itemOf = ({ sk, title, text }: Note) => ({
  pk: { S: 'knowledge' },
  sk: { S: sk },
  title: { S: title },
  text: { S: text },
});

const refused = (type: string, message: string): Answer => ({ status: 400, body: { __type: type, message } });

/** Query over one partition, a few items a page, as DynamoDB answers for a table larger than a page. */
const query = (tables: FakeAws['tables'], body: string): Answer => {
  const { TableName, ExclusiveStartKey, ExpressionAttributeValues: values } = JSON.parse(body);
  const notes = tables.get(TableName);
  if (notes === undefined) return refused('ResourceNotFoundException', 'No such table');
  if (notes === 'denied') {
    return refused('AccessDeniedException', 'User: arn:aws:sts::000000000000:assumed-role/agent/x may not');
  }
  const found = values[':knowledge'].S === 'knowledge' ? notes : [];
  const from = Number(ExclusiveStartKey?.sk.S ?? 0);
  const next = from + itemsAPage;
  const more = next < found.length ? { LastEvaluatedKey: { sk: { S: `${next}` } } } : {};
  return { status: 200, body: { Items: found.slice(from, next).map(itemOf), ...more } };
};

const credentials: Answer = {
  status: 200,
  body: {
    AccessKeyId: 'ASIAOFTHISAGENT',
    SecretAccessKey: 'not-a-secret',
    Token: 'token',
    Expiration: '2099-01-01T00:00:00Z',
  },
};

const send = (response: ServerResponse, { status, body }: Answer): void => {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
};

export const startFakeAws = async (): Promise<FakeAws> => {
  const tables: FakeAws['tables'] = new Map();
  const calls: string[] = [];
  const server = createServer(async (request, response) => {
    if (request.url === '/credentials') return send(response, credentials);
    const operation = String(request.headers['x-amz-target']).split('.').at(-1);
    const accessKey = /Credential=(\w+)/.exec(request.headers.authorization ?? '')?.[1];
    calls.push(`${operation} by ${accessKey}`);
    const body = await text(request);
    send(response, operation === 'Query' ? query(tables, body) : refused('UnknownOperationException', ''));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The fake has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    tables,
    calls,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
