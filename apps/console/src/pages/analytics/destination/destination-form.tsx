import {
  KinesisAnalyticsClient,
  type ApplicationDetail,
  type OutputDescription,
} from '@aws-sdk/client-kinesis-analytics';
import Autosuggest from '@cloudscape-design/components/autosuggest';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
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
import { destinationOf, isArn, isInAppName, nameOfArn, settled, type ResourceKind } from '../application.js';
import { withNewRole } from '../ensure-role.js';
import { ResourceField } from '../parts/resource-field.js';
import { chosenRole, createdRole, isRoleChosen, RoleField, useRole, type RoleChoice } from '../parts/role-field.js';
import { invokesFunction, writesFirehose, writesStream } from '../role-policy.js';
import { madeIn } from '../sql/completions.js';
import { texts } from '../texts.js';
import { applicationKey } from '../use-application.js';
import { changeDestination } from './change-destination.js';
import { destinationTexts } from './texts.js';

const kinds: readonly ResourceKind[] = ['stream', 'lambda', 'firehose'];

interface DestinationFormProps {
  readonly application: ApplicationDetail;
  /** The one that is changed; undefined: a new one. */
  readonly output: OutputDescription | undefined;
}

/** Where rows of one in-application stream go. */
export function DestinationForm({ application, output }: DestinationFormProps) {
  const t = useTexts(destinationTexts);
  const common = useTexts(texts);
  const shared = useTexts(sharedTexts);
  const navigate = useNavigate();
  const analytics = useClient(KinesisAnalyticsClient);
  const name = application.ApplicationName ?? '';
  const roleFor = useRole(name);
  const before = output && destinationOf(output);
  const made = madeIn(application.ApplicationCode ?? '');
  const [kind, setKind] = useState<ResourceKind>(before?.kind ?? 'stream');
  const [resource, setResource] = useState(before?.resource ?? '');
  const [stream, setStream] = useState(output?.Name ?? made.find((one) => one === 'DESTINATION_SQL_STREAM') ?? '');
  const [format, setFormat] = useState<'JSON' | 'CSV'>(
    output?.DestinationSchema?.RecordFormatType === 'CSV' ? 'CSV' : 'JSON',
  );
  const [role, setRole] = useState<RoleChoice>(before === undefined ? createdRole : chosenRole(before.role));
  const [isChecked, setChecked] = useState(false);
  const needs = [
    kind === 'stream'
      ? writesStream(resource)
      : kind === 'lambda'
        ? invokesFunction(resource)
        : writesFirehose(resource),
  ];
  const save = useAction(
    async () => {
      const arn = await roleFor(role, needs);
      await withNewRole(() =>
        changeDestination(analytics, application, output?.OutputId, { kind, resource, role: arn, stream, format }),
      );
      await settled(analytics, name);
      return true;
    },
    {
      changes: [applicationKey(name), ['iam']],
      done: () => t('saved', { stream, name: nameOfArn(resource) }),
    },
  );
  const submit = async (): Promise<void> => {
    setChecked(true);
    if (!isArn(resource) || !isInAppName(stream) || !isRoleChosen(role)) return;
    if ((await save.run()) === true) await navigate(applicationHref(name).slice(1));
  };
  const isKnown = stream === '' || stream === 'error_stream' || made.includes(stream);
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
          <Container header={<Header variant="h2">{common('destination')}</Header>}>
            <SpaceBetween size="m">
              <FormField label={t('kind')} stretch>
                <RadioGroup
                  value={kind}
                  items={kinds.map((value) => ({
                    value,
                    label: common(`kind.${value}`),
                    description: t(`kind.${value}.hint`),
                  }))}
                  onChange={({ detail }) => {
                    setKind(kinds.find((one) => one === detail.value) ?? 'stream');
                    setResource('');
                  }}
                />
              </FormField>
              <ResourceField
                label={common(`kind.${kind}`)}
                kind={kind}
                value={resource}
                onChange={setResource}
                isChecked={isChecked}
              />
            </SpaceBetween>
          </Container>
          <Container header={<Header variant="h2">{t('inApp')}</Header>}>
            <SpaceBetween size="m">
              <FormField
                label={t('inApp.name')}
                constraintText={t('inApp.hint')}
                {...(isChecked && !isInAppName(stream) ? { errorText: t('inApp.missing') } : {})}
                {...(isKnown ? {} : { warningText: t('inApp.unknown') })}
              >
                <Autosuggest
                  value={stream}
                  options={[
                    ...made.map((value) => ({ value })),
                    { value: 'error_stream', description: t('inApp.errors') },
                  ]}
                  filteringType="none"
                  enteredTextLabel={(text) => text}
                  onChange={({ detail }) => setStream(detail.value.trim())}
                />
              </FormField>
              <FormField label={t('format')}>
                <RadioGroup
                  value={format}
                  items={[
                    { value: 'JSON', label: 'JSON' },
                    { value: 'CSV', label: 'CSV' },
                  ]}
                  onChange={({ detail }) => setFormat(detail.value === 'CSV' ? 'CSV' : 'JSON')}
                />
              </FormField>
            </SpaceBetween>
          </Container>
          <Container header={<Header variant="h2">{t('access')}</Header>}>
            <RoleField application={name} value={role} onChange={setRole} needs={needs} isChecked={isChecked} />
          </Container>
          <Problem error={save.error} />
          {isCode(save.error, 'ConcurrentModificationException') && <Box>{common('conflict')}</Box>}
        </SpaceBetween>
      </Form>
    </form>
  );
}
