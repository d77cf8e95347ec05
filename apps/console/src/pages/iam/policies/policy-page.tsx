import { GetPolicyCommand, IAMClient, TagPolicyCommand, UntagPolicyCommand, type Policy } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { policiesHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { Copyable } from '../../../shared/copy.js';
import { useFormat } from '../../../shared/format.js';
import { Page } from '../../../shared/page.js';
import { Problem } from '../../../shared/problem.js';
import { useAws } from '../../../shared/use-aws.js';
import { PolicySummary } from '../editor/policy-summary.js';
import { editPolicyHref, iamHref, pathOf } from '../hrefs.js';
import { isManagedByAws, nameOfArn } from '../model/names.js';
import { managedDocument } from '../policy-text.js';
import { TagsPanel } from '../tags-panel.js';
import { iamTexts } from '../texts.js';
import { usePolicyTypeText } from '../use-policies.js';
import { useTab } from '../use-tab.js';
import { DeletePolicy } from './delete-policy.js';
import { EntitiesPanel } from './entities-panel.js';
import { policyTexts } from './texts.js';
import { VersionsPanel } from './versions-panel.js';

/** Made anew for another one: what was chosen or asked was about the former. */
export function PolicyPage() {
  const { arn = '' } = useParams();
  return <OnePolicy key={arn} arn={arn} />;
}

function OnePolicy({ arn }: { readonly arn: string }) {
  const t = useTexts(policyTexts);
  const iam = useTexts(iamTexts);
  const client = useClient(IAMClient);
  const navigate = useNavigate();
  const [isDeleting, setIsDeleting] = useState(false);
  const tabs = useTab('permissions');
  const isOurs = !isManagedByAws(arn);
  const policy = useAws(['iam', 'policy', arn], async () => {
    const { Policy: found } = await client.send(new GetPolicyCommand({ PolicyArn: arn }));
    return found;
  });
  return (
    <Page
      title={nameOfArn(arn)}
      crumbs={[
        { text: iam('iam'), href: iamHref },
        { text: iam('policies'), href: policiesHref },
      ]}
      actions={
        isOurs && (
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={() => setIsDeleting(true)}>{t('delete')}</Button>
            <Button variant="primary" href={editPolicyHref(arn)}>
              {t('edit')}
            </Button>
          </SpaceBetween>
        )
      }
    >
      <Container header={<Header variant="h2">{t('page.details')}</Header>}>
        {policy.data === undefined ? (
          policy.isLoading ? (
            <Spinner />
          ) : (
            <Problem error={policy.error} onRetry={() => void policy.refetch()} />
          )
        ) : (
          <Details policy={policy.data} />
        )}
      </Container>
      <Tabs
        {...tabs}
        tabs={[
          { id: 'permissions', label: iam('tab.permissions'), content: <Permissions arn={arn} /> },
          { id: 'entities', label: t('tab.entities'), content: <EntitiesPanel arn={arn} /> },
          {
            id: 'tags',
            label: iam('tab.tags'),
            content: isOurs ? (
              policy.data !== undefined && (
                <TagsPanel
                  key={JSON.stringify(policy.data.Tags)}
                  tags={policy.data.Tags ?? []}
                  ignoresCase={false}
                  put={(tags) => client.send(new TagPolicyCommand({ PolicyArn: arn, Tags: [...tags] }))}
                  remove={(keys) => client.send(new UntagPolicyCommand({ PolicyArn: arn, TagKeys: [...keys] }))}
                />
              )
            ) : (
              <Container>{t('tags.ofAws')}</Container>
            ),
          },
          { id: 'versions', label: t('tab.versions'), content: <VersionsPanel arn={arn} /> },
        ]}
      />
      {isDeleting && (
        <DeletePolicy
          arn={arn}
          onDone={() => void navigate(pathOf(policiesHref))}
          onDismiss={() => setIsDeleting(false)}
        />
      )}
    </Page>
  );
}

function Details({ policy }: { readonly policy: Policy }) {
  const t = useTexts(policyTexts);
  const iam = useTexts(iamTexts);
  const format = useFormat();
  const typeText = usePolicyTypeText();
  return (
    <KeyValuePairs
      columns={3}
      items={[
        { label: iam('type'), value: typeText(policy) },
        { label: iam('created'), value: format.time(policy.CreateDate) },
        { label: iam('edited'), value: format.time(policy.UpdateDate) },
        { label: iam('arn'), value: <Copyable text={policy.Arn ?? ''} /> },
        { label: t('usage'), value: t('usage.count', { count: policy.AttachmentCount ?? 0 }) },
        { label: t('versions.default'), value: policy.DefaultVersionId ?? '–' },
        { label: iam('description'), value: policy.Description ?? '–' },
        { label: iam('path'), value: policy.Path ?? '/' },
      ]}
    />
  );
}

function Permissions({ arn }: { readonly arn: string }) {
  const t = useTexts(iamTexts);
  const client = useClient(IAMClient);
  const { data, error, isLoading, refetch } = useAws(['iam', 'document', arn], () => managedDocument(client, arn));
  return (
    <Container header={<Header variant="h2">{t('tab.permissions')}</Header>}>
      {isLoading && <Spinner />}
      {data === undefined ? (
        <Problem error={error} onRetry={() => void refetch()} />
      ) : (
        <PolicySummary text={data} kind="managed" />
      )}
    </Container>
  );
}
