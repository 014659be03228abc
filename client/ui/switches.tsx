import { ActionIcon, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, currentLanguage } from '../i18n/index.ts';
import classes from './switches.module.css';

/** `onDark`: drawn on the brand's dark ground. */
type SwitchProps = { readonly onDark: boolean };

/** Changes the language at once; shows the one it would change to, in that language. */
export function LanguageSwitch({ onDark }: SwitchProps) {
  useTranslation();
  const other = currentLanguage() === 'vi' ? 'en' : 'vi';
  const name = other === 'en' ? 'English' : 'Tiếng Việt';
  return (
    <Tooltip label={name}>
      <ActionIcon
        variant="transparent"
        c={onDark ? 'white' : 'var(--mantine-color-text)'}
        size={40}
        fw={600}
        fz="sm"
        aria-label={`${name} (${other.toUpperCase()})`}
        lang={other}
        onClick={() => void chooseLanguage(other)}
      >
        <span className={classes.code} data-code={other.toUpperCase()} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}

/** Light or dark; follows the device until it is used. */
export function AppearanceSwitch({ onDark }: SwitchProps) {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const shown = useComputedColorScheme('light');
  const other = shown === 'light' ? 'dark' : 'light';
  const label = `${t('common.appearance')}: ${t(`common.${other}`)}`;
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="transparent"
        c={onDark ? 'white' : 'var(--mantine-color-text)'}
        size={40}
        aria-label={label}
        onClick={() => setColorScheme(other)}
      >
        {other === 'dark' ? <IconMoon size={20} /> : <IconSun size={20} />}
      </ActionIcon>
    </Tooltip>
  );
}
