import { InvokeCommand, LambdaClient, type FunctionConfiguration, type InvocationType } from '@aws-sdk/client-lambda';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Grid from '@cloudscape-design/components/grid';
import { useEffect, useEffectEvent, useState } from 'react';
import { useNotify } from '../../app/notifications.js';
import { useTexts } from '../../i18n/language.js';
import { useClient, useSession } from '../../session/use-session.js';
import { Code } from '../../shared/code-editor.js';
import { Problem } from '../../shared/problem.js';
import { useAction } from '../../shared/use-aws.js';
import { prettyJson } from '../kinesis/model/json-tokens.js';
import { keysOf } from './keys.js';
import { RecordsBuilder } from './records-builder.js';
import {
  eventTemplates,
  isEventName,
  savedEvents,
  templateEvent,
  withEvent,
  withoutEvent,
  type EventTemplate,
} from './test-events.js';
import { TestResult, type Tested } from './test-result.js';
import { testTexts } from './texts-test.js';
import { QualifierField } from './qualifier-field.js';

interface TestTabProps {
  readonly name: string;
  readonly configuration: FunctionConfiguration | undefined;
}

interface Draft {
  readonly name: string;
  readonly body: string;
  readonly template: EventTemplate | undefined;
}

/** What was being typed for a function, while the page stays open. */
const drafts = new Map<string, Draft>();

/** The last test of a function: it goes on, and its result is here, when one comes back from other tabs. */
const tests = new Map<string, Promise<Tested | undefined>>();

const invocationTypes = ['RequestResponse', 'Event', 'DryRun'] as const satisfies readonly InvocationType[];

export function TestTab({ name, configuration }: TestTabProps) {
  const t = useTexts(testTexts);
  const session = useSession();
  const client = useClient(LambdaClient);
  const notify = useNotify();
  const key = `${session.identity.account}/${session.region}/${name}`;
  const place = { region: session.region, account: session.identity.account, now: session.clock.now() };
  const saved = savedEvents.use()[key] ?? [];
  const [draft, setDraft] = useState<Draft>(
    () =>
      drafts.get(key) ?? {
        name: saved[0]?.name ?? '',
        body: saved[0]?.body ?? templateEvent('hello-world', place),
        template: saved[0] === undefined ? 'hello-world' : undefined,
      },
  );
  const [type, setType] = useState<InvocationType>('RequestResponse');
  const [qualifier, setQualifier] = useState('');
  const [isSaveTried, setIsSaveTried] = useState(false);
  const [tested, setTested] = useState<Tested>();
  const [isAwaited, setIsAwaited] = useState(() => tests.has(key));
  // The editor may tell a change with what was there one rendering before.
  const set = (change: Partial<Draft>): void =>
    setDraft((before) => {
      const next = { ...before, ...change };
      drafts.set(key, next);
      return next;
    });
  const fault = jsonFault(draft.body);
  const invoke = useAction<void, Tested>(
    async () => {
      const began = performance.now();
      const answer = await client.send(
        new InvokeCommand({
          FunctionName: name,
          InvocationType: type,
          ...(type === 'RequestResponse' ? { LogType: 'Tail' } : {}),
          ...(qualifier === '' ? {} : { Qualifier: qualifier }),
          Payload: new TextEncoder().encode(draft.body.trim() === '' ? '{}' : draft.body),
        }),
      );
      return { answer, type, tookMs: performance.now() - began };
    },
    { changes: [keysOf(name).configuration] },
  );
  const isRunning = invoke.isRunning || isAwaited;
  const run = async (): Promise<void> => {
    if (fault !== undefined || isRunning) return;
    setTested(undefined);
    const test = invoke.run();
    tests.set(key, test);
    setTested(await test);
  };
  useEffect(() => {
    const test = tests.get(key);
    if (test === undefined) return undefined;
    let isHere = true;
    void test.then((one) => {
      if (!isHere) return;
      setIsAwaited(false);
      setTested(one);
    });
    return () => {
      isHere = false;
    };
  }, [key]);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'i' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    void run();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    addEventListener('keydown', listener);
    return () => removeEventListener('keydown', listener);
  }, []);
  const save = (): void => {
    setIsSaveTried(true);
    if (!isEventName(draft.name) || fault !== undefined) return;
    savedEvents.set(withEvent(savedEvents.get(), key, { name: draft.name, body: draft.body }));
    notify({ type: 'success', content: t('save.done', { name: draft.name }) });
  };
  const chosen = saved.find((event) => event.name === draft.name);
  return (
    <SpaceBetween size="l">
      <TestResult
        isRunning={isRunning}
        tested={tested}
        logGroup={configuration?.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`}
      />
      <Problem error={invoke.error} />
      <Container
        header={
          <Header
            variant="h2"
            description={`${t('hint')} ${t('run.keys')}`}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                {chosen !== undefined && (
                  <Button
                    onClick={() => {
                      savedEvents.set(withoutEvent(savedEvents.get(), key, chosen.name));
                      set({ name: '' });
                    }}
                  >
                    {t('delete')}
                  </Button>
                )}
                <Button onClick={save}>{t('save')}</Button>
                <Button variant="primary" loading={isRunning} onClick={() => void run()}>
                  {t('run')}
                </Button>
              </SpaceBetween>
            }
          >
            {t('title')}
          </Header>
        }
      >
        <SpaceBetween size="l">
          <Grid
            gridDefinition={[
              { colspan: { default: 12, s: 4 } },
              { colspan: { default: 12, s: 4 } },
              { colspan: { default: 12, s: 4 } },
            ]}
          >
            <FormField label={t('saved')}>
              <Select
                selectedOption={chosen === undefined ? { value: '', label: t('saved.new') } : { value: chosen.name }}
                options={[{ value: '', label: t('saved.new') }, ...saved.map((event) => ({ value: event.name }))]}
                onChange={({ detail }) => {
                  const event = saved.find((one) => one.name === detail.selectedOption.value);
                  set(event === undefined ? { name: '' } : { ...event, template: undefined });
                }}
              />
            </FormField>
            <FormField
              label={t('name')}
              constraintText={t('name.hint')}
              errorText={isSaveTried && !isEventName(draft.name) ? t('name.fault') : undefined}
            >
              <Input value={draft.name} onChange={({ detail }) => set({ name: detail.value })} />
            </FormField>
            <FormField label={t('template')}>
              <Select
                selectedOption={
                  draft.template === undefined
                    ? null
                    : { value: draft.template, label: t(`template.${draft.template}`) }
                }
                options={eventTemplates.map((template) => ({ value: template, label: t(`template.${template}`) }))}
                onChange={({ detail }) => {
                  const template = eventTemplates.find((one) => one === detail.selectedOption.value);
                  if (template !== undefined)
                    set({ template, body: templateEvent(template, { ...place, now: session.clock.now() }) });
                }}
              />
            </FormField>
          </Grid>
          {draft.template === 'kinesis' && <RecordsBuilder place={place} onBuild={(body) => set({ body })} />}
          <FormField
            label={t('body')}
            stretch
            secondaryControl={
              <Button
                disabled={fault !== undefined || draft.body.trim() === ''}
                onClick={() => set({ body: prettyJson(draft.body) })}
              >
                {t('format')}
              </Button>
            }
            errorText={fault === undefined ? undefined : t('body.fault', { reason: fault })}
          >
            <Code
              label={t('body')}
              language="json"
              value={draft.body}
              height={260}
              onChange={(body) => set({ body })}
            />
          </FormField>
          <Grid gridDefinition={[{ colspan: { default: 12, s: 8 } }, { colspan: { default: 12, s: 4 } }]}>
            <FormField label={t('type')}>
              <RadioGroup
                ariaLabel={t('type')}
                value={type}
                onChange={({ detail }) =>
                  setType(invocationTypes.find((one) => one === detail.value) ?? 'RequestResponse')
                }
                items={invocationTypes.map((one) => ({
                  value: one,
                  label: t(`type.${one}`),
                  description: t(`type.${one}.hint`),
                }))}
              />
            </FormField>
            <QualifierField label={t('qualifier')} name={name} value={qualifier} onChange={setQualifier} />
          </Grid>
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  );
}

function jsonFault(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
