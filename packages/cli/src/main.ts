#!/usr/bin/env node
import { Command } from 'commander';
import { call } from './call.ts';
import { chat } from './chat.ts';
import { Complaint } from './complaint.ts';
import { readDemoFile } from './demo-file.ts';
import { listTenants } from './tenants.ts';
import { fetchToken } from './token.ts';

const DEMO_FILE = process.env['PRIVATELINE_DEMO'] ?? '.local/demo.json';

const collect = (value: string, values: readonly string[]): readonly string[] => [...values, value];

const program = new Command('privateline')
  .description('Calls and chats with the tenants of a running Privateline.')
  .addHelpText('after', '\nExit codes: 0 answered, 1 refused or not running, 2 the line was closed.');

program
  .command('call')
  .description('play the carrier: a signed Twilio webhook for each turn')
  .requiredOption('--to <number>', 'the number that is dialled, in E.164')
  .option('--say <words>', 'what the caller says; once for each turn', collect, [])
  .option('--from <number>', "the caller's own number: it proves nothing", '+14155550100')
  .option('--carrier-endpoint <endpoint>', 'sign with this carrier account, whoever holds the number')
  .option('--call-sid <sid>', 'go on with this call')
  .option('--demo <file>', 'the description of the running demo', DEMO_FILE)
  .action(call);

program
  .command('chat')
  .description('chat as one of the demo users')
  .argument('[message]', 'what to say; without it, a conversation on the terminal')
  .requiredOption('--as <user>', 'a demo user: see `privateline tenants`')
  .option('--conversation <id>', 'go on with this conversation')
  .option('--demo <file>', 'the description of the running demo', DEMO_FILE)
  .action(chat);

program
  .command('token')
  .description("print a demo user's access token")
  .requiredOption('--as <user>', 'a demo user')
  .option('--demo <file>', 'the description of the running demo', DEMO_FILE)
  .action(async (options: { as: string; demo: string }) =>
    console.log(await fetchToken(await readDemoFile(options.demo), options.as)),
  );

program
  .command('tenants')
  .description('list who can be called')
  .option('--json', 'as JSON', false)
  .option('--demo <file>', 'the description of the running demo', DEMO_FILE)
  .action(listTenants);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof Complaint)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
