import { CloudWatchClient, PutCompositeAlarmCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { alarmHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { Problem } from '../../../shared/problem.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction } from '../../../shared/use-aws.js';
import { TagRows } from '../tags-editor.js';
import { ActionFields } from './action-fields.js';
import { CompositeFields } from './composite-fields.js';
import { MetricFields } from './metric-fields.js';
import { compositeAlarmInput, faultsOf, metricAlarmInput, type AlarmDraft, type DraftFaults } from './model.js';
import { alarmTexts } from './texts.js';

export interface FieldsProps {
  readonly draft: AlarmDraft;
  readonly onChange: (part: Partial<AlarmDraft>) => void;
  /** A field's fault in words, once the form was sent. */
  readonly errorOf: (field: keyof AlarmDraft) => { readonly errorText?: string };
}

interface AlarmFormProps {
  readonly initial: AlarmDraft;
  readonly isNew: boolean;
}

export function AlarmForm({ initial, isNew }: AlarmFormProps) {
  const t = useTexts(alarmTexts);
  const s = useTexts(sharedTexts);
  const cloudwatch = useClient(CloudWatchClient);
  const navigate = useNavigate();
  const [draft, setDraft] = useState(initial);
  const [isSent, setIsSent] = useState(false);
  const put = useAction(
    async () => {
      if (draft.kind === 'metric') await cloudwatch.send(new PutMetricAlarmCommand(metricAlarmInput(draft)));
      else await cloudwatch.send(new PutCompositeAlarmCommand(compositeAlarmInput(draft)));
      return true;
    },
    { changes: [['cloudwatch']], done: () => t(isNew ? 'created' : 'updated', { name: draft.name.trim() }) },
  );
  const faults: DraftFaults = isSent ? faultsOf(draft) : {};
  const fields: FieldsProps = {
    draft,
    onChange: (part) => setDraft((before) => ({ ...before, ...part })),
    errorOf: (field) => {
      const fault = faults[field];
      return fault === undefined ? {} : { errorText: t(`fault.${fault}`) };
    },
  };
  const submit = (): void => {
    setIsSent(true);
    if (Object.keys(faultsOf(draft)).length > 0) return;
    void put.run().then((done) => done && navigate(alarmHref(draft.name.trim()).slice(1)));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Form
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" formAction="none" onClick={() => void navigate(-1)}>
              {s('action.cancel')}
            </Button>
            <Button variant="primary" formAction="submit" loading={put.isRunning}>
              {t(isNew ? (draft.kind === 'metric' ? 'create' : 'createComposite') : 'form.save')}
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">
          {draft.kind === 'metric' ? <MetricFields {...fields} /> : <CompositeFields {...fields} />}
          <ActionFields {...fields} />
          <Container header={<Header variant="h2">{t('form.nameSection')}</Header>}>
            <SpaceBetween size="m">
              <FormField label={t('form.name')} {...fields.errorOf('name')}>
                <Input
                  value={draft.name}
                  disabled={!isNew}
                  onChange={({ detail }) => fields.onChange({ name: detail.value })}
                />
              </FormField>
              <FormField label={t('form.description')}>
                <Textarea
                  value={draft.description}
                  rows={2}
                  onChange={({ detail }) => fields.onChange({ description: detail.value })}
                />
              </FormField>
              {isNew && (
                <FormField label={t('form.tags')} stretch>
                  <TagRows items={draft.tags} onChange={(tags) => fields.onChange({ tags })} />
                </FormField>
              )}
            </SpaceBetween>
          </Container>
          <Problem error={put.error} />
        </SpaceBetween>
      </Form>
    </form>
  );
}
