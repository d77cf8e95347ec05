import {
  CreatePolicyVersionCommand,
  DeletePolicyVersionCommand,
  IAMClient,
  paginateListPolicyVersions,
} from '@aws-sdk/client-iam';
import Alert from '@cloudscape-design/components/alert';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { policyQuotas } from '@paddock/policy';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { policiesHref, policyHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { Page } from '../../../shared/page.js';
import { Problem } from '../../../shared/problem.js';
import { collect, useAction, useAws } from '../../../shared/use-aws.js';
import { useDraft } from '../editor/draft.js';
import { pretty } from '../editor/policy-summary.js';
import { pathOf } from '../hrefs.js';
import { nameOfArn } from '../model/names.js';
import { managedDocument } from '../policy-text.js';
import { iamTexts } from '../texts.js';
import { PolicyWizard } from './policy-wizard.js';
import { policyTexts } from './texts.js';

/** A new version of a managed policy, which begins as the default one is. */
export function EditPolicyPage() {
  const { arn = '' } = useParams();
  const t = useTexts(policyTexts);
  const client = useClient(IAMClient);
  const { data, error, isLoading, refetch } = useAws(['iam', 'document', arn], () => managedDocument(client, arn));
  if (data !== undefined) return <Editor key={arn} arn={arn} text={data} />;
  return (
    <Page title={t('edit.title', { name: nameOfArn(arn) })}>
      {isLoading ? <Spinner /> : <Problem error={error} onRetry={() => void refetch()} />}
    </Page>
  );
}

function Editor({ arn, text }: { readonly arn: string; readonly text: string }) {
  const t = useTexts(policyTexts);
  const iam = useTexts(iamTexts);
  const client = useClient(IAMClient);
  const navigate = useNavigate();
  const draft = useDraft(pretty(text));
  const [isDefault, setIsDefault] = useState(true);
  const [dropsOldest, setDropsOldest] = useState(false);
  const name = nameOfArn(arn);
  const versions = useAws(['iam', 'versions', arn], () =>
    collect(paginateListPolicyVersions({ client }, { PolicyArn: arn }), (page) => page.Versions),
  );
  const isFull = (versions.data?.length ?? 0) >= 5;
  const oldest = versions.data
    ?.filter(({ IsDefaultVersion: isIt }) => isIt !== true)
    .map(({ VersionId: id = '' }) => id)
    .toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)))[0];
  const save = useAction(
    async () => {
      if (isFull && dropsOldest && oldest !== undefined)
        await client.send(new DeletePolicyVersionCommand({ PolicyArn: arn, VersionId: oldest }));
      const { PolicyVersion: version } = await client.send(
        new CreatePolicyVersionCommand({ PolicyArn: arn, PolicyDocument: draft.text, SetAsDefault: isDefault }),
      );
      return version?.VersionId ?? '';
    },
    { changes: [['iam']], done: (version) => t('edit.done', { version, name }) },
  );
  return (
    <PolicyWizard
      title={t('edit.title', { name })}
      crumbs={[
        { text: iam('policies'), href: policiesHref },
        { text: name, href: policyHref(arn) },
      ]}
      draft={draft}
      kind="managed"
      most={policyQuotas.managed}
      submitText={t('edit.save')}
      cancelHref={policyHref(arn)}
      isRunning={save.isRunning}
      error={save.error}
      onSubmit={() => void save.run().then((version) => version !== undefined && navigate(pathOf(policyHref(arn))))}
    >
      <Container header={<Header variant="h2">{t('versions.version')}</Header>}>
        <SpaceBetween size="s">
          <Checkbox checked={isDefault} onChange={({ detail }) => setIsDefault(detail.checked)}>
            {t('edit.default')}
          </Checkbox>
          {isFull && <Alert type="warning">{t('edit.full')}</Alert>}
          {isFull && oldest !== undefined && (
            <Checkbox checked={dropsOldest} onChange={({ detail }) => setDropsOldest(detail.checked)}>
              {t('edit.oldest', { version: oldest })}
            </Checkbox>
          )}
        </SpaceBetween>
      </Container>
    </PolicyWizard>
  );
}
