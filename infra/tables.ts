import type { TableShape } from './shape.ts';

/**
 * One table of the shape as arguments of `aws.dynamodb.Table`: on demand, encrypted with the key `keyArn`.
 * `Value` is a string, or the promise of one.
 */
export const tableArguments = <Value>(table: TableShape, keyArn: Value) => {
  const keyNames = [table.partitionKey, ...(table.sortKey === null ? [] : [table.sortKey])];
  return {
    name: table.name,
    billingMode: 'PAY_PER_REQUEST',
    hashKey: table.partitionKey,
    ...(table.sortKey === null ? {} : { rangeKey: table.sortKey }),
    attributes: keyNames.map((name) => ({ name, type: 'S' })),
    ...(table.ttlAttribute === null ? {} : { ttl: { attributeName: table.ttlAttribute, enabled: true } }),
    pointInTimeRecovery: { enabled: table.pointInTimeRecovery },
    deletionProtectionEnabled: table.deletionProtection,
    serverSideEncryption: { enabled: true, kmsKeyArn: keyArn },
  };
};
