import { type AttributeValue, type DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import type { Note } from './note.ts';

const noteOf = ({ title, text }: Record<string, AttributeValue>): readonly Note[] =>
  title?.S === undefined || text?.S === undefined ? [] : [{ title: title.S, text: text.S }];

/**
 * Reads the items `{pk: 'knowledge', sk, title, text}` of a table in the order of `sk`; items without a title and a
 * text are passed over. Throws what DynamoDB answers.
 */
export const queryNotes = async (client: DynamoDBClient, table: string): Promise<readonly Note[]> => {
  const pages = paginateQuery(
    { client },
    {
      TableName: table,
      KeyConditionExpression: 'pk = :knowledge',
      ExpressionAttributeValues: { ':knowledge': { S: 'knowledge' } },
    },
  );
  const notes: Note[] = [];
  for await (const { Items } of pages) notes.push(...(Items ?? []).flatMap(noteOf));
  return notes;
};
