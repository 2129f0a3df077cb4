import { AwsError } from '../aws-error.ts';

type Members = Readonly<Record<string, unknown>>;

const invalid = (message: string): AwsError => new AwsError('ValidationException', 400, message);

const oneTable = (input: Members): readonly string[] => {
  const name = input['TableName'];
  if (typeof name !== 'string' || !/^[0-9A-Za-z_.-]{3,255}$/.test(name))
    throw invalid('TableName is not the name of a table');
  return [name];
};

const batchedTables = (input: Members): readonly string[] => {
  const items = input['RequestItems'];
  if (typeof items !== 'object' || items === null) throw invalid('RequestItems is missing');
  return Object.keys(items);
};

const arnTable = (input: Members): readonly string[] => {
  const name = /:table\/([0-9A-Za-z_.-]{3,255})$/.exec(String(input['ResourceArn']))?.[1];
  if (name === undefined) throw invalid('ResourceArn is not the ARN of a table');
  return [name];
};

/** The operations that are done here, each with the tables that it touches; null stands for no table in particular. */
const OPERATIONS: Readonly<Record<string, ((input: Members) => readonly string[]) | null>> = {
  BatchGetItem: batchedTables,
  BatchWriteItem: batchedTables,
  CreateTable: oneTable,
  DeleteItem: oneTable,
  DeleteTable: oneTable,
  DescribeTable: oneTable,
  GetItem: oneTable,
  ListTables: null,
  ListTagsOfResource: arnTable,
  PutItem: oneTable,
  Query: oneTable,
  Scan: oneTable,
  TagResource: arnTable,
  UntagResource: arnTable,
  UpdateItem: oneTable,
  UpdateTable: oneTable,
};

/** One operation on some tables. */
export interface TableRequest {
  readonly operation: string;
  /** Empty where the operation is on no table in particular. */
  readonly tables: readonly string[];
  readonly input: Members;
}

/** Reads which tables a request touches. @throws AwsError for an operation that is not done here, naming it. */
export const readTableRequest = (target: string, body: Buffer): TableRequest => {
  const operation = /^DynamoDB_20120810\.([A-Za-z]+)$/.exec(target)?.[1] ?? '';
  const tablesOf = Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : undefined;
  if (tablesOf === undefined)
    throw new AwsError(
      'UnknownOperationException',
      400,
      `The local cloud does not do ${target || 'a request without X-Amz-Target'}`,
    );
  let input: unknown;
  try {
    input = JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('SerializationException', 400, 'The body is not JSON');
  }
  if (typeof input !== 'object' || input === null)
    throw new AwsError('SerializationException', 400, 'The body is not an object');
  const members: Members = { ...input };
  return { operation, tables: tablesOf === null ? [] : tablesOf(members), input: members };
};
