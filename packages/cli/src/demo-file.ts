import { readFile } from 'node:fs/promises';
import { Complaint } from './complaint.ts';

/** What this command needs of `.local/demo.json`. */
export interface DemoFile {
  readonly tenants: readonly {
    readonly id: string;
    readonly name: string;
    readonly numbers: readonly string[];
  }[];
  readonly carriers: readonly CarrierAccount[];
  readonly chat: { readonly url: string };
  readonly issuer: {
    readonly tokenEndpoint: string;
    readonly users: readonly { readonly name: string; readonly tenantId: string }[];
  };
}

export interface CarrierAccount {
  readonly carrier: string;
  readonly endpoint: string;
  readonly authToken: string;
  readonly webhookUrl: string;
  readonly numbers: readonly string[];
}

const NOT_RUNNING = 'The demo is not running: start it with `npm start`, and leave it running.';

const isDemoFile = (value: unknown): value is DemoFile =>
  typeof value === 'object' &&
  value !== null &&
  ['tenants', 'carriers', 'chat', 'issuer'].every((member) => member in value);

/** Reads the description of the running demo. @throws Complaint if there is none. */
export const readDemoFile = async (file: string): Promise<DemoFile> => {
  const json = await readFile(file, 'utf8').catch(() => {
    throw new Complaint(NOT_RUNNING);
  });
  const value: unknown = JSON.parse(json);
  if (!isDemoFile(value)) throw new Complaint(`${file} does not describe a running demo.`);
  return value;
};

/** Calls the demo. @throws Complaint if nothing answers. */
export const callDemo = async (url: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, init);
  } catch {
    throw new Complaint(NOT_RUNNING);
  }
};
