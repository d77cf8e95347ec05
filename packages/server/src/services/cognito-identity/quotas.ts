/** AWS's default quotas. https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html */
export interface Quotas {
  /** Per account and region. */
  readonly pools: number;
  readonly userPoolsPerPool: number;
  readonly tagsPerPool: number;
  readonly loginsPerIdentity: number;
}

export const defaultQuotas: Quotas = { pools: 1_000, userPoolsPerPool: 50, tagsPerPool: 50, loginsPerIdentity: 20 };
