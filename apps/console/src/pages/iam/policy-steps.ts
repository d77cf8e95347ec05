import type { IAMClient } from '@aws-sdk/client-iam';
import type { Translate } from '../../i18n/texts.js';
import type { Step } from './deletion.js';
import { policiesOf, type Entity } from './entity.js';
import type { iamTexts } from './texts.js';

/** What of an entity's policies must go before it can. */
export async function policySteps(
  client: IAMClient,
  entity: Entity,
  t: Translate<(typeof iamTexts)['en']>,
): Promise<readonly Step[]> {
  const policies = policiesOf(client, entity);
  const [attached, inline] = await Promise.all([policies.attached(), policies.inline()]);
  return [
    ...attached.map(({ PolicyName: name = '', PolicyArn: arn = '' }) => ({
      text: t('delete.detach', { name }),
      run: () => policies.detach(arn),
    })),
    ...inline.map((name) => ({ text: t('delete.inline', { name }), run: () => policies.remove(name) })),
  ];
}
