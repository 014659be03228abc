import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitId } from '../../../core/id.ts';
import type { UnitRecord } from '../../../core/unit-record.ts';
import type { UnitOrder } from '../../../protocol/units.ts';
import { Problems } from './problems.tsx';
import { RegisterSelect } from './register-select.tsx';
import type { UnitTree } from './unit-tree.ts';
import { useUnitOrder } from './use-unit-order.ts';

type EndingProps = {
  readonly tree: UnitTree;
  readonly unit: UnitRecord;
  readonly kind: 'merge' | 'close';
  readonly onClose: () => void;
};

function Question({ tree, unit, kind, onClose }: EndingProps) {
  const { t } = useTranslation();
  const [into, setInto] = useState<UnitId | null>(null);
  const [tried, setTried] = useState(false);
  const desk = useUnitOrder(onClose);
  const submit = () => {
    setTried(true);
    if (kind === 'merge' && into === null) return;
    const order: UnitOrder = {
      kind: 'wish',
      wish:
        kind === 'merge' && into !== null ? { kind, unit: unit.id, into } : { kind: 'close', unit: unit.id },
    };
    desk.submit(order);
  };
  return (
    <Stack gap="lg">
      <Text>{t(kind === 'merge' ? 'units.mergeText' : 'units.closeText')}</Text>
      {kind === 'merge' && (
        <RegisterSelect
          tree={tree}
          label={t('units.mergeInto')}
          value={into}
          except={unit.id}
          autoFocus
          onChange={(chosen) => {
            desk.reset();
            setInto(chosen);
          }}
          error={tried && into === null ? t('pairing.unitMissing') : null}
        />
      )}
      <Problems preview={desk.preview} refusal={desk.refusal} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose} data-autofocus={kind === 'close' || undefined}>
          {t('common.cancel')}
        </Button>
        <Button color="son" loading={desk.busy} onClick={submit}>
          {t('common.confirm')}
        </Button>
      </Group>
    </Stack>
  );
}

/** Sáp nhập and Ngừng sử dụng: the unit stays in the books, and what hangs on it is said before anything is done. */
export function EndingDialog({ opened, ...props }: EndingProps & { readonly opened: boolean }) {
  const { t } = useTranslation();
  const title = t(props.kind === 'merge' ? 'units.mergeTitle' : 'units.closeTitle', {
    name: props.unit.name,
  });
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      title={<bdi>{title}</bdi>}
      size={520}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Question {...props} />
    </Modal>
  );
}
