import type { Policy, Tag } from '@aws-sdk/client-iam';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { roleHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { Problem } from '../../../shared/problem.js';
import { isDescription } from '../model/names.js';
import { NameField } from '../name-field.js';
import { TagsField } from '../tags-panel.js';
import { iamTexts } from '../texts.js';
import { roleTexts } from './texts.js';

export interface RoleDetails {
  readonly name: string;
  readonly description: string;
  readonly tags: readonly Tag[];
}

interface ReviewRoleProps {
  readonly details: RoleDetails;
  readonly onChange: (details: RoleDetails) => void;
  readonly document: string;
  readonly policies: readonly Policy[];
  readonly boundary: Policy | undefined;
  readonly isTried: boolean;
  /** Whether the role itself was made before something failed. */
  readonly isThere: boolean;
  readonly error: unknown;
  readonly onEdit: (step: 'trust' | 'permissions') => void;
}

export function ReviewRole(props: ReviewRoleProps) {
  const { details, onChange, document, policies, boundary, isTried, isThere, error, onEdit } = props;
  const t = useTexts(roleTexts);
  const iam = useTexts(iamTexts);
  const edit = (step: 'trust' | 'permissions') => (
    <Button formAction="none" onClick={() => onEdit(step)}>
      {t('edit')}
    </Button>
  );
  return (
    <SpaceBetween size="l">
      <Problem error={error} />
      {isThere && error !== undefined && (
        <Alert type="warning">
          {t.rich('partly', {
            role: (
              <Link key="role" href={roleHref(details.name)}>
                {details.name}
              </Link>
            ),
          })}
        </Alert>
      )}
      <Container header={<Header variant="h2">{t('details')}</Header>}>
        <SpaceBetween size="m">
          <NameField
            label={t('name')}
            value={details.name}
            most={64}
            isTried={isTried}
            isReadOnly={isThere}
            onChange={(name) => onChange({ ...details, name })}
          />
          <FormField
            label={t('description')}
            errorText={isDescription(details.description) ? undefined : iam('description.bad')}
          >
            <Textarea
              value={details.description}
              rows={2}
              onChange={({ detail }) => onChange({ ...details, description: detail.value })}
            />
          </FormField>
        </SpaceBetween>
      </Container>
      <Container
        header={
          <Header variant="h2" actions={edit('trust')}>
            {t('review.trust')}
          </Header>
        }
      >
        <pre className="mono iam-json">{document}</pre>
      </Container>
      <Container
        header={
          <Header variant="h2" actions={edit('permissions')}>
            {t('review.permissions')}
          </Header>
        }
      >
        {policies.length === 0 && <Box color="text-body-secondary">{t('review.none')}</Box>}
        <ul>
          {policies.map(({ Arn: arn, PolicyName: name }) => (
            <li key={arn}>{name}</li>
          ))}
          {boundary !== undefined && (
            <li>
              {iam('boundary')}: {boundary.PolicyName}
            </li>
          )}
        </ul>
      </Container>
      <Container header={<Header variant="h2">{t('tags')}</Header>}>
        <TagsField tags={details.tags} onChange={(tags) => onChange({ ...details, tags })} />
      </Container>
    </SpaceBetween>
  );
}
