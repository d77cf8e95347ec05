import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../../i18n/language.js';
import { Document } from './document.js';
import { policyOf, trustOf, type RoleKind } from './role-documents.js';
import { texts } from './texts.js';

export const isRoleName = (text: string): boolean => /^[\w+=,.@-]{1,64}$/.test(text);

type Names = Readonly<Partial<Record<RoleKind, string>>>;

interface RoleDocumentsProps {
  readonly poolId: string;
  readonly names: Names;
  readonly onNames: (names: Names) => void;
}

/** What the roles will be called, and what is in them. */
export function RoleDocuments({ poolId, names, onNames }: RoleDocumentsProps) {
  const t = useTexts(texts);
  const kinds = (['authenticated', 'unauthenticated'] as const).filter((kind) => names[kind] !== undefined);
  const isSame = names.authenticated === names.unauthenticated;
  return (
    <SpaceBetween size="l">
      {kinds.map((kind) => {
        const name = names[kind] ?? '';
        const error = isRoleName(name) ? (isSame ? t('roles.name.same') : undefined) : t('roles.name.wrong');
        return (
          <SpaceBetween key={kind} size="s">
            <Box variant="h3">{t(`roles.${kind}`)}</Box>
            <FormField label={t('roles.name')} {...(error === undefined ? {} : { errorText: error })}>
              <Input
                value={name}
                spellcheck={false}
                ariaLabel={`${t('roles.name')}: ${t(`roles.${kind}`)}`}
                onChange={({ detail }) => onNames({ ...names, [kind]: detail.value })}
              />
            </FormField>
            <Box variant="awsui-key-label">{t('roles.policy')}</Box>
            <Document label={`${t('roles.policy')}: ${name}`} text={JSON.stringify(policyOf(kind), undefined, 2)} />
            <Box variant="awsui-key-label">{t('roles.trust')}</Box>
            <Document
              label={`${t('roles.trust')}: ${name}`}
              text={JSON.stringify(trustOf(poolId, kind), undefined, 2)}
            />
          </SpaceBetween>
        );
      })}
    </SpaceBetween>
  );
}
