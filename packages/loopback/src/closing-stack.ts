/** What has been started, to be ended in the reverse order. */
export class ClosingStack {
  readonly #closers: (() => Promise<void>)[] = [];

  push(close: () => Promise<void>): void {
    this.#closers.push(close);
  }

  /** Ends everything, also when some of it fails to; safe to call twice. */
  async close(): Promise<void> {
    for (const close of this.#closers.splice(0).reverse()) await close().catch(() => {});
  }
}
