import {
  AddApplicationReferenceDataSourceCommand,
  KinesisAnalyticsClient,
  UpdateApplicationCommand,
  type ApplicationDetail,
} from '@aws-sdk/client-kinesis-analytics';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import Autosuggest from '@cloudscape-design/components/autosuggest';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { applicationHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { Page } from '../../../shared/page.js';
import { Problem } from '../../../shared/problem.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction, useAws } from '../../../shared/use-aws.js';
import { isInAppName, settled } from '../application.js';
import { withNewRole } from '../ensure-role.js';
import { chosenRole, createdRole, isRoleChosen, RoleField, useRole, type RoleChoice } from '../parts/role-field.js';
import { readsObject } from '../role-policy.js';
import { draftOf, hasProblems, schemaOf, schemaProblems, type SchemaDraft } from '../schema.js';
import { texts } from '../texts.js';
import { applicationKey, useApplication, useCrumbs } from '../use-application.js';
import { Discovery } from './discovery.js';
import { sourceTexts } from './texts.js';

/** An S3 object that the program can join as a table. */
export function ReferencePage() {
  const t = useTexts(sourceTexts);
  const { name = '' } = useParams();
  const crumbs = useCrumbs(name);
  const { data, error, refetch } = useApplication(name);
  const isThere = (data?.ReferenceDataSourceDescriptions?.length ?? 0) > 0;
  return (
    <Page title={isThere ? t('reference.title.edit') : t('reference.title')} crumbs={crumbs}>
      <Problem error={error} onRetry={() => void refetch()} />
      {data === undefined ? error === null && <Spinner size="large" /> : <ReferenceForm application={data} />}
    </Page>
  );
}

function ReferenceForm({ application }: { readonly application: ApplicationDetail }) {
  const t = useTexts(sourceTexts);
  const common = useTexts(texts);
  const shared = useTexts(sharedTexts);
  const navigate = useNavigate();
  const analytics = useClient(KinesisAnalyticsClient);
  const s3 = useClient(S3Client);
  const name = application.ApplicationName ?? '';
  const roleFor = useRole(name);
  const before = application.ReferenceDataSourceDescriptions?.[0];
  const object = before?.S3ReferenceDataSourceDescription;
  const [bucket, setBucket] = useState(object?.BucketARN?.split(':::').at(-1) ?? '');
  const [key, setKey] = useState(object?.FileKey ?? '');
  const [table, setTable] = useState(before?.TableName ?? '');
  const [role, setRole] = useState<RoleChoice>(
    object?.ReferenceRoleARN === undefined ? createdRole : chosenRole(object.ReferenceRoleARN),
  );
  const [schema, setSchema] = useState<SchemaDraft | undefined>(
    before?.ReferenceSchema && draftOf(before.ReferenceSchema),
  );
  const [checked, setChecked] = useState<'nothing' | 'source' | 'all'>('nothing');
  const buckets = useAws(['s3', 'buckets'], async ({ signal }) => {
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}), { abortSignal: signal });
    return Buckets.map(({ Name = '' }) => Name);
  });
  const bucketArn = `arn:aws:s3:::${bucket}`;
  const needs = [readsObject(bucketArn, key)];
  const isSourceRight = bucket !== '' && key !== '' && isRoleChosen(role);
  const isChecked = checked !== 'nothing';
  const prepare = async () => {
    if (checked === 'nothing') setChecked('source');
    if (!isSourceRight) return undefined;
    const RoleARN = await roleFor(role, needs);
    return { S3Configuration: { RoleARN, BucketARN: bucketArn, FileKey: key } };
  };
  const save = useAction(
    async (draft: SchemaDraft) => {
      const role_ = await roleFor(role, needs);
      const version = { ApplicationName: name, CurrentApplicationVersionId: application.ApplicationVersionId };
      await withNewRole(async () => {
        if (before === undefined)
          await analytics.send(
            new AddApplicationReferenceDataSourceCommand({
              ...version,
              ReferenceDataSource: {
                TableName: table,
                S3ReferenceDataSource: { BucketARN: bucketArn, FileKey: key, ReferenceRoleARN: role_ },
                ReferenceSchema: schemaOf(draft),
              },
            }),
          );
        else
          await analytics.send(
            new UpdateApplicationCommand({
              ...version,
              ApplicationUpdate: {
                ReferenceDataSourceUpdates: [
                  {
                    ReferenceId: before.ReferenceId,
                    TableNameUpdate: table,
                    S3ReferenceDataSourceUpdate: {
                      BucketARNUpdate: bucketArn,
                      FileKeyUpdate: key,
                      ReferenceRoleARNUpdate: role_,
                    },
                    ReferenceSchemaUpdate: schemaOf(draft),
                  },
                ],
              },
            }),
          );
      });
      await settled(analytics, name);
      return true;
    },
    { changes: [applicationKey(name), ['iam']], done: () => t('reference.saved', { name }) },
  );
  const submit = async (): Promise<void> => {
    setChecked('all');
    if (!isSourceRight || !isInAppName(table)) return;
    if (schema === undefined || hasProblems(schemaProblems(schema))) return;
    if ((await save.run(schema)) === true) await navigate(applicationHref(name).slice(1));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Form
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" formAction="none" href={applicationHref(name)}>
              {shared('action.cancel')}
            </Button>
            <Button variant="primary" loading={save.isRunning}>
              {common('action.continue')}
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">
          <Container header={<Header variant="h2">{common('reference')}</Header>}>
            <SpaceBetween size="m">
              <FormField
                label={t('reference.bucket')}
                {...(isChecked && bucket === '' ? { errorText: t('reference.bucket.missing') } : {})}
              >
                <Autosuggest
                  value={bucket}
                  options={(buckets.data ?? []).map((value) => ({ value }))}
                  enteredTextLabel={(text) => text}
                  onChange={({ detail }) => setBucket(detail.value.trim())}
                />
              </FormField>
              <Problem error={buckets.error} />
              <FormField
                label={t('reference.key')}
                {...(isChecked && key === '' ? { errorText: t('reference.key.missing') } : {})}
              >
                <Input value={key} spellcheck={false} onChange={({ detail }) => setKey(detail.value)} />
              </FormField>
              <FormField
                label={t('reference.table')}
                {...(checked === 'all' && !isInAppName(table) ? { errorText: t('prefix.wrong') } : {})}
              >
                <Input value={table} spellcheck={false} onChange={({ detail }) => setTable(detail.value)} />
              </FormField>
            </SpaceBetween>
          </Container>
          <Container header={<Header variant="h2">{t('access')}</Header>}>
            <RoleField application={name} value={role} onChange={setRole} needs={needs} isChecked={isChecked} />
          </Container>
          <Container header={<Header variant="h2">{t('schema')}</Header>}>
            <Discovery
              hint={t('reference.discovered')}
              prepare={prepare}
              isStream={false}
              schema={schema}
              onChange={setSchema}
              isChecked={checked === 'all'}
            />
          </Container>
          <Problem error={save.error} />
        </SpaceBetween>
      </Form>
    </form>
  );
}
