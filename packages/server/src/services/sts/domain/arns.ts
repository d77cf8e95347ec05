interface Named {
  readonly account: string;
  readonly name: string;
}

/** `arn:aws:iam::123456789012:role/path/name` */
export const roleArn = ({ account, path, name }: Named & { readonly path: string }): string =>
  `arn:aws:iam::${account}:role${path}${name}`;

/** `arn:aws:sts::123456789012:assumed-role/name/session`: the role's path is not in it. */
export const assumedRoleArn = ({ account, name }: Named, sessionName: string): string =>
  `arn:aws:sts::${account}:assumed-role/${name}/${sessionName}`;

export const federatedUserArn = ({ account, name }: Named): string => `arn:aws:sts::${account}:federated-user/${name}`;

/** Whether a text has the form of an ARN: six parts, of which partition, service and resource are not empty. */
export function isArn(text: string): boolean {
  const [arn, partition, service, , , ...resource] = text.split(':');
  return arn === 'arn' && Boolean(partition) && Boolean(service) && resource.join(':') !== '';
}

/** The account of an ARN; empty for one without. */
export const accountOfArn = (arn: string): string => arn.split(':')[4] ?? '';

/** The role's path and name are in an ARN of that form, whether the role exists or not. */
export const isRoleArn = (arn: string): boolean => /^arn:aws[\w-]*:iam::\d{12}:role\/./.test(arn);
