/** A policy document as JSON. */
export type Document = { readonly Version: '2012-10-17'; readonly Statement: readonly object[] };

/** One question: who asks to do what on which resource, and every policy that stands between. */
export interface Question {
  /** A user, or a role session as STS names it. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccountId: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  readonly identity: readonly Document[];
  readonly boundary?: Document;
  readonly session?: Document;
  readonly resourcePolicy?: Document;
  /** The role's trust policy, where the action is to assume it. */
  readonly trust?: Document;
}

export const ANSWERS = ['allowed', 'explicitly denied', 'implicitly denied'] as const;

/** A question, and what an implementation that nobody here wrote decided. */
export interface Vector extends Question {
  readonly answer: (typeof ANSWERS)[number];
}
