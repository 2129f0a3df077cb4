/** What the runtime declares in an agent's environment. */
export type Settings = {
  readonly kind: 'settings';
  readonly host: string;
  readonly port: number;
  /** The DynamoDB table that holds the notes. */
  readonly knowledgeTable: string;
  /** A Bedrock model or inference profile; without one the agent answers extractively. */
  readonly modelId: string | undefined;
};

/** Why an environment will not do, in one sentence. */
export type Unusable = { readonly kind: 'unusable'; readonly reason: string };

const unusable = (reason: string): Unusable => ({ kind: 'unusable', reason });

/** Reads `KNOWLEDGE_TABLE`, `MODEL_ID`, `HOST` (0.0.0.0) and `PORT` (8080, the contract's own); region and credentials are the SDK's. */
export const readSettings = (environment: NodeJS.ProcessEnv): Settings | Unusable => {
  const knowledgeTable = environment['KNOWLEDGE_TABLE'];
  if (knowledgeTable === undefined || knowledgeTable === '') {
    return unusable('KNOWLEDGE_TABLE must name the DynamoDB table that holds the notes.');
  }
  const port = environment['PORT'] ?? '8080';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    return unusable('PORT must be a number from 0 to 65535.');
  return {
    kind: 'settings',
    host: environment['HOST'] ?? '0.0.0.0',
    port: Number(port),
    knowledgeTable,
    modelId: environment['MODEL_ID'] || undefined,
  };
};
