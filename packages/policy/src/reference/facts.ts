/**
 * What AWS's Service Authorization Reference says of one service, in the compact form in which it is kept here.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export interface ServiceFacts {
  /** What stands before the colon of an action: `kinesis`. */
  readonly prefix: string;
  readonly name: string;
  /** The keys that this service's actions and resources know, the global ones among them too. */
  readonly conditionKeys: Readonly<Record<string, ConditionKeyType>>;
  readonly resourceTypes: Readonly<Record<string, ResourceTypeFacts>>;
  /**
   * By name: `access level | resource types | condition keys | dependent actions`, each a list with commas, trailing empty
   * ones left out. A resource type that the action needs has an asterisk. Keys that the resource types bring along are
   * not repeated.
   */
  readonly actions: Readonly<Record<string, string>>;
}

export interface ResourceTypeFacts {
  /** `arn:${Partition}:kinesis:${Region}:${Account}:stream/${StreamName}` */
  readonly arn: string;
  readonly conditionKeys: readonly string[];
}

/** `IPAddress` only of global keys; the reference calls such keys of services String. */
export type ConditionKeyType =
  | 'String'
  | 'ArrayOfString'
  | 'ARN'
  | 'ArrayOfARN'
  | 'Bool'
  | 'Numeric'
  | 'Date'
  | 'IPAddress';
