import { IAMClient } from '@aws-sdk/client-iam';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Spinner from '@cloudscape-design/components/spinner';
import { policyQuotas, policySize } from '@paddock/policy';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { Page } from '../../shared/page.js';
import { Problem } from '../../shared/problem.js';
import { useAction, useAws } from '../../shared/use-aws.js';
import { useDraft } from './editor/draft.js';
import { pretty } from './editor/policy-summary.js';
import { policiesOf, type Entity } from './entity.js';
import { entityHref, pathOf } from './hrefs.js';
import { nameFault } from './model/names.js';
import { NameField } from './name-field.js';
import { PolicyWizard } from './policies/policy-wizard.js';
import { policyTexts } from './policies/texts.js';
import { iamTexts } from './texts.js';

/** An inline policy of a user, group or role: a new one, or one to change. */
export function InlinePolicyPage() {
  const { kind: plural, name = '', policy } = useParams();
  const kind = plural === 'users' ? 'user' : plural === 'groups' ? 'group' : 'role';
  return <InlinePolicy key={`${kind} ${name} ${policy ?? ''}`} entity={{ kind, name }} policy={policy} />;
}

interface InlinePolicyProps {
  readonly entity: Entity;
  readonly policy: string | undefined;
}

function InlinePolicy({ entity, policy }: InlinePolicyProps) {
  const t = useTexts(policyTexts);
  const client = useClient(IAMClient);
  const document = useAws(
    ['iam', 'document', '', entity.kind, entity.name, policy ?? ''],
    async () => (policy === undefined ? '' : policiesOf(client, entity).get(policy)),
    { enabled: policy !== undefined },
  );
  if (policy === undefined) return <Editor entity={entity} policy={undefined} text={undefined} />;
  if (document.data !== undefined) return <Editor entity={entity} policy={policy} text={document.data} />;
  return (
    <Page title={policy} crumbs={[{ text: entity.name, href: entityHref(entity) }]}>
      <Container header={<Header variant="h2">{t('create.permissions')}</Header>}>
        {document.isLoading ? <Spinner /> : <Problem error={document.error} onRetry={() => void document.refetch()} />}
      </Container>
    </Page>
  );
}

function Editor({ entity, policy, text }: InlinePolicyProps & { readonly text: string | undefined }) {
  const t = useTexts(policyTexts);
  const iam = useTexts(iamTexts);
  const client = useClient(IAMClient);
  const navigate = useNavigate();
  const draft = useDraft(text === undefined ? undefined : pretty(text));
  const [name, setName] = useState(policy ?? '');
  const [isTried, setIsTried] = useState(false);
  const others = useOtherInline(entity, policy);
  const save = useAction(
    async () => {
      await policiesOf(client, entity).put(name, draft.text);
      return true;
    },
    { changes: [['iam']], done: () => t('inline.saved', { policy: name, name: entity.name }) },
  );
  const submit = async (): Promise<void> => {
    setIsTried(true);
    if (nameFault(name, 128) !== undefined) return;
    if (await save.run()) await navigate(pathOf(entityHref(entity)));
  };
  return (
    <PolicyWizard
      title={policy === undefined ? t('inline.title', { name: entity.name }) : t('edit.title', { name: policy })}
      crumbs={[{ text: entity.name, href: entityHref(entity) }]}
      draft={draft}
      kind="identity"
      most={policyQuotas[entity.kind]}
      others={others}
      submitText={policy === undefined ? t('create.button') : t('edit.save')}
      cancelHref={entityHref(entity)}
      isRunning={save.isRunning}
      error={save.error}
      onSubmit={() => void submit()}
    >
      <Container header={<Header variant="h2">{t('page.details')}</Header>}>
        <NameField
          label={iam('name')}
          value={name}
          onChange={setName}
          most={128}
          isTried={isTried}
          isReadOnly={policy !== undefined}
        />
      </Container>
    </PolicyWizard>
  );
}

/** How many characters the entity's other inline policies have; none where they may not be read. */
function useOtherInline(entity: Entity, policy: string | undefined): number {
  const client = useClient(IAMClient);
  const { data = 0 } = useAws(['iam', 'inline-size', entity.kind, entity.name, policy ?? ''], async () => {
    const policies = policiesOf(client, entity);
    const names = (await policies.inline()).filter((name) => name !== policy);
    const texts = await Promise.all(names.map((name) => policies.get(name)));
    return texts.reduce((sum, text) => sum + policySize(text), 0);
  });
  return data;
}
