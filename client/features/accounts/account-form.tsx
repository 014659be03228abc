import {
  Alert,
  Button,
  Checkbox,
  Group,
  Modal,
  PasswordInput,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconAlertTriangle, IconPlus, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AccountItem, personRoles } from '../../../protocol/accounts.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { RegisterSelect } from '../units/register-select.tsx';
import type { UnitTree } from '../units/unit-tree.ts';
import { type AccountDraft, bodyOf, draftOf, faultsOf, type RoleLine, withRole } from './account-draft.ts';
import classes from './accounts.module.css';
import { useAccountDeed } from './use-account-deed.ts';

type RoleLinesProps = {
  readonly tree: UnitTree;
  readonly draft: AccountDraft;
  readonly tried: boolean;
  readonly onChange: (draft: AccountDraft) => void;
};

/** The roles that the person holds in daily life, each over a unit and everything below it. */
function RoleLines({ tree, draft, tried, onChange }: RoleLinesProps) {
  const { t } = useTranslation();
  const put = (line: RoleLine) =>
    onChange({ ...draft, roles: draft.roles.map((each) => (each.key === line.key ? line : each)) });
  return (
    <fieldset className={classes.roles}>
      <legend>{t('accounts.roles')}</legend>
      <Text size="sm" c="dimmed">
        {t('accounts.rolesHint')}
      </Text>
      {draft.roles.map((line, index) => (
        <div key={line.key} className={classes.role}>
          <Select
            label={t('accounts.roleNumber', { index: index + 1 })}
            data={personRoles.map((role) => ({ value: role, label: t(`meetings.role.${role}`) }))}
            value={line.role}
            allowDeselect={false}
            onChange={(role) => {
              const chosen = personRoles.find((each) => each === role);
              if (chosen) put({ ...line, role: chosen });
            }}
          />
          <RegisterSelect
            tree={tree}
            label={t('accounts.roleOver', { index: index + 1 })}
            value={line.unit}
            onChange={(unit) => put({ ...line, unit })}
            error={tried && line.unit === null ? t('pairing.unitMissing') : null}
          />
          <ActionButton
            label={t('accounts.removeRole', { index: index + 1 })}
            icon={<IconTrash size={18} />}
            reason={null}
            iconOnly
            size="md"
            onPress={() => onChange({ ...draft, roles: draft.roles.filter((each) => each.key !== line.key) })}
          />
        </div>
      ))}
      <Button
        variant="light"
        size="sm"
        leftSection={<IconPlus size={16} aria-hidden="true" />}
        onClick={() => onChange(withRole(draft))}
      >
        {t('accounts.addRole')}
      </Button>
    </fieldset>
  );
}

type AccountFormProps = {
  readonly tree: UnitTree;
  /** Null: a new one. */
  readonly account: AccountItem | null;
  readonly shortestPassword: number;
  readonly onClose: () => void;
};

function Fields({ tree, account, shortestPassword, onClose }: AccountFormProps) {
  const { t } = useTranslation();
  const editing = account !== null;
  const limits = { editing, shortestPassword };
  const [draft, setDraft] = useState(() => draftOf(account));
  const [attempts, setAttempts] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const deed = useAccountDeed(onClose);
  const faults = attempts > 0 ? faultsOf(draft, limits) : [];
  const change = (part: Partial<AccountDraft>) => setDraft((before) => ({ ...before, ...part }));

  useEffect(() => {
    if (attempts > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [attempts]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAttempts((before) => before + 1);
    const body = bodyOf(draft, limits);
    if (body === null) return;
    const { username: _username, password: _password, ...about } = body;
    void deed.run(editing ? { kind: 'edit', id: account.id, body: about } : { kind: 'create', body });
  };

  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="lg">
        <TextInput
          label={t('accounts.name')}
          maxLength={200}
          data-autofocus
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={faults.includes('name') ? t('accounts.nameMissing') : null}
        />
        <TextInput
          label={t('accounts.position')}
          maxLength={200}
          value={draft.position}
          onChange={(event) => change({ position: event.currentTarget.value })}
        />
        <RegisterSelect
          tree={tree}
          label={t('accounts.unit')}
          value={draft.unit}
          onChange={(unit) => change({ unit })}
          error={faults.includes('unit') ? t('pairing.unitMissing') : null}
        />
        {!editing && (
          <>
            <TextInput
              label={t('accounts.username')}
              description={t('accounts.usernameHint')}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={64}
              value={draft.username}
              onChange={(event) => change({ username: event.currentTarget.value })}
              error={faults.includes('username') ? t('accounts.fault.username-form') : null}
            />
            <PasswordInput
              label={t('accounts.firstPassword')}
              description={t('accounts.passwordHint', { count: shortestPassword })}
              autoComplete="new-password"
              value={draft.password}
              onChange={(event) => change({ password: event.currentTarget.value })}
              error={
                faults.includes('password') ? t('accounts.passwordShort', { count: shortestPassword }) : null
              }
            />
          </>
        )}
        <RoleLines tree={tree} draft={draft} tried={attempts > 0} onChange={setDraft} />
        <Checkbox
          label={t('accounts.administrator')}
          description={t('accounts.administratorHint')}
          checked={draft.administrator}
          onChange={(event) => change({ administrator: event.currentTarget.checked })}
        />
        {deed.problem !== null && (
          <Alert color="son" icon={<IconAlertTriangle />} role="alert">
            {deed.problem}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={deed.busy}>
            {t('common.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Tạo tài khoản, or Sửa: who, where, and with which standing roles. */
export function AccountForm(props: AccountFormProps) {
  const { t } = useTranslation();
  const narrow = useMediaQuery('(width < 720px)') ?? false;
  const { account } = props;
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={account === null ? t('accounts.create') : t('accounts.editNamed', { name: account.name })}
      size={640}
      fullScreen={narrow}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Fields {...props} />
    </Modal>
  );
}
