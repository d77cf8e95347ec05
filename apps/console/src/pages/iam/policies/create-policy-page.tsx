import { CreatePolicyCommand, IAMClient, type Tag } from '@aws-sdk/client-iam';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Textarea from '@cloudscape-design/components/textarea';
import { policyQuotas } from '@paddock/policy';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { policiesHref, policyHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { useAction } from '../../../shared/use-aws.js';
import { useDraft } from '../editor/draft.js';
import { pathOf } from '../hrefs.js';
import { isDescription, nameFault } from '../model/names.js';
import { NameField } from '../name-field.js';
import { areTagsRight, TagsField } from '../tags-panel.js';
import { iamTexts } from '../texts.js';
import { PolicyWizard } from './policy-wizard.js';
import { policyTexts } from './texts.js';

export function CreatePolicyPage() {
  const t = useTexts(policyTexts);
  const iam = useTexts(iamTexts);
  const client = useClient(IAMClient);
  const navigate = useNavigate();
  const draft = useDraft();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [tags, setTags] = useState<readonly Tag[]>([]);
  const [isTried, setIsTried] = useState(false);
  const create = useAction(
    async () => {
      const { Policy: policy } = await client.send(
        new CreatePolicyCommand({
          PolicyName: name,
          PolicyDocument: draft.text,
          ...(description === '' ? {} : { Description: description }),
          ...(tags.length === 0 ? {} : { Tags: [...tags] }),
        }),
      );
      return policy;
    },
    { changes: [['iam']], done: () => t('create.done', { name }) },
  );
  const submit = async (): Promise<void> => {
    setIsTried(true);
    if (nameFault(name, 128) !== undefined || !isDescription(description) || !areTagsRight(tags, false)) return;
    const policy = await create.run();
    if (policy?.Arn !== undefined) await navigate(pathOf(policyHref(policy.Arn)));
  };
  return (
    <PolicyWizard
      title={t('create.title')}
      crumbs={[{ text: iam('policies'), href: policiesHref }]}
      draft={draft}
      kind="managed"
      most={policyQuotas.managed}
      submitText={t('create.button')}
      cancelHref={policiesHref}
      isRunning={create.isRunning}
      error={create.error}
      onSubmit={() => void submit()}
    >
      <Container header={<Header variant="h2">{t('page.details')}</Header>}>
        <NameField label={t('create.name')} value={name} onChange={setName} most={128} isTried={isTried} />
        <FormField
          label={t('create.description')}
          errorText={isDescription(description) ? undefined : iam('description.bad')}
        >
          <Textarea value={description} rows={2} onChange={({ detail }) => setDescription(detail.value)} />
        </FormField>
      </Container>
      <Container header={<Header variant="h2">{t('create.tags')}</Header>}>
        <TagsField tags={tags} onChange={setTags} ignoresCase={false} />
      </Container>
    </PolicyWizard>
  );
}
