/** Where a deployment stands: an AWS partition, the twelve digits of an account, a region. */
export type Place = { readonly partition: string; readonly account: string; readonly region: string };
