import {
  IconFileSpreadsheet,
  IconFileText,
  IconFileTypePdf,
  IconFileTypography,
  IconPhoto,
  IconPresentation,
} from '@tabler/icons-react';
import type { DocumentMediaType } from '../../../core/document.ts';

const iconByType = {
  'application/pdf': IconFileTypePdf,
  'application/msword': IconFileTypography,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': IconFileTypography,
  'application/vnd.ms-excel': IconFileSpreadsheet,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': IconFileSpreadsheet,
  'application/vnd.ms-powerpoint': IconPresentation,
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': IconPresentation,
  'image/png': IconPhoto,
  'image/jpeg': IconPhoto,
  'text/plain': IconFileText,
} as const satisfies Record<DocumentMediaType, unknown>;

/** The picture of a kind of file; the words beside it say the same. */
export function DocumentKindIcon({ type, size = 26 }: { type: DocumentMediaType; size?: number }) {
  const Icon = iconByType[type];
  return <Icon size={size} stroke={1.5} aria-hidden="true" />;
}
