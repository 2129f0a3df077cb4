import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Directory } from '../leased-directory.ts';

/**
 * The directory in one DynamoDB table whose partition key is `pk`.
 *
 * Reads are strongly consistent: how soon a pause is in force is a promise, and it rests on the lease alone.
 */
export const createDynamoDirectory = (client: DynamoDBClient, tableName: string): Directory => ({
  async get(key) {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key: { pk: { S: key } }, ConsistentRead: true }),
    );
    return Item === undefined ? undefined : unmarshall(Item);
  },
});
