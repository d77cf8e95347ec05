import { KinesisAnalyticsClient, type ApplicationDetail } from '@aws-sdk/client-kinesis-analytics';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { applicationHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { isCode } from '../../../shared/aws-problem.js';
import { Problem } from '../../../shared/problem.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction } from '../../../shared/use-aws.js';
import { inAppNames, isArn, isInAppName, settled, sourceOf } from '../application.js';
import { withNewRole } from '../ensure-role.js';
import { ResourceField } from '../parts/resource-field.js';
import { chosenRole, createdRole, isRoleChosen, RoleField, useRole, type RoleChoice } from '../parts/role-field.js';
import { invokesFunction, readsFirehose, readsStream } from '../role-policy.js';
import { draftOf, hasProblems, schemaOf, schemaProblems, type SchemaDraft } from '../schema.js';
import { texts } from '../texts.js';
import { applicationKey } from '../use-application.js';
import { changeSource } from './change-source.js';
import { Discovery } from './discovery.js';
import { sourceTexts } from './texts.js';

/** What the application reads, by which role, and what its records look like. */
export function SourceForm({ application }: { readonly application: ApplicationDetail }) {
  const t = useTexts(sourceTexts);
  const common = useTexts(texts);
  const shared = useTexts(sharedTexts);
  const navigate = useNavigate();
  const analytics = useClient(KinesisAnalyticsClient);
  const name = application.ApplicationName ?? '';
  const roleFor = useRole(name);
  const input = application.InputDescriptions?.[0];
  const before = input && sourceOf(input);
  const lambda = input?.InputProcessingConfigurationDescription?.InputLambdaProcessorDescription?.ResourceARN;
  const [kind, setKind] = useState<'stream' | 'firehose'>(before?.kind === 'firehose' ? 'firehose' : 'stream');
  const [resource, setResource] = useState(before?.resource ?? '');
  const [role, setRole] = useState<RoleChoice>(before === undefined ? createdRole : chosenRole(before.role));
  const [prefix, setPrefix] = useState(input?.NamePrefix ?? 'SOURCE_SQL_STREAM');
  const [count, setCount] = useState(String(input?.InputParallelism?.Count ?? 1));
  const [processor, setProcessor] = useState(lambda);
  const [schema, setSchema] = useState<SchemaDraft | undefined>(input?.InputSchema && draftOf(input.InputSchema));
  const [checked, setChecked] = useState<'nothing' | 'source' | 'all'>('nothing');
  const isCountWrong = !/^\d+$/.test(count) || Number(count) < 1 || Number(count) > 64;
  const isSourceRight = isArn(resource) && isRoleChosen(role) && (processor === undefined || isArn(processor));
  const needs = [
    kind === 'stream' ? readsStream(resource) : readsFirehose(resource),
    ...(processor === undefined ? [] : [invokesFunction(processor)]),
  ];
  const prepare = async (position: 'NOW' | 'TRIM_HORIZON') => {
    if (checked === 'nothing') setChecked('source');
    if (!isSourceRight) return undefined;
    const RoleARN = await roleFor(role, needs);
    return {
      ResourceARN: resource,
      RoleARN,
      InputStartingPositionConfiguration: { InputStartingPosition: position },
      ...(processor === undefined
        ? {}
        : { InputProcessingConfiguration: { InputLambdaProcessor: { ResourceARN: processor, RoleARN } } }),
    };
  };
  const save = useAction(
    async (draft: SchemaDraft) => {
      const RoleARN = await roleFor(role, needs);
      await withNewRole(() =>
        changeSource(analytics, application, {
          kind,
          resource,
          role: RoleARN,
          prefix,
          count: Number(count),
          processor,
          schema: schemaOf(draft),
        }),
      );
      await settled(analytics, name);
      return true;
    },
    { changes: [applicationKey(name), ['iam']], done: () => t('saved', { name }) },
  );
  const submit = async (): Promise<void> => {
    setChecked('all');
    if (!isSourceRight || isCountWrong || !isInAppName(prefix)) return;
    if (schema === undefined || hasProblems(schemaProblems(schema))) return;
    if ((await save.run(schema)) === true) await navigate(applicationHref(name).slice(1));
  };
  const isChecked = checked !== 'nothing';
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
          <Container header={<Header variant="h2">{t('source')}</Header>}>
            <SpaceBetween size="m">
              <FormField label={t('source.kind')}>
                <RadioGroup
                  value={kind}
                  items={[
                    { value: 'stream', label: t('stream') },
                    { value: 'firehose', label: t('firehose') },
                  ]}
                  onChange={({ detail }) => {
                    setKind(detail.value === 'firehose' ? 'firehose' : 'stream');
                    setResource('');
                  }}
                />
              </FormField>
              <ResourceField
                label={kind === 'stream' ? t('stream') : t('firehose')}
                kind={kind}
                value={resource}
                onChange={setResource}
                isChecked={isChecked}
              />
              <ColumnLayout columns={2}>
                <FormField
                  label={t('prefix')}
                  constraintText={t('prefix.hint', {
                    name: inAppNames(prefix, isCountWrong ? 1 : Number(count))
                      .slice(0, 3)
                      .join(', '),
                  })}
                  {...(isInAppName(prefix) ? {} : { errorText: t('prefix.wrong') })}
                >
                  <Input value={prefix} spellcheck={false} onChange={({ detail }) => setPrefix(detail.value)} />
                </FormField>
                <FormField
                  label={t('parallelism')}
                  {...(isCountWrong ? { errorText: t('parallelism.hint') } : { constraintText: t('parallelism.hint') })}
                >
                  <Input value={count} inputMode="numeric" onChange={({ detail }) => setCount(detail.value)} />
                </FormField>
              </ColumnLayout>
            </SpaceBetween>
          </Container>
          <Container
            header={
              <Header variant="h2" description={t('processing.hint')}>
                {t('processing')}
              </Header>
            }
          >
            <SpaceBetween size="m">
              <RadioGroup
                value={processor === undefined ? 'off' : 'on'}
                ariaRequired={false}
                items={[
                  { value: 'off', label: t('processing.off') },
                  { value: 'on', label: t('processing.on') },
                ]}
                onChange={({ detail }) => setProcessor(detail.value === 'on' ? (lambda ?? '') : undefined)}
              />
              {processor !== undefined && (
                <ResourceField
                  label={t('processing.function')}
                  kind="lambda"
                  value={processor}
                  onChange={setProcessor}
                  isChecked={isChecked}
                />
              )}
            </SpaceBetween>
          </Container>
          <Container header={<Header variant="h2">{t('access')}</Header>}>
            <RoleField application={name} value={role} onChange={setRole} needs={needs} isChecked={isChecked} />
          </Container>
          <Container header={<Header variant="h2">{t('schema')}</Header>}>
            <Discovery
              hint={t('schema.hint')}
              prepare={prepare}
              isStream
              schema={schema}
              onChange={setSchema}
              isChecked={checked === 'all'}
            />
          </Container>
          <Problem error={save.error} />
          {isCode(save.error, 'ConcurrentModificationException') && <Box>{common('conflict')}</Box>}
        </SpaceBetween>
      </Form>
    </form>
  );
}
