import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useNavigate } from 'react-router';
import { poolHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { endpointUrl } from '../../session/settings.js';
import { useSession } from '../../session/use-session.js';
import { Document } from './document.js';
import { sampleOf, type SampleId } from './samples.js';
import { texts } from './texts.js';

const languages: readonly (readonly [SampleId, string])[] = [
  ['javascript', 'JavaScript'],
  ['python', 'Python'],
  ['cli', 'AWS CLI'],
];

/** How an app gets credentials from the pool. */
export function Sample({ poolId }: { readonly poolId: string }) {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const { region, place } = useSession();
  const of = { pool: poolId, region, endpoint: endpointUrl(place.endpoint, location.origin) };
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('sample.hint')}
          actions={
            <Button variant="primary" onClick={() => void navigate(poolHref(poolId).slice(1))}>
              {t('sample.dashboard')}
            </Button>
          }
        >
          {t('sample.title')}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Box>
          {t('id')}: <strong>{poolId}</strong>
        </Box>
        <Tabs
          tabs={languages.map(([id, label]) => ({
            id,
            label,
            content: <Document label={label} text={sampleOf(id, of)} />,
          }))}
        />
      </SpaceBetween>
    </Container>
  );
}
