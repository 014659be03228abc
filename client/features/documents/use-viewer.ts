import { type RefObject, useRef, useState } from 'react';
import type { Place, ViewerControl } from './document-body.tsx';
import { type ViewerDeed, type Zoom, zoomBy } from './zoom.ts';

export type Viewer = {
  readonly zoom: Zoom;
  /** Null: what is shown has no pages, or is not there yet. */
  readonly place: Place | null;
  readonly control: RefObject<ViewerControl | null>;
  readonly onPlace: (place: Place) => void;
  readonly show: (page: number) => void;
  readonly run: (deed: ViewerDeed) => void;
};

/** How a document stands in its window: zoom and page. */
export function useViewer(): Viewer {
  const [zoom, setZoom] = useState<Zoom>(1);
  const [place, setPlace] = useState<Place | null>(null);
  const control = useRef<ViewerControl | null>(null);
  const show = (page: number) => control.current?.show(page);
  const run = (deed: ViewerDeed) => {
    const page = control.current?.page() ?? 1;
    switch (deed) {
      case 'next':
        return show(page + 1);
      case 'previous':
        return show(page - 1);
      case 'first':
        return show(1);
      case 'last':
        return show(place?.pages ?? 1);
      case 'zoomIn':
        return setZoom((before) => zoomBy(before, 1));
      case 'zoomOut':
        return setZoom((before) => zoomBy(before, -1));
      case 'fit':
        return setZoom(1);
    }
  };
  return { zoom, place, control, onPlace: setPlace, show, run };
}
