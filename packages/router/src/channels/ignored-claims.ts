/** Names by which a request might try to say whose it is: tenant, role, ARN, account, session, runtime, qualifier. */
const TENANCY =
  /^(x-?)?(amzn?-?)?(privateline|tenant|role|rolearn|runtime|agentruntime|bedrock-?agentcore|session|qualifier|account-?id)|arn$/;

/**
 * Counts the names of tenancy in a request's headers or body. They are never obeyed, only counted: someone who sends
 * them is mistaken or trying doors.
 */
export const countIgnoredClaims = (names: Iterable<string>): number =>
  [...names].filter((name) => TENANCY.test(name.toLowerCase().replaceAll('_', '-'))).length;
