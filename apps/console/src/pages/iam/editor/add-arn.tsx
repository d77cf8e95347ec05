import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { isPolicyDocument, parsePolicy } from '@paddock/policy';
import type { ResourceType } from '@paddock/policy/reference';
import { useMemo, useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useSession } from '../../../session/use-session.js';
import { sharedTexts } from '../../../shared/texts.js';
import { arnForm, fieldFault } from '../model/arn-form.js';
import { editorTexts } from './texts.js';

export interface ArnToEdit {
  /** Undefined for any ARN, typed as a whole. */
  readonly type: ResourceType | undefined;
  /** The ARN that the new one takes the place of. */
  readonly before: string | undefined;
}

interface AddArnProps extends ArnToEdit {
  readonly onAdd: (arn: string) => void;
  readonly onDismiss: () => void;
}

/** An ARN by its parts, or as a text: either follows the other. */
export function AddArn({ type, before, onAdd, onDismiss }: AddArnProps) {
  const t = useTexts(editorTexts);
  const shared = useTexts(sharedTexts);
  const { identity, region } = useSession();
  const form = useMemo(() => (type === undefined ? undefined : arnForm(type.arnFormat)), [type]);
  const [values, setValues] = useState<readonly string[]>(() =>
    form === undefined
      ? []
      : (form.parse(before ?? '') ??
        form.fields.map(({ variable }) =>
          variable === 'Account' ? identity.account : variable === 'Region' ? region : '',
        )),
  );
  const [text, setText] = useState(() => before ?? form?.format(values) ?? '');
  const [isTried, setIsTried] = useState(false);
  const read = form?.parse(text);
  // A text of another form stands by itself.
  const isOwn = form === undefined || read === undefined;
  const faults = isOwn ? [] : form.fields.map((field, index) => fieldFault(field, values[index] ?? ''));
  const textFault = isOwn && !isArn(text) ? t('arn.form') : undefined;
  const change = (index: number, value: string): void => {
    const next = values.map((one, at) => (at === index ? value : one));
    setValues(next);
    setText(form?.format(next) ?? text);
  };
  const submit = (): void => {
    setIsTried(true);
    if (textFault === undefined && faults.every((fault) => fault === undefined)) onAdd(text);
  };
  return (
    <Modal
      visible
      header={before === undefined ? t('arn.title') : t('arn.edit')}
      closeAriaLabel={shared('action.close')}
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>
              {shared('action.cancel')}
            </Button>
            <Button variant="primary" onClick={submit}>
              {before === undefined ? shared('action.add') : shared('action.save')}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <SpaceBetween size="m">
          <FormField
            label={type === undefined ? t('arn.specify.any') : t('arn.specify', { type: type.name })}
            description={type === undefined ? undefined : t('arn.text.hint')}
            errorText={isTried ? textFault : undefined}
            warningText={form !== undefined && read === undefined && isArn(text) ? t('arn.other') : undefined}
            stretch
          >
            <Input
              value={text}
              onChange={({ detail }) => {
                setText(detail.value);
                setValues(form?.parse(detail.value.trim()) ?? values);
              }}
            />
          </FormField>
          {form?.fields.map((field, index) => {
            const fault = isTried ? faults[index] : undefined;
            return (
              <div key={field.variable} className="iam-field">
                <FormField label={field.label} errorText={fault === undefined ? undefined : t(`arn.${fault}`)} stretch>
                  <Input value={values[index] ?? ''} onChange={({ detail }) => change(index, detail.value)} />
                </FormField>
                <Checkbox
                  checked={values[index] === '*'}
                  ariaLabel={t('arn.anyFor', { field: field.label })}
                  onChange={({ detail }) => change(index, detail.checked ? '*' : '')}
                >
                  {t('arn.any')}
                </Checkbox>
              </div>
            );
          })}
          <button type="submit" hidden>
            {shared('action.add')}
          </button>
        </SpaceBetween>
      </form>
    </Modal>
  );
}

/** Whether IAM takes it in a policy. */
function isArn(text: string): boolean {
  const policy = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: text } };
  return isPolicyDocument(parsePolicy(JSON.stringify(policy), 'identity'));
}
