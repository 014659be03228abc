import { onSignedOut } from '../../session/index.ts';
import { forgetDrafts } from './draft-key.ts';

// Loaded with every page, since one signs out on any. A session that only ran out is gone on with.
onSignedOut((how) => {
  if (how !== 'signedOut') return;
  try {
    forgetDrafts(localStorage);
  } catch {
    // A device that keeps nothing has nothing to forget.
  }
});
