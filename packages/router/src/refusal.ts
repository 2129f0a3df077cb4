/** What one refusal means to whoever hears it. */
export interface RefusalTerms {
  /** HTTP status for a chat client. */
  readonly status: number;
  /** One line for a developer. It never says which part of a proof was wrong. */
  readonly title: string;
  /** One sentence for a telephone. */
  readonly spoken: string;
  /** Seconds after which trying again may help, or null where it cannot. */
  readonly retryAfterS: number | null;
}

const UNREACHABLE = 'This number is not in service. Goodbye.';
const TROUBLE = 'I am sorry, we have a technical problem just now.';
const BUSY = 'I am sorry, we are very busy just now.';

/** Every way in which a request can be refused: a closed list, and the one place that says what each means. */
export const REFUSALS = {
  signature_invalid: { status: 403, title: 'Forbidden', spoken: UNREACHABLE, retryAfterS: null },
  token_invalid: {
    status: 401,
    title: 'A valid access token is required',
    spoken: UNREACHABLE,
    retryAfterS: null,
  },
  keys_unavailable: {
    status: 503,
    title: 'Access tokens cannot be verified now',
    spoken: TROUBLE,
    retryAfterS: 5,
  },
  caller_unknown: { status: 403, title: 'No line for this caller', spoken: UNREACHABLE, retryAfterS: null },
  number_invalid: { status: 403, title: 'No line for this caller', spoken: UNREACHABLE, retryAfterS: null },
  tenant_paused: {
    status: 503,
    title: 'This line is paused',
    spoken: 'This line is paused. Please call again later.',
    retryAfterS: null,
  },
  tenant_not_ready: {
    status: 503,
    title: 'This line is being set up',
    spoken: 'This line is being set up. Please call again later.',
    retryAfterS: 30,
  },
  request_malformed: { status: 400, title: 'The request cannot be read', spoken: TROUBLE, retryAfterS: null },
  media_type_unsupported: {
    status: 415,
    title: 'The body must be application/json',
    spoken: TROUBLE,
    retryAfterS: null,
  },
  request_too_large: { status: 413, title: 'The body is too large', spoken: TROUBLE, retryAfterS: null },
  message_too_long: {
    status: 422,
    title: 'The message is too long',
    spoken: 'I am sorry, that was too long for me.',
    retryAfterS: null,
  },
  directory_unavailable: {
    status: 503,
    title: 'Callers cannot be looked up now',
    spoken: TROUBLE,
    retryAfterS: 5,
  },
  role_denied: { status: 503, title: 'This line is closed', spoken: TROUBLE, retryAfterS: null },
  role_throttled: { status: 503, title: 'Too many lines are being opened', spoken: BUSY, retryAfterS: 2 },
  role_unavailable: { status: 503, title: 'This line cannot be opened now', spoken: TROUBLE, retryAfterS: 5 },
  agent_throttled: {
    status: 429,
    title: 'The agent is taking too many requests',
    spoken: BUSY,
    retryAfterS: 2,
  },
  agent_quota_exceeded: {
    status: 503,
    title: 'The agent has used up its quota',
    spoken: BUSY,
    retryAfterS: 60,
  },
  agent_busy: {
    status: 503,
    title: 'The agent is still busy with this conversation',
    spoken: BUSY,
    retryAfterS: 1,
  },
  agent_unreachable: {
    status: 502,
    title: 'The agent cannot be reached',
    spoken: TROUBLE,
    retryAfterS: null,
  },
  agent_unavailable: {
    status: 503,
    title: 'The agent is not available now',
    spoken: TROUBLE,
    retryAfterS: 5,
  },
  agent_failed: { status: 502, title: 'The agent failed', spoken: TROUBLE, retryAfterS: 1 },
  agent_timed_out: {
    status: 504,
    title: 'The agent did not answer in time',
    spoken: 'I am sorry, that is taking too long.',
    retryAfterS: 1,
  },
  agent_interrupted: {
    status: 502,
    title: 'The answer broke off',
    spoken: 'I am sorry, I lost my train of thought.',
    retryAfterS: 1,
  },
  internal_error: {
    status: 500,
    title: 'Something is wrong on our side',
    spoken: TROUBLE,
    retryAfterS: null,
  },
} as const satisfies Record<string, RefusalTerms>;

export type RefusalCode = keyof typeof REFUSALS;

/** An expected "no": a value that every room may return and every channel can say. */
export class Refusal {
  readonly code: RefusalCode;

  constructor(code: RefusalCode) {
    this.code = code;
  }

  get terms(): RefusalTerms {
    return REFUSALS[this.code];
  }

  /** May the same request succeed if it is made again a little later? */
  get retryable(): boolean {
    return this.terms.retryAfterS !== null;
  }
}

export const refuse = (code: RefusalCode): Refusal => new Refusal(code);
