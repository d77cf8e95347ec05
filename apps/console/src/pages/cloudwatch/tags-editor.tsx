import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { Problem } from '../../shared/problem.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction, type Key } from '../../shared/use-aws.js';
import { alarmTexts } from './alarms/texts.js';

type Tags = Readonly<Record<string, string>>;

interface TagsEditorProps {
  readonly tags: Tags | undefined;
  readonly error: unknown;
  /** What is loaded again when they were saved. */
  readonly changes: Key;
  readonly onSave: (changed: Tags, removed: readonly string[]) => Promise<void>;
}

/** Tags that can be changed, and are saved together. */
export function TagsEditor({ tags, error, changes, onSave }: TagsEditorProps) {
  const t = useTexts(alarmTexts);
  const s = useTexts(sharedTexts);
  const [draft, setDraft] = useState<readonly { readonly key: string; readonly value: string }[]>();
  const items = draft ?? Object.entries(tags ?? {}).map(([key, value]) => ({ key, value }));
  const save = useAction(
    () => {
      const wanted = Object.fromEntries(items.map(({ key, value }) => [key.trim(), value]));
      const changed = Object.entries(wanted).filter(([key, value]) => tags?.[key] !== value);
      return onSave(
        Object.fromEntries(changed),
        Object.keys(tags ?? {}).filter((key) => !(key in wanted)),
      ).then(() => true);
    },
    { changes: [changes] },
  );
  const isBad = items.some(({ key }) => key.trim() === '');
  return (
    <Container header={<Header variant="h2">{t('page.tags')}</Header>}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (draft !== undefined && !isBad) void save.run().then((done) => done && setDraft(undefined));
        }}
      >
        <SpaceBetween size="m">
          <Problem error={error} />
          {tags && <TagRows items={items} onChange={setDraft} />}
          <Problem error={save.error} />
          {draft !== undefined && (
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="primary" formAction="submit" disabled={isBad} loading={save.isRunning}>
                {s('action.save')}
              </Button>
              <Button variant="link" onClick={() => setDraft(undefined)}>
                {s('action.cancel')}
              </Button>
            </SpaceBetween>
          )}
        </SpaceBetween>
      </form>
    </Container>
  );
}

interface Tag {
  readonly key: string;
  readonly value: string;
}

/** The rows of tags in a form. */
export function TagRows({
  items,
  onChange,
}: {
  readonly items: readonly Tag[];
  readonly onChange: (items: readonly Tag[]) => void;
}) {
  const t = useTexts(alarmTexts);
  const s = useTexts(sharedTexts);
  const change = (index: number, part: Partial<Tag>): void =>
    onChange(items.map((item, at) => (at === index ? { ...item, ...part } : item)));
  return (
    <AttributeEditor<Tag>
      items={[...items]}
      addButtonText={t('form.addTag')}
      removeButtonText={s('action.remove')}
      disableAddButton={items.length >= 50}
      onAddButtonClick={() => onChange([...items, { key: '', value: '' }])}
      onRemoveButtonClick={({ detail }) => onChange(items.filter((_, index) => index !== detail.itemIndex))}
      definition={[
        {
          label: t('form.key'),
          control: ({ key }, index) => (
            <Input
              value={key}
              ariaLabel={t('form.key')}
              onChange={({ detail }) => change(index, { key: detail.value })}
            />
          ),
        },
        {
          label: t('form.value'),
          control: ({ value }, index) => (
            <Input
              value={value}
              ariaLabel={t('form.value')}
              onChange={({ detail }) => change(index, { value: detail.value })}
            />
          ),
        },
      ]}
    />
  );
}
