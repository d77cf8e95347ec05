/** AWS's default quotas. https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html */
export interface Quotas {
  /** Per account and region. */
  readonly pools: number;
  /** Of user pools, and, as AWS names none for them, of OIDC and of SAML providers. */
  readonly providersPerPool: number;
  readonly tagsPerPool: number;
  readonly loginsPerIdentity: number;
}

export const defaultQuotas: Quotas = { pools: 1_000, providersPerPool: 50, tagsPerPool: 50, loginsPerIdentity: 20 };
