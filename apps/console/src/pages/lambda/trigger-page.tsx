import {
  CreateEventSourceMappingCommand,
  LambdaClient,
  UpdateEventSourceMappingCommand,
  type EventSourceMappingConfiguration,
} from '@aws-sdk/client-lambda';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { functionHref, functionsHref, roleHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { Page } from '../../shared/page.js';
import { Problem } from '../../shared/problem.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction } from '../../shared/use-aws.js';
import { useMappings } from './designer.js';
import { DeleteTrigger } from './delete-trigger.js';
import { configurationHref, pathOf } from './hrefs.js';
import { keysOf } from './keys.js';
import { sourceLabel } from './source-label.js';
import { lambdaTexts } from './texts.js';
import { triggerTexts } from './texts-triggers.js';
import { TriggerFields } from './trigger-fields.js';
import {
  newTrigger,
  settingsOf,
  sourceOf,
  triggerFaults,
  valuesOf,
  type TriggerFaults,
  type TriggerValues,
} from './trigger-form-model.js';
import { TriggerSource } from './trigger-source.js';
import { TriggerStatus } from './trigger-status.js';
import { useConfiguration } from './use-configuration.js';

interface TriggerPageProps {
  readonly name: string;
  /** Of the trigger that is changed; a new one is made when absent. */
  readonly uuid: string | undefined;
}

export function TriggerPage({ name, uuid }: TriggerPageProps) {
  const t = useTexts(triggerTexts);
  const texts = useTexts(lambdaTexts);
  const mappings = useMappings(name);
  const mapping = mappings.data?.find(({ UUID }) => UUID === uuid);
  const source = sourceOf(mapping?.EventSourceArn);
  return (
    <Page
      title={uuid === undefined ? t('add.title') : t('edit.title', { name: mapping ? source.name : '' })}
      crumbs={[
        { text: texts('lambda'), href: functionsHref },
        { text: texts('functions'), href: functionsHref },
        { text: name, href: functionHref(name) },
      ]}
      actions={mapping && <DeleteButton name={name} mapping={mapping} />}
    >
      {uuid === undefined ? (
        <TriggerForm name={name} />
      ) : mapping !== undefined ? (
        <SpaceBetween size="l">
          <TriggerStatus name={name} mapping={mapping} />
          <TriggerForm key={uuid} name={name} mapping={mapping} />
        </SpaceBetween>
      ) : mappings.error !== null ? (
        <Problem error={mappings.error} onRetry={() => void mappings.refetch()} />
      ) : mappings.data === undefined ? (
        <Spinner />
      ) : (
        <Alert type="info">{t('missing')}</Alert>
      )}
    </Page>
  );
}

function DeleteButton({ name, mapping }: { readonly name: string; readonly mapping: EventSourceMappingConfiguration }) {
  const shared = useTexts(sharedTexts);
  const navigate = useNavigate();
  const [isAsked, setIsAsked] = useState(false);
  return (
    <>
      <Button onClick={() => setIsAsked(true)}>{shared('action.delete')}</Button>
      {isAsked && (
        <DeleteTrigger
          name={name}
          mapping={mapping}
          onDone={() => void navigate(pathOf(configurationHref(name, 'triggers')))}
          onDismiss={() => setIsAsked(false)}
        />
      )}
    </>
  );
}

interface TriggerFormProps {
  readonly name: string;
  readonly mapping?: EventSourceMappingConfiguration;
}

function TriggerForm({ name, mapping }: TriggerFormProps) {
  const t = useTexts(triggerTexts);
  const shared = useTexts(sharedTexts);
  const client = useClient(LambdaClient);
  const navigate = useNavigate();
  const isNew = mapping === undefined;
  const [values, setValues] = useState<TriggerValues>(() => (mapping === undefined ? newTrigger : valuesOf(mapping)));
  const [isTried, setIsTried] = useState(false);
  const set = (change: Partial<TriggerValues>): void => setValues((before) => ({ ...before, ...change }));
  const source = sourceOf(values.sourceArn);
  const faults = triggerFaults(values, source.kind, isNew);
  const shown: TriggerFaults = isTried ? faults : {};
  const save = useAction(
    () => {
      const settings = settingsOf(values);
      if (mapping !== undefined)
        return client.send(new UpdateEventSourceMappingCommand({ UUID: mapping.UUID, ...settings }));
      const { onFailure, filters } = values;
      const { DestinationConfig, FilterCriteria, ...rest } = settings;
      return client.send(
        new CreateEventSourceMappingCommand({
          FunctionName: name,
          EventSourceArn: values.sourceArn,
          StartingPosition: values.position,
          ...(values.position === 'AT_TIMESTAMP' ? { StartingPositionTimestamp: new Date(values.positionTime) } : {}),
          ...rest,
          ...(onFailure.trim() === '' ? {} : { DestinationConfig }),
          ...(filters.length === 0 ? {} : { FilterCriteria }),
        }),
      );
    },
    {
      changes: [keysOf(name).mappings],
      done: () => t(isNew ? 'add.done' : 'save.done', { name: source.name, function: name }),
    },
  );
  const submit = async (): Promise<void> => {
    setIsTried(true);
    if (Object.keys(faults).length > 0) return;
    if ((await save.run()) !== undefined) await navigate(pathOf(configurationHref(name, 'triggers')));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isRunning) void submit();
      }}
    >
      <Form
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button formAction="none" variant="link" href={configurationHref(name, 'triggers')}>
              {shared('action.cancel')}
            </Button>
            <Button variant="primary" loading={save.isRunning}>
              {t(isNew ? 'add' : 'save')}
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">
          <Container
            header={
              <Header
                variant="h2"
                description={mapping && `${sourceLabel[source.kind]}: ${source.name} ${source.detail}`}
              >
                {t('configure')}
              </Header>
            }
          >
            <SpaceBetween size="l">
              {isNew && (
                <TriggerSource
                  arn={values.sourceArn}
                  fault={shown.sourceArn}
                  onChange={(sourceArn) => set({ sourceArn })}
                />
              )}
              <TriggerFields values={values} faults={shown} kind={source.kind} isNew={isNew} onChange={set} />
            </SpaceBetween>
          </Container>
          <RoleHint name={name} />
          <Problem error={save.error} />
        </SpaceBetween>
      </Form>
    </form>
  );
}

function RoleHint({ name }: { readonly name: string }) {
  const t = useTexts(triggerTexts);
  const { data } = useConfiguration(name);
  const role = data?.Role?.split('/').at(-1);
  return (
    <Box color="text-body-secondary">
      {t('role')} {role !== undefined && <Link href={roleHref(role)}>{t('role.view', { name: role })}</Link>}
    </Box>
  );
}
