import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { addressOf, type CatalogueFilter, filterIn, noFilter } from './catalogue-filter.ts';

/** How long typing pauses before the list follows, in ms. */
const typingMs = 300;

export type FilterDesk = {
  readonly filter: CatalogueFilter;
  /** What stands in the field: ahead of the filter while somebody types. */
  readonly typed: string;
  readonly type: (text: string) => void;
  readonly change: (change: Partial<CatalogueFilter>) => void;
  readonly clear: () => void;
};

/**
 * What is looked for, kept in the address: it can be passed on, and *back* returns to it. Words replace one another
 * there; each choice is a step of its own.
 */
export function useFilter(): FilterDesk {
  const [address, setAddress] = useSearchParams();
  const filter = filterIn(address);
  const [typed, setTyped] = useState(filter.text);
  /** The words that the field last put into the address, and those last seen there. */
  const [written, setWritten] = useState(filter.text);
  const [seen, setSeen] = useState(filter.text);
  if (seen !== filter.text) {
    setSeen(filter.text);
    // Not the field's doing: the browser's back button, or a link.
    if (written !== filter.text) {
      setWritten(filter.text);
      setTyped(filter.text);
    }
  }
  const write = useDebouncedCallback((text: string) => {
    setWritten(text);
    setAddress((now) => addressOf({ ...filterIn(now), text }), { replace: true });
  }, typingMs);
  const put = (changed: CatalogueFilter) => {
    write.cancel();
    setWritten(changed.text);
    setTyped(changed.text);
    setAddress(addressOf(changed));
  };
  return {
    filter,
    typed,
    type: (text) => {
      setTyped(text);
      write(text);
    },
    change: (change) => put({ ...filter, text: typed, ...change }),
    clear: () => put(noFilter),
  };
}
