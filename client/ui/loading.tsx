import { Center, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A whole screen that is on its way. */
export function Loading() {
  const { t } = useTranslation();
  return (
    <Center mih="60dvh" role="status" aria-label={t('common.loading')}>
      <Loader />
    </Center>
  );
}
