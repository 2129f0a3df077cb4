/** What the page is told: how requests walked and what the gate decided. Never words, numbers or tokens. */
export type ConsoleEvent =
  | {
      readonly kind: 'route';
      /** ISO 8601. */
      readonly at: string;
      readonly channel: 'phone' | 'chat';
      /** The tenant's display name, or null where none was found. */
      readonly tenant: string | null;
      readonly rooms: readonly { readonly room: string; readonly ms: number }[];
      /** `answered`, or the code of the refusal. */
      readonly outcome: string;
      readonly ignoredClaims: number;
    }
  | {
      readonly kind: 'decision';
      readonly at: string;
      readonly principal: string;
      readonly action: string;
      readonly resource: string;
      /** Which layer denied and how, or null where the request was allowed. */
      readonly denied: string | null;
    };

/** A tenant as the page shows it. */
export interface ConsoleTenant {
  readonly name: string;
  readonly number: string;
}
