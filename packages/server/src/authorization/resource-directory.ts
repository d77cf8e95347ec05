type MaybePromise<T> = T | Promise<T>;

/** What authorization asks a service about its resources. Requests had best wait for nothing here. */
export interface ResourceDirectory {
  /** The text of the resource-based policy on a resource; undefined when it has none. */
  policy?(arn: string): string | undefined;
  /** The ARN of what the policy on a resource is on, where that is not the resource itself: an object's bucket. */
  policyHolder?(arn: string): string;
  /** The account that a resource belongs to, where its ARN does not say so. */
  account?(arn: string): string | undefined;
  /** `trust` where the policies are those of roles, which say who may assume them. */
  readonly policyKind?: 'trust';
  /** The tags of a resource: `aws:ResourceTag/key`. */
  tags?(arn: string): MaybePromise<Readonly<Record<string, string>> | undefined>;
}
