import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FileUpload from '@cloudscape-design/components/file-upload';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useMemo, useRef, useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { Problem } from '../../../shared/problem.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction } from '../../../shared/use-aws.js';
import { placeIn, TextFault } from '../values/json-tree.js';
import { writeAll, type BatchProgress } from './batch-writes.js';
import { batchSender, wait } from './delete-items.js';
import { readItems } from './import-items.js';
import { saysFault } from './says-fault.js';
import type { KeyAttribute } from './schema.js';
import { itemTexts } from './texts.js';

interface ImportDialogProps {
  readonly table: string;
  readonly keys: readonly KeyAttribute[];
  readonly onDismiss: (changes: boolean) => void;
}

/** Writes items of a file into the table: it is read whole before anything is written. */
export function ImportDialog({ table, keys, onDismiss }: ImportDialogProps) {
  const t = useTexts(itemTexts);
  const shared = useTexts(sharedTexts);
  const client = useClient(DynamoDBClient);
  const [files, setFiles] = useState<File[]>([]);
  const [text, setText] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const [progress, setProgress] = useState<BatchProgress>();
  const abort = useRef(new AbortController());
  const read = useMemo(() => {
    try {
      return text.trim() === '' ? undefined : readItems(text, keys);
    } catch (error) {
      if (error instanceof TextFault) return error;
      throw error;
    }
  }, [text, keys]);
  const write = useAction(
    async () => {
      if (read === undefined || read instanceof TextFault) return 0;
      abort.current = new AbortController();
      const left = await writeAll(
        read.items.map((Item) => ({ PutRequest: { Item } })),
        { send: batchSender(client, table), wait, onProgress: setProgress, signal: abort.current.signal },
      );
      if (left.length > 0) throw new Error(t('import.left', { count: left.length }));
      return read.items.length;
    },
    { done: (count) => t('import.done', { count }) },
  );
  const place = read instanceof TextFault ? placeIn(text, read.at) : undefined;
  const error =
    read instanceof TextFault && place
      ? t('at', { line: place.row + 1, column: place.column + 1, text: saysFault(t, read.fault) })
      : wasTried && read === undefined
        ? saysFault(t, 'import.empty')
        : undefined;
  const submit = async (): Promise<void> => {
    setWasTried(true);
    if (read === undefined || read instanceof TextFault) return;
    if ((await write.run()) !== undefined) onDismiss(true);
  };
  return (
    <Modal
      visible
      size="large"
      header={t('import')}
      closeAriaLabel={shared('action.close')}
      onDismiss={() => onDismiss((progress?.done ?? 0) > 0)}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            {write.isRunning ? (
              <Button onClick={() => abort.current.abort()}>{t('stop')}</Button>
            ) : (
              <Button variant="link" onClick={() => onDismiss((progress?.done ?? 0) > 0)}>
                {shared('action.cancel')}
              </Button>
            )}
            <Button variant="primary" loading={write.isRunning} onClick={() => void submit()}>
              {t('import.submit')}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Box>{t('import.hint')}</Box>
        <FileUpload
          value={files}
          accept=".json,.jsonl,.csv,application/json,text/csv"
          onChange={({ detail }) => {
            setFiles(detail.value);
            void detail.value[0]?.text().then(setText);
          }}
          i18nStrings={{
            uploadButtonText: () => t('import.choose'),
            dropzoneText: () => t('import.drop'),
            removeFileAriaLabel: () => t('import.remove'),
            limitShowFewer: '',
            limitShowMore: '',
            errorIconAriaLabel: t('import.error'),
          }}
        />
        <FormField label={t('import.text')} errorText={error} stretch>
          <Textarea
            value={text.length > 200_000 ? t('import.large') : text}
            disabled={text.length > 200_000}
            rows={8}
            ariaLabel={t('import.text')}
            spellcheck={false}
            onChange={({ detail }) => setText(detail.value)}
          />
        </FormField>
        {read !== undefined && !(read instanceof TextFault) && (
          <Alert type="info">
            {t('import.found', { count: read.items.length, format: t(`export.${read.format}`) })}
          </Alert>
        )}
        {progress && (
          <ProgressBar
            value={(progress.done / Math.max(progress.total, 1)) * 100}
            label={t('import.progress')}
            additionalInfo={t('import.progress.info', {
              done: progress.done,
              total: progress.total,
              retries: progress.retries,
            })}
          />
        )}
        <Problem error={write.error} />
      </SpaceBetween>
    </Modal>
  );
}
