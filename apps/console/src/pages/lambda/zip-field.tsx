import FileUpload from '@cloudscape-design/components/file-upload';
import FormField from '@cloudscape-design/components/form-field';
import { useTexts } from '../../i18n/language.js';
import { useFormat } from '../../shared/format.js';
import { lambdaTexts } from './texts.js';

const mostBytes = 50 * 1024 * 1024;

export type ZipFault = 'required' | 'large' | 'none';

export function zipFault(file: File | undefined): ZipFault | undefined {
  if (file === undefined) return 'required';
  if (!/\.(zip|jar)$/i.test(file.name)) return 'none';
  return file.size > mostBytes ? 'large' : undefined;
}

interface ZipFieldProps {
  readonly file: File | undefined;
  readonly onChange: (file: File | undefined) => void;
  readonly fault: ZipFault | undefined;
}

/** A deployment package from the reader's disk. */
export function ZipField({ file, onChange, fault }: ZipFieldProps) {
  const t = useTexts(lambdaTexts);
  const format = useFormat();
  return (
    <FormField
      label={t('zip.file')}
      description={t('zip.hint')}
      errorText={fault === undefined ? undefined : t(`zip.${fault}`)}
    >
      <FileUpload
        accept=".zip,.jar"
        value={file === undefined ? [] : [file]}
        onChange={({ detail }) => onChange(detail.value[0])}
        showFileSize
        i18nStrings={{
          uploadButtonText: () => t('zip.choose'),
          dropzoneText: () => t('zip.choose'),
          removeFileAriaLabel: (_, name) => t('zip.remove', { name }),
          limitShowFewer: '',
          limitShowMore: '',
          formatFileSize: (size) => format.bytes(size),
        }}
      />
    </FormField>
  );
}

export const bytesOf = async (file: File): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());
