import { Skeleton, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Where a list will be. */
export function ListSkeleton() {
  const { t } = useTranslation();
  return (
    <Stack role="status" aria-label={t('common.loading')}>
      <Skeleton height={116} radius="lg" />
      <Skeleton height={116} radius="lg" />
    </Stack>
  );
}
