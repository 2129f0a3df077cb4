declare const brand: unique symbol;

/** Text that has passed one grammar. Only that grammar's own predicate can make one, so no cast is ever needed. */
export type Branded<Name extends string> = string & { readonly [brand]: Name };
