import { useNow } from '../../session/index.ts';
import { useTimeOfDay } from '../meeting/time-of-day.ts';
import classes from './site.module.css';

/** The hub's time, hours and minutes. */
export function Clock() {
  const timeOfDay = useTimeOfDay();
  return <time className={classes.clock}>{timeOfDay(useNow())}</time>;
}
