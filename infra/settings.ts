/** Under which name the API is reached: a domain of one's own, or the one that API Gateway hands out. */
export type PublicAddress =
  | { readonly kind: 'custom-domain'; readonly name: string; readonly certificateArn: string }
  | { readonly kind: 'execute-api' };

type Environment = Readonly<Record<string, string | undefined>>;

/** What the deployer chooses. `cellAccountIds` is empty where the deployment's own account is the only cell. */
export type Settings = {
  readonly address: PublicAddress;
  readonly cellAccountIds: readonly string[];
};

const addressOf = ({
  PRIVATELINE_DOMAIN: name,
  PRIVATELINE_CERTIFICATE_ARN: certificateArn,
}: Environment) => {
  if (name && certificateArn) return { kind: 'custom-domain', name, certificateArn } as const;
  if (!name && !certificateArn) return { kind: 'execute-api' } as const;
  throw new Error('PRIVATELINE_DOMAIN and PRIVATELINE_CERTIFICATE_ARN are set together or not at all');
};

const accountIdsOf = (list: string): readonly string[] => {
  const ids = list.split(',').filter((id) => id !== '');
  const wrong = ids.find((id) => !/^\d{12}$/.test(id));
  if (wrong !== undefined) throw new Error(`PRIVATELINE_CELL_ACCOUNTS: ${wrong} is not an AWS account id`);
  return ids;
};

/**
 * Reads the deployer's environment: `PRIVATELINE_DOMAIN` with `PRIVATELINE_CERTIFICATE_ARN` (an ACM certificate in the
 * API's own region), and `PRIVATELINE_CELL_ACCOUNTS` (account ids with commas between). Throws on what makes no sense.
 */
export const settingsOf = (environment: Environment): Settings => ({
  address: addressOf(environment),
  cellAccountIds: accountIdsOf(environment['PRIVATELINE_CELL_ACCOUNTS'] ?? ''),
});
