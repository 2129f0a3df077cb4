/** The tags of resources that are not roles, by ARN. */
export interface ResourceTags {
  of(arn: string): Readonly<Record<string, string>>;
  put(arn: string, tags: Readonly<Record<string, string>>): void;
}

export const createResourceTags = (): ResourceTags => {
  const held = new Map<string, Readonly<Record<string, string>>>();
  return { of: (arn) => held.get(arn) ?? {}, put: (arn, tags) => void held.set(arn, tags) };
};
