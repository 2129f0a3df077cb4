import { createInterface } from 'node:readline/promises';
import { styleText } from 'node:util';
import { type Call, drawCallSid, postTurn } from './carrier.ts';
import { Complaint } from './complaint.ts';
import { type CarrierAccount, type DemoFile, readDemoFile } from './demo-file.ts';
import { layOutTwiml, readTwiml } from './twiml.ts';

export interface CallOptions {
  readonly demo: string;
  readonly to: string;
  readonly from: string;
  readonly say: readonly string[];
  readonly carrierEndpoint?: string;
  readonly callSid?: string;
}

const dim = (text: string): string => styleText('dim', text);

/** The account that a call comes in on: the one that holds the number, or the one that was named on purpose. */
const findAccount = ({ carriers }: DemoFile, { to, carrierEndpoint }: CallOptions): CarrierAccount => {
  const found =
    carrierEndpoint === undefined
      ? (carriers.find(({ numbers }) => numbers.includes(to)) ?? carriers[0])
      : carriers.find(({ endpoint }) => endpoint === carrierEndpoint);
  if (found === undefined)
    throw new Complaint(
      `There is no such carrier endpoint; the demo has ${carriers.map(({ endpoint }) => endpoint).join(' and ')}.`,
    );
  return found;
};

/** Plays one turn and shows it; the answer is where the next turn goes. */
const playTurn = async (call: Call, url: string, words: string | null): Promise<string | null> => {
  if (words !== null) console.log(`${styleText('bold', 'You   ')} ${words}`);
  const { status, body, milliseconds } = await postTurn(call, url, words);
  if (status !== 200)
    throw new Complaint(
      `The webhook answered ${status}${body === '' ? ' and nothing else' : ''}: the carrier hears that the request was not its own.`,
    );
  const { words: spoken, nextUrl } = readTwiml(body);
  console.log(`${styleText(['bold', 'yellow'], 'Agent ')} ${spoken}`);
  console.log(
    dim(`${layOutTwiml(body).replaceAll(/^/gm, '       ')}\n       HTTP ${status}, ${milliseconds} ms\n`),
  );
  return nextUrl;
};

async function* linesToSay(say: readonly string[]): AsyncIterable<string> {
  yield* say;
  if (say.length > 0 || !process.stdin.isTTY) return;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  terminal.setPrompt(dim('say › '));
  terminal.prompt();
  for await (const line of terminal) {
    if (line.trim() !== '') yield line;
    terminal.prompt();
  }
}

/** Plays the carrier: rings, listens to the greeting, says each line, until the other side or the caller hangs up. */
export const call = async (options: CallOptions): Promise<void> => {
  const account = findAccount(await readDemoFile(options.demo), options);
  const incoming: Call = {
    account,
    sid: options.callSid ?? drawCallSid(),
    from: options.from,
    to: options.to,
  };
  console.log(
    dim(`Calling ${options.to} through carrier account ${account.endpoint}, call ${incoming.sid}\n`),
  );
  let url =
    options.callSid === undefined ? await playTurn(incoming, account.webhookUrl, null) : account.webhookUrl;
  for await (const words of linesToSay(options.say)) {
    if (url === null) break;
    url = await playTurn(incoming, url, words);
  }
  if (url === null) {
    console.log(dim('The line was closed.'));
    process.exitCode = 2;
  }
};
