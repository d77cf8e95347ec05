import Alert from '@cloudscape-design/components/alert';
import Autosuggest from '@cloudscape-design/components/autosuggest';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useSession } from '../../session/use-session.js';
import { Problem } from '../../shared/problem.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction } from '../../shared/use-aws.js';
import { faultProblems, faultRule, fieldsOf, kinds, newFault, type FaultDraft, type FaultKind } from './fault.js';
import { suggestionsOf, useSuggestions } from './suggestions.js';
import { controlsTexts } from './texts.js';

/** Adds a fault: its kind, whom it strikes, how often. */
export function FaultForm({ onDismiss }: { readonly onDismiss: () => void }) {
  const t = useTexts(controlsTexts);
  const shared = useTexts(sharedTexts);
  const session = useSession();
  const [draft, setDraft] = useState(newFault);
  const [isTried, setTried] = useState(false);
  const add = useAction((rule: object) => session.control('/_paddock/faults', { method: 'POST', body: rule }), {
    changes: [['controls', 'faults']],
    done: () => t('faults.added'),
  });
  const seen = useSuggestions();
  const problems = faultProblems(draft);
  const change = (changes: Partial<FaultDraft>): void => setDraft((before) => ({ ...before, ...changes }));
  const submit = async (): Promise<void> => {
    setTried(true);
    if (Object.keys(problems).length > 0 || add.isRunning) return;
    if ((await add.run(faultRule(draft))) !== undefined) onDismiss();
  };
  const own = fieldsOf[draft.kind];
  const errorOf = (name: keyof FaultDraft): string | undefined => {
    const problem = problems[name];
    return isTried && problem !== undefined ? t(`bad.${problem}`) : undefined;
  };
  const optional = (label: string) => (
    <>
      {label} <i>– {t('fault.optional')}</i>
    </>
  );
  const field = (
    name: Exclude<keyof FaultDraft, 'kind' | 'when'>,
    label: React.ReactNode,
    hint: string,
    mode: 'text' | 'decimal' | 'numeric' = 'text',
  ) => (
    <FormField label={label} constraintText={hint} errorText={errorOf(name)}>
      <Input
        value={draft[name]}
        {...(mode === 'text' ? {} : { inputMode: mode })}
        onChange={({ detail }) => change({ [name]: detail.value })}
      />
    </FormField>
  );
  const suggested = (name: 'service' | 'operation' | 'resource', hint: string) => (
    <FormField label={optional(t(`fault.${name}`))} constraintText={hint}>
      <Autosuggest
        value={draft[name]}
        placeholder={t('fault.any')}
        enteredTextLabel={(value) => value}
        options={suggestionsOf(seen, name, draft.service).map((value) => ({ value }))}
        onChange={({ detail }) => change({ [name]: detail.value })}
      />
    </FormField>
  );
  const kindOption = (kind: FaultKind) => ({
    value: kind,
    label: t(`kind.${kind}`),
    description: t(`kind.${kind}.hint`),
  });
  const whenOption = (when: 'before' | 'after') => ({ value: when, label: t(`fault.when.${when}`) });
  return (
    <Modal
      visible
      header={t('faults.add')}
      closeAriaLabel={shared('action.close')}
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>
              {shared('action.cancel')}
            </Button>
            <Button variant="primary" loading={add.isRunning} onClick={() => void submit()}>
              {shared('action.add')}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <SpaceBetween size="m">
          <Problem error={add.error} />
          <FormField label={t('fault.kind')} constraintText={t(`kind.${draft.kind}.hint`)}>
            <Select
              selectedOption={kindOption(draft.kind)}
              options={kinds.map(kindOption)}
              onChange={({ detail }) =>
                change({ kind: kinds.find((kind) => kind === detail.selectedOption.value) ?? 'throttle' })
              }
            />
          </FormField>
          {draft.kind === 'crash' && <Alert type="warning">{t('crash.warning')}</Alert>}
          {own.includes('fraction') && field('fraction', t('fault.fraction'), t('fault.fraction.hint'), 'decimal')}
          {own.includes('ms') && field('ms', t('fault.ms'), t('fault.ms.hint'), 'numeric')}
          {own.includes('code') &&
            (draft.kind === 'error'
              ? field('code', t('fault.code'), t('fault.code.hint'))
              : field('code', optional(t('fault.code')), t('fault.code.partial')))}
          {own.includes('message') && field('message', optional(t('fault.message')), '')}
          {own.includes('status') && field('status', optional(t('fault.status')), t('fault.status.hint'), 'numeric')}
          {own.includes('when') && (
            <FormField label={t('fault.when')}>
              <Select
                selectedOption={whenOption(draft.when)}
                options={[whenOption('before'), whenOption('after')]}
                onChange={({ detail }) =>
                  change({ when: detail.selectedOption.value === 'after' ? 'after' : 'before' })
                }
              />
            </FormField>
          )}
          {suggested('service', '')}
          {suggested('operation', '')}
          {suggested('resource', t('fault.resource.hint'))}
          {field('probability', optional(t('fault.probability')), t('fault.probability.hint'), 'decimal')}
          {field('times', optional(t('fault.times')), t('fault.times.hint'), 'numeric')}
          {/* Enter submits. */}
          <input type="submit" hidden />
        </SpaceBetween>
      </form>
    </Modal>
  );
}
