/** Whether a role's trust policy lets Lambda assume it. @param document as IAM tells it: JSON, percent-encoded */
export function trustsLambda(document: string | undefined): boolean {
  try {
    const { Statement }: { Statement?: unknown } = Object(JSON.parse(decodeURIComponent(document ?? '{}')));
    return asList(Statement).some((statement) => {
      const { Effect, Principal, Action }: Partial<Record<string, unknown>> = Object(statement);
      const { Service }: { Service?: unknown } = Object(Principal);
      return (
        Effect === 'Allow' &&
        asList(Service).includes('lambda.amazonaws.com') &&
        asList(Action).some((action) => /^(sts:AssumeRole|sts:\*|\*)$/i.test(String(action)))
      );
    });
  } catch {
    return false;
  }
}

const asList = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

export const lambdaTrustPolicy = JSON.stringify(
  {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  },
  null,
  2,
);

export const basicExecutionPolicy = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
