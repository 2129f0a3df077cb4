/** Who makes a request. */
export type Principal =
  | {
      readonly kind: 'role session';
      readonly accountId: string;
      readonly roleArn: string;
      readonly sessionArn: string;
    }
  | { readonly kind: 'user'; readonly accountId: string; readonly arn: string }
  | { readonly kind: 'service'; readonly service: string };

/** The request's context keys in lower case, each with its values. */
export type Context = ReadonlyMap<string, readonly string[]>;

/** One action on one resource. A request that touches several is several of these, all of which must be allowed. */
export interface AuthorizationRequest {
  readonly principal: Principal;
  /** `service:Operation`, e.g. `dynamodb:GetItem`. */
  readonly action: string;
  /** The resource's ARN, or `*` where the action has none. */
  readonly resource: string;
  readonly resourceAccountId: string;
  readonly context: Context;
}
