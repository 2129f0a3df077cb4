/** Milliseconds since 1970-01-01T00:00:00Z. It drives expiry and clock skew. */
export type Clock = () => number;
