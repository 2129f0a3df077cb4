import { createInterface } from 'node:readline/promises';
import { styleText } from 'node:util';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { Complaint } from './complaint.ts';
import { callDemo, type DemoFile, readDemoFile } from './demo-file.ts';
import { fetchToken } from './token.ts';

export interface ChatOptions {
  readonly demo: string;
  readonly as: string;
  readonly conversation?: string;
}

const dim = (text: string): string => styleText('dim', text);

const member = (json: string, name: string): string => {
  const value: unknown = JSON.parse(json);
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof found === 'string' ? found : '';
};

const complain = async (answer: Response): Promise<never> => {
  const problem = await answer.text();
  const wait = answer.headers.get('retry-after');
  throw new Complaint(
    `${member(problem, 'title')} (${member(problem, 'code')}, HTTP ${answer.status})${wait === null ? '' : `: try again in ${wait} s`}.`,
  );
};

/** Prints the words as they come; the answer is the conversation's id. */
const printWords = async (answer: Response): Promise<string> => {
  let conversation = '';
  const show = ({ event, data }: EventSourceMessage): void => {
    if (event === 'start') conversation = member(data, 'conversationId');
    else if (event === 'error')
      throw new Complaint(`The answer broke off: ${member(data, 'title')} (${member(data, 'code')}).`);
    else if (event === undefined) process.stdout.write(member(data, 'text'));
  };
  const parser = createParser({ onEvent: show });
  const decoder = new TextDecoder();
  for await (const chunk of answer.body ?? []) parser.feed(decoder.decode(chunk, { stream: true }));
  process.stdout.write('\n');
  return conversation;
};

const say = async (
  demo: DemoFile,
  token: string,
  message: string,
  conversationId: string | undefined,
): Promise<string> => {
  const answer = await callDemo(demo.chat.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ message, ...(conversationId === undefined ? {} : { conversationId }) }),
  });
  return answer.ok ? printWords(answer) : complain(answer);
};

const converse = async (demo: DemoFile, token: string, conversation: string | undefined): Promise<void> => {
  if (!process.stdin.isTTY) throw new Complaint('Say what to ask: npx privateline chat --as <user> "..."');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  terminal.setPrompt(dim('you › '));
  terminal.prompt();
  for await (const line of terminal) {
    if (line.trim() !== '') conversation = await say(demo, token, line, conversation);
    terminal.prompt();
  }
};

/** Holds a token of the demo's issuer and prints the agent's answer as it streams. */
export const chat = async (message: string | undefined, options: ChatOptions): Promise<void> => {
  const demo = await readDemoFile(options.demo);
  const token = await fetchToken(demo, options.as);
  if (message === undefined) return converse(demo, token, options.conversation);
  const conversation = await say(demo, token, message, options.conversation);
  console.log(
    dim(`\nTo go on: npx privateline chat --as ${options.as} --conversation ${conversation} "..."`),
  );
};
