import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../../../i18n/language.js';
import type { TypeUse } from '../model/actions.js';
import { editorTexts } from './texts.js';

interface TypeResourcesProps {
  readonly use: TypeUse;
  readonly arns: readonly string[];
  /** Any of this kind in the account. */
  readonly anyArn: string;
  readonly onAdd: () => void;
  readonly onEdit: (arn: string) => void;
  readonly onPut: (arn: string) => void;
  readonly onRemove: (arn: string) => void;
}

/** The ARNs of one kind of resource. */
export function TypeResources({ use, arns, anyArn, onAdd, onEdit, onPut, onRemove }: TypeResourcesProps) {
  const t = useTexts(editorTexts);
  const { name } = use.type;
  return (
    <section aria-label={name}>
      <SpaceBetween size="xxs">
        <SpaceBetween direction="horizontal" size="s" alignItems="center">
          <Box variant="awsui-key-label">{name}</Box>
          <Button ariaLabel={t('resources.addFor', { type: name })} onClick={onAdd}>
            {t('resources.add')}
          </Button>
          <Checkbox
            checked={arns.includes(anyArn)}
            ariaLabel={t('resources.anyFor', { type: name })}
            onChange={({ detail }) => (detail.checked ? onPut(anyArn) : onRemove(anyArn))}
          >
            {t('resources.any')}
          </Checkbox>
        </SpaceBetween>
        <Box fontSize="body-s" color="text-body-secondary">
          {use.actions.slice(0, 5).join(', ')}
          {use.actions.length > 5 && ` … +${use.actions.length - 5}`}
        </Box>
        {arns.map((arn) => (
          <div key={arn} className="iam-arn">
            <Box variant="code">{arn}</Box>{' '}
            <Button
              variant="inline-icon"
              iconName="edit"
              ariaLabel={t('resources.edit', { arn })}
              onClick={() => onEdit(arn)}
            />{' '}
            <Button
              variant="inline-icon"
              iconName="close"
              ariaLabel={t('resources.remove', { arn })}
              onClick={() => onRemove(arn)}
            />
          </div>
        ))}
      </SpaceBetween>
    </section>
  );
}
