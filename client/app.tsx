import { lazy, Suspense } from 'react';
import { createBrowserRouter, Outlet, RouterProvider } from 'react-router';
import './features/minutes/forget-drafts.ts';
import { ArchiveScreen } from './features/archive/archive-screen.tsx';
import { HandOverScreen } from './features/archive/hand-over-screen.tsx';
import { RecordingScreen } from './features/archive/recording-screen.tsx';
import { DevicesScreen } from './features/devices/devices-screen.tsx';
import { LogScreen } from './features/log/log-screen.tsx';
import { MeetingsScreen } from './features/meetings/meetings-screen.tsx';
import { ReportsScreen } from './features/reports/reports-screen.tsx';
import { SharedScreen } from './features/shared/shared-screen.tsx';
import { Shell } from './features/shell/shell.tsx';
import { SignInScreen } from './features/sign-in/sign-in-screen.tsx';
import { SignedInOnly } from './features/sign-in/signed-in-only.tsx';
import { Crashed, PageMissing } from './ui/fault-screen.tsx';
import { Loading } from './ui/loading.tsx';

// The largest screens load when they are first opened.
const MeetingScreen = lazy(() =>
  import('./features/meeting/meeting-screen.tsx').then((module) => ({ default: module.MeetingScreen })),
);
const AccountsScreen = lazy(() =>
  import('./features/accounts/accounts-screen.tsx').then((module) => ({ default: module.AccountsScreen })),
);
const UnitsScreen = lazy(() =>
  import('./features/units/units-screen.tsx').then((module) => ({ default: module.UnitsScreen })),
);
const MinutesScreen = lazy(() =>
  import('./features/minutes/minutes-screen.tsx').then((module) => ({ default: module.MinutesScreen })),
);
const SiteScreen = lazy(() =>
  import('./features/site/site-screen.tsx').then((module) => ({ default: module.SiteScreen })),
);

const router = createBrowserRouter([
  {
    element: (
      <Suspense fallback={<Loading />}>
        <Outlet />
      </Suspense>
    ),
    errorElement: <Crashed />,
    children: [
      { path: '/site', element: <SiteScreen /> },
      { path: '/sign-in', element: <SignInScreen /> },
      { path: '/shared/:secret', element: <SharedScreen /> },
      {
        element: <SignedInOnly />,
        children: [
          // The meeting has the whole screen; it draws its own bar.
          { path: '/meeting/:id', element: <MeetingScreen /> },
          // A paper for print, with nothing around it.
          { path: '/archive/:id/hand-over', element: <HandOverScreen /> },
          { path: '/meeting/:id/minutes', element: <MinutesScreen /> },
          {
            element: <Shell />,
            children: [
              { path: '/', element: <MeetingsScreen /> },
              { path: '/meeting/:id/log', element: <LogScreen /> },
              { path: '/meeting/:id/reports/speech', element: <ReportsScreen kind="speech" /> },
              { path: '/meeting/:id/reports/attendance', element: <ReportsScreen kind="attendance" /> },
              { path: '/archive', element: <ArchiveScreen /> },
              { path: '/archive/:id', element: <RecordingScreen /> },
              { path: '/devices', element: <DevicesScreen /> },
              { path: '/units', element: <UnitsScreen /> },
              { path: '/accounts', element: <AccountsScreen /> },
            ],
          },
        ],
      },
      { path: '*', element: <PageMissing /> },
    ],
  },
]);

/** Every route of the client. */
export function App() {
  return <RouterProvider router={router} />;
}
