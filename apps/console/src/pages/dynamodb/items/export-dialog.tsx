import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { Problem } from '../../../shared/problem.js';
import { sharedTexts } from '../../../shared/texts.js';
import type { Item } from '../values/attribute.js';
import { exportFormats, exportItems, exportTypes, type ExportFormat } from './export-items.js';
import type { KeyAttribute } from './schema.js';
import { itemTexts } from './texts.js';
import type { ItemLoader } from './use-items.js';

interface ExportDialogProps {
  readonly table: string;
  readonly loader: ItemLoader;
  readonly keys: readonly KeyAttribute[];
  readonly selected: readonly Item[];
  readonly shown: readonly Item[];
  readonly onDismiss: () => void;
}

const most = 1_000_000;

/** Saves items as a file: those in view, chosen, read, or all there are. */
export function ExportDialog({ table, loader, keys, selected, shown, onDismiss }: ExportDialogProps) {
  const t = useTexts(itemTexts);
  const shared = useTexts(sharedTexts);
  const { loaded, isLoading, loadTo, stop } = loader;
  const [what, setWhat] = useState<'selected' | 'shown' | 'read' | 'all'>(selected.length > 0 ? 'selected' : 'read');
  const [format, setFormat] = useState<ExportFormat>('dynamo');
  const [hasMark, setHasMark] = useState(true);
  const save = async (): Promise<void> => {
    const rest = what === 'all' && loaded.next !== undefined ? await loadTo(most) : loaded;
    // Stopped, or failed: half of it would look like the whole.
    if (what === 'all' && rest.next !== undefined && rest.items.length < most) return;
    const items = what === 'selected' ? selected : what === 'shown' ? shown : rest.items;
    const { end, type } = exportTypes[format];
    const url = URL.createObjectURL(new Blob([exportItems(items, { format, hasMark, keys })], { type }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${table}.${end}`;
    link.click();
    URL.revokeObjectURL(url);
    onDismiss();
  };
  return (
    <Modal
      visible
      header={t('export')}
      closeAriaLabel={shared('action.close')}
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            {isLoading ? (
              <Button onClick={stop}>{t('stop')}</Button>
            ) : (
              <Button variant="link" onClick={onDismiss}>
                {shared('action.cancel')}
              </Button>
            )}
            <Button variant="primary" loading={isLoading} onClick={() => void save()}>
              {shared('action.download')}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <FormField label={t('export.what')}>
          <RadioGroup
            value={what}
            items={[
              {
                value: 'selected',
                label: t('export.selected', { count: selected.length }),
                disabled: selected.length === 0,
              },
              { value: 'shown', label: t('export.shown', { count: shown.length }) },
              { value: 'read', label: t('export.read', { count: loaded.items.length }) },
              { value: 'all', label: t('export.all'), disabled: loaded.next === undefined },
            ]}
            onChange={({ detail }) =>
              setWhat((['selected', 'shown', 'read', 'all'] as const).find((one) => one === detail.value) ?? 'read')
            }
          />
        </FormField>
        <FormField label={t('export.format')}>
          <RadioGroup
            value={format}
            items={exportFormats.map((value) => ({
              value,
              label: t(`export.${value}`),
              description: t(`export.${value}.hint`),
            }))}
            onChange={({ detail }) => setFormat(exportFormats.find((one) => one === detail.value) ?? 'dynamo')}
          />
        </FormField>
        {format === 'csv' && (
          <Checkbox checked={hasMark} onChange={({ detail }) => setHasMark(detail.checked)}>
            {t('export.mark')}
          </Checkbox>
        )}
        {isLoading && (
          <StatusIndicator type="in-progress">{t('export.reading', { count: loaded.items.length })}</StatusIndicator>
        )}
        <Problem error={loader.error} />
      </SpaceBetween>
    </Modal>
  );
}
