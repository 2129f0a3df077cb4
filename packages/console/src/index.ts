export type { ConsoleEvent, ConsoleTenant } from './console-event.ts';
export { type Console, type ConsoleOptions, startConsole } from './start-console.ts';
