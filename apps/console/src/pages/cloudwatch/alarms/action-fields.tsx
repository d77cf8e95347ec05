import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Autosuggest from '@cloudscape-design/components/autosuggest';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAws } from '../../../shared/use-aws.js';
import type { FieldsProps } from './alarm-form.js';
import { actionStates, type AlarmDraft } from './model.js';
import { alarmTexts } from './texts.js';

type AlarmAction = AlarmDraft['actions'][number];

/** What is told when the state changes. Functions are offered to those who may list them. */
export function ActionFields({ draft, onChange, errorOf }: FieldsProps) {
  const t = useTexts(alarmTexts);
  const s = useTexts(sharedTexts);
  const lambda = useClient(LambdaClient);
  const { data: functions = [] } = useAws(['lambda', 'arns'], async ({ signal }) => {
    const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}), { abortSignal: signal });
    return Functions.map(({ FunctionArn = '' }) => FunctionArn);
  });
  const { actions } = draft;
  const change = (index: number, part: Partial<AlarmAction>): void =>
    onChange({ actions: actions.map((action, at) => (at === index ? { ...action, ...part } : action)) });
  return (
    <Container
      header={
        <Header variant="h2" description={t('form.actions.hint')}>
          {t('form.actions')}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Toggle checked={draft.actionsEnabled} onChange={({ detail }) => onChange({ actionsEnabled: detail.checked })}>
          {t('form.actionsEnabled')}
        </Toggle>
        <FormField stretch {...errorOf('actions')}>
          <AttributeEditor<AlarmAction>
            items={[...actions]}
            addButtonText={t('form.action.add')}
            removeButtonText={s('action.remove')}
            empty={t('actions.none')}
            onAddButtonClick={() => onChange({ actions: [...actions, { state: 'ALARM', arn: '' }] })}
            onRemoveButtonClick={({ detail }) =>
              onChange({ actions: actions.filter((_, index) => index !== detail.itemIndex) })
            }
            definition={[
              {
                label: t('form.action.state'),
                control: ({ state }, index) => (
                  <Select
                    ariaLabel={t('form.action.state')}
                    selectedOption={{ value: state, label: t(`state.${state}`) }}
                    options={actionStates.map((value) => ({ value, label: t(`state.${value}`) }))}
                    onChange={({ detail }) =>
                      change(index, {
                        state: actionStates.find((one) => one === detail.selectedOption.value) ?? 'ALARM',
                      })
                    }
                  />
                ),
              },
              {
                label: t('form.action.target'),
                control: ({ arn }, index) => (
                  <Autosuggest
                    ariaLabel={t('form.action.target')}
                    value={arn}
                    placeholder="arn:aws:lambda:…"
                    options={functions.map((value) => ({ value }))}
                    enteredTextLabel={(text) => text}
                    onChange={({ detail }) => change(index, { arn: detail.value })}
                  />
                ),
              },
            ]}
          />
        </FormField>
      </SpaceBetween>
    </Container>
  );
}
