import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createAgent } from './agent.ts';
import { bedrockModel } from './bedrock.ts';
import { serveAgent } from './container.ts';
import { rememberConversations } from './conversation.ts';
import { extractiveModel } from './extractive.ts';
import { freshKnowledge } from './knowledge.ts';
import { queryNotes } from './notes-table.ts';
import { readSettings } from './settings.ts';

const settings = readSettings(process.env);
if (settings.kind === 'unusable') {
  console.error(settings.reason);
  process.exit(1);
}

/** A caller waits on the line: a table that does not answer soon is a failure. */
const dynamodb = new DynamoDBClient({
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
});

serveAgent(
  createAgent({
    knowledge: freshKnowledge({
      load: () => queryNotes(dynamodb, settings.knowledgeTable),
      nowMs: () => performance.now(),
      maxAgeMs: 60_000,
    }),
    conversations: rememberConversations({ maxSessions: 1_000, maxTurns: 40 }),
    model:
      settings.modelId === undefined
        ? extractiveModel
        : bedrockModel(new BedrockRuntimeClient({}), settings.modelId),
  }),
  { host: settings.host, port: settings.port },
);
