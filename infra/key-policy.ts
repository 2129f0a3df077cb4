import type { Cell } from '@privateline/tenancy';

const administration = [
  ...['Describe*', 'List*', 'Get*', 'Put*', 'Update*', 'Enable*', 'Disable*', 'Revoke*'],
  ...['TagResource', 'UntagResource', 'ScheduleKeyDeletion', 'CancelKeyDeletion'],
].map((action) => `kms:${action}`);

const useByTables = ['Encrypt', 'Decrypt', 'ReEncrypt*', 'GenerateDataKey*', 'CreateGrant'].map(
  (action) => `kms:${action}`,
);

/**
 * The policy of the key under the deployment's tables. Administrators administer without cryptography, and ciphertext
 * is handled through DynamoDB alone, by those whom IAM allows to: a role with `kms:Decrypt` cannot decrypt by hand.
 */
export const keyPolicy = ({ partition, accountId, region }: Cell) => {
  const Principal = { AWS: `arn:${partition}:iam::${accountId}:root` };
  const viaDynamoDb = {
    'kms:ViaService': `dynamodb.${region}.amazonaws.com`,
    'kms:CallerAccount': accountId,
  };
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Administer', Effect: 'Allow', Principal, Action: administration, Resource: '*' },
      {
        Sid: 'EncryptTables',
        Effect: 'Allow',
        Principal,
        Action: useByTables,
        Resource: '*',
        Condition: { StringEquals: viaDynamoDb },
      },
    ],
  };
};
