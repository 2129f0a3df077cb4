import { type Policy, parsePolicy } from '@privateline/iam';

/** A runtime as AgentCore's control plane describes it. */
export interface RuntimeDefinition {
  readonly arn: string;
  /** Names of its endpoints; `DEFAULT` is always there. */
  readonly endpoints: readonly string[];
  /** The execution role of its agent. */
  readonly roleArn: string;
  readonly tags: Readonly<Record<string, string>>;
  /** The runtime's resource-based policy, or null where it has none. */
  readonly resourcePolicy: unknown | null;
  /** The agent's program: a file that Node runs. It listens on PORT of HOST, as a container would on 8080. */
  readonly program: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface Runtime extends Omit<RuntimeDefinition, 'resourcePolicy'> {
  readonly resourcePolicy: Policy | null;
}

/** An error that a test wants a runtime to answer with. */
export interface Fault {
  readonly code:
    | 'ThrottlingException'
    | 'ServiceQuotaExceededException'
    | 'RetryableConflictException'
    | 'InternalServerException';
  readonly status: 429 | 402 | 409 | 500;
}

/** AgentCore's runtimes. */
export interface Runtimes {
  /** @throws Error if the resource policy cannot be used. */
  put(definition: RuntimeDefinition): void;
  find(arn: string): Runtime | undefined;
  /** Makes a runtime answer with an error until it is told null. For tests. */
  setFault(arn: string, fault: Fault | null): void;
  faultOf(arn: string): Fault | undefined;
}

const readPolicy = (document: unknown): Policy | null => {
  if (document === null) return null;
  const reading = parsePolicy(document, 'resource');
  if (!reading.ok) throw new Error(`the resource policy of a runtime cannot be used: ${reading.problem}`);
  return reading.value;
};

export const createRuntimes = (): Runtimes => {
  const runtimes = new Map<string, Runtime>();
  const faults = new Map<string, Fault>();
  return {
    put: (definition) =>
      void runtimes.set(definition.arn, {
        ...definition,
        resourcePolicy: readPolicy(definition.resourcePolicy),
      }),
    find: (arn) => runtimes.get(arn),
    setFault: (arn, fault) => void (fault === null ? faults.delete(arn) : faults.set(arn, fault)),
    faultOf: (arn) => faults.get(arn),
  };
};
