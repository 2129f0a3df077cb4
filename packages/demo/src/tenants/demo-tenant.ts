/** A tenant of the demo: a small business that does not exist, with what its agent knows. */
export type DemoTenant = {
  readonly displayName: string;
  /** What a caller hears first. */
  readonly greeting: string;
  /** BCP 47; the language that its callers and its notes speak. */
  readonly locale: 'en-US' | 'en-GB' | 'de-DE';
  /** E.164, out of the ranges that regulators keep for fiction; valid, and nobody's. */
  readonly numbers: readonly string[];
  /** Whether its number lives in the carrier account that tenants share or in one that it brought itself. */
  readonly carrierAccount: 'shared' | 'own';
  /** First names of people who may chat with it; no name stands at two tenants. */
  readonly users: readonly string[];
  /** Items of its own table under `pk: 'knowledge'`, in the order of `sk`. */
  readonly knowledge: readonly KnowledgeEntry[];
};

/** One short note; `text` is a few full sentences, fit to be spoken. */
type KnowledgeEntry = { readonly sk: string; readonly title: string; readonly text: string };
