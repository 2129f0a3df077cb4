import {
  type BedrockRuntimeClient,
  ConverseStreamCommand,
  type Message,
} from '@aws-sdk/client-bedrock-runtime';
import type { Turn } from './conversation.ts';
import type { Model, Question } from './model.ts';

const spokenAnswerTokens = 300;
const languageNames = { en: 'English', de: 'German' } as const;

const instructions = ({ language, passages, titles }: Question): string =>
  [
    'You answer callers of a small business. Speak in one or two short sentences without lists or markup.',
    `Speak ${languageNames[language]} unless the caller speaks another language.`,
    'Use only the notes below and what the caller said. If they do not hold the answer, say so and offer a topic.',
    `Topics: ${titles.join(', ')}.`,
    'Notes:',
    ...passages.map(({ title, sentence }) => `${title}: ${sentence}`),
  ].join('\n');

const exchange = ({ said, answered }: Turn): Message[] => [
  { role: 'user', content: [{ text: said }] },
  { role: 'assistant', content: [{ text: answered }] },
];

/**
 * A model of Amazon Bedrock, spoken to through ConverseStream and given the passages and the session's turns.
 * Errors of Bedrock reach the caller as the SDK throws them. Leaving the iteration early ends the request.
 */
export const bedrockModel = (client: BedrockRuntimeClient, modelId: string): Model => ({
  answer: async function* (question) {
    const abort = new AbortController();
    const command = new ConverseStreamCommand({
      modelId,
      system: [{ text: instructions(question) }],
      messages: [...question.turns.flatMap(exchange), { role: 'user', content: [{ text: question.said }] }],
      inferenceConfig: { maxTokens: spokenAnswerTokens },
    });
    try {
      const { stream } = await client.send(command, { abortSignal: abort.signal });
      for await (const event of stream ?? []) {
        const words = event.contentBlockDelta?.delta?.text;
        if (words !== undefined) yield words;
      }
    } finally {
      abort.abort();
    }
  },
});
