import type { AwsRequest } from './aws-request.ts';
import type { Signer } from './gate.ts';
import type { Protocol } from './protocol.ts';

/** What a service answers: a whole body, or one that is written as it comes into being. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | AsyncIterable<Uint8Array>;
}

/** One AWS service behind the gate. It maps a request to actions and resources, has them admitted, and answers. */
export interface Service {
  readonly protocol: Protocol;
  /** @throws AwsError for everything that the service refuses, also what it does not do: by name. */
  handle(signer: Signer, request: AwsRequest): Promise<Answer>;
}
