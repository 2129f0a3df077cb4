import { type AttributeValue, type DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import type { Note } from './note.ts';
import { indexNotes, type NoteIndex } from './note-index.ts';

/** Where an agent gets its notes from. A read that fails rejects with the store's own error and is tried again next time. */
export type Knowledge = { readonly read: () => Promise<NoteIndex> };

const noteOf = ({ title, text }: Record<string, AttributeValue>): readonly Note[] =>
  title?.S === undefined || text?.S === undefined ? [] : [{ title: title.S, text: text.S }];

/** Reads items `{pk: 'knowledge', sk, title, text}` in the order of `sk`; items without a title and a text are passed over. */
const queryNotes = async (client: DynamoDBClient, table: string): Promise<readonly Note[]> => {
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

/** The notes of one DynamoDB table, read when they are first asked for and again once they are older than `maxAgeMs`. */
export const tableKnowledge = (from: {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly nowMs: () => number;
  readonly maxAgeMs: number;
}): Knowledge => {
  let held: { readonly index: Promise<NoteIndex>; readonly readAtMs: number } | undefined;
  const load = (): Promise<NoteIndex> => {
    const index = queryNotes(from.client, from.table).then(indexNotes);
    held = { index, readAtMs: from.nowMs() };
    index.catch(() => {
      if (held?.index === index) held = undefined;
    });
    return index;
  };
  return {
    read: () => (held !== undefined && from.nowMs() - held.readAtMs < from.maxAgeMs ? held.index : load()),
  };
};
