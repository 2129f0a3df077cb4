import { resolve } from 'node:path';
import { type ConsoleEvent, startConsole } from '@privateline/console';
import { ClosingStack } from '@privateline/loopback';
import { type DemoDescription, describeDemo, writeDemoFile } from './demo-file.ts';
import { feedDecisions, readRouteLine } from './route-feed.ts';
import type { Settings } from './settings.ts';
import { startSwitchboard } from './switchboard.ts';

/** The switchboard with its page and its description on disk. */
export interface Demo {
  readonly description: DemoDescription;
  close(): Promise<void>;
}

/**
 * Starts the switchboard, the page that shows it, and writes what another client must know.
 *
 * @param onNotice hears, in words for a person, of processes that ended by themselves.
 * @throws PortInUse
 */
export const startDemo = async (
  settings: Settings,
  demoFile: string,
  onNotice: (text: string) => void,
): Promise<Demo> => {
  const closing = new ClosingStack();
  const listening = new Set<(event: ConsoleEvent) => void>();
  const publish = (event: ConsoleEvent): void => {
    for (const listen of listening) listen(event);
  };
  try {
    const switchboard = await startSwitchboard(settings, {
      onFunctionLog: (line, fleet) => {
        const event = readRouteLine(line, fleet.tenants);
        if (event !== undefined) publish(event);
      },
      onNotice,
      onInvocation: () => {},
    });
    closing.push(switchboard.close);
    const tenants = switchboard.fleet.tenants.map(({ demo, serving }) => ({
      name: serving.name,
      number: demo.numbers[0] ?? '',
    }));
    const page = await startConsole({
      port: settings.console,
      tenants,
      pageDirectory: resolve('dist/console'),
    });
    closing.push(page.close);
    listening.add(page.publish);
    feedDecisions(switchboard.cloud, page.publish);
    const description = describeDemo(
      switchboard.baseUrl,
      switchboard.cloud,
      switchboard.fleet,
      switchboard.issuer,
      page.url,
    );
    closing.push(await writeDemoFile(demoFile, description));
    return { description, close: () => closing.close() };
  } catch (error) {
    await closing.close();
    throw error;
  }
};
