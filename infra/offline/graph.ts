/** The app that a configuration describes to SST. */
export type App = { readonly name: string; readonly removal: string; readonly protect: boolean };

/**
 * One resource as the program declared it: Pulumi's type, the program's own name, and inputs as plain JSON, in which
 * an archive of files is `{ archive: path }`. A reference to another resource's id is that resource's name.
 */
export type Resource = {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
};

/** What a configuration declares: the app, and its resources in the order of their types and names. */
export type Graph = { readonly app: App; readonly resources: readonly Resource[] };
