import { listenOnLoopback } from '@privateline/loopback';
import dynalite from 'dynalite';
import type { AwsRequest } from '../aws-request.ts';
import type { Gate } from '../gate.ts';
import { resourceTagContext } from '../iam/context.ts';
import type { ResourceTags } from '../resource-tags.ts';
import type { Service } from '../service.ts';
import { readTableRequest, type TableRequest } from './touched-tables.ts';

/** DynamoDB behind the gate, and how to end it. */
export interface DynamoDb extends Service {
  close(): Promise<void>;
}

const tagsOf = (input: TableRequest['input']): Readonly<Record<string, string>> => {
  const tags = input['Tags'];
  if (!Array.isArray(tags)) return {};
  return Object.fromEntries(
    tags.map((tag: { Key?: unknown; Value?: unknown }) => [String(tag.Key), String(tag.Value)]),
  );
};

/** Starts DynamoDB, in memory: every table that a request touches is admitted before dynalite sees the request. */
export const startDynamoDb = async (
  gate: Gate,
  tags: ResourceTags,
  region: string,
  accountId: string,
): Promise<DynamoDb> => {
  const { url, close } = await listenOnLoopback(
    dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 }),
    0,
  );
  const arnOf = (table: string): string => `arn:aws:dynamodb:${region}:${accountId}:table/${table}`;

  const forward = async (request: AwsRequest) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: [...request.headers].filter(
        ([name]) => !['host', 'connection', 'content-length', 'expect', 'transfer-encoding'].includes(name),
      ),
      body: new Uint8Array(request.body),
    });
    const headers = Object.fromEntries(
      [...answer.headers].filter(([name]) => name.startsWith('x-amz') || name === 'content-type'),
    );
    return { status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) };
  };

  return {
    protocol: 'json',
    close,
    async handle(signer, request) {
      const { operation, tables, input } = readTableRequest(
        request.headers.get('x-amz-target') ?? '',
        request.body,
      );
      const resources = tables.length === 0 ? ['*'] : tables.map(arnOf);
      for (const resource of resources) {
        const context = resourceTagContext(tags.of(resource));
        gate.admit(signer, { action: `dynamodb:${operation}`, resource, resourcePolicy: null, context });
      }
      const answer = await forward(request);
      if (operation === 'CreateTable' && answer.status === 200)
        for (const resource of resources) tags.put(resource, tagsOf(input));
      return answer;
    },
  };
};
