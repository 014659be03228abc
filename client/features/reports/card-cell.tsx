import { Text } from '@mantine/core';
import type { Card } from '../../../core/meeting.ts';
import classes from './reports.module.css';

/** Name, and below it position and unit, as on a name plate. */
export function CardCell({ card }: { readonly card: Card }) {
  const below = [card.position, card.name === card.unitName ? '' : card.unitName].filter(
    (each) => each !== '',
  );
  return (
    <td className={classes.name}>
      {card.name}
      {below.length > 0 && (
        <Text size="sm" c="dimmed" fw={400}>
          {below.join(' · ')}
        </Text>
      )}
    </td>
  );
}

/** What a card is found by. */
export function cardText({ name, position, unitName }: Card): string {
  return `${name} ${position} ${unitName}`;
}
