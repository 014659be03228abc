import { useEffect } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { startSession, useIdentity } from '../../session/index.ts';
import { Loading } from '../../ui/loading.tsx';

/** Lets only signed-in people through; the others sign in first and come back to where they were going. */
export function SignedInOnly() {
  const identity = useIdentity();
  const location = useLocation();
  useEffect(startSession, []);
  if (identity.kind === 'unknown') return <Loading />;
  if (identity.kind === 'signedOut')
    return <Navigate to="/sign-in" replace state={{ from: location.pathname + location.search }} />;
  return <Outlet />;
}
