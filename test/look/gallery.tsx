import '@fontsource/be-vietnam-pro/400.css';
import '@fontsource/be-vietnam-pro/500.css';
import '@fontsource/be-vietnam-pro/600.css';
import '@fontsource/be-vietnam-pro/700.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '../../client/ui/page.css';
import '../../client/i18n/index.ts';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { MemoryRouter, Route, Routes } from 'react-router';
import { AccountsScreen } from '../../client/features/accounts/accounts-screen.tsx';
import { ArchiveScreen } from '../../client/features/archive/archive-screen.tsx';
import { HandOverScreen } from '../../client/features/archive/hand-over-screen.tsx';
import { RecordingScreen } from '../../client/features/archive/recording-screen.tsx';
import { DevicesScreen } from '../../client/features/devices/devices-screen.tsx';
import { LogScreen } from '../../client/features/log/log-screen.tsx';
import { MeetingScreen } from '../../client/features/meeting/meeting-screen.tsx';
import { MeetingsScreen } from '../../client/features/meetings/meetings-screen.tsx';
import { MinutesScreen } from '../../client/features/minutes/minutes-screen.tsx';
import { ReportsScreen } from '../../client/features/reports/reports-screen.tsx';
import { SharedScreen } from '../../client/features/shared/shared-screen.tsx';
import { Shell } from '../../client/features/shell/shell.tsx';
import { SignInScreen } from '../../client/features/sign-in/sign-in-screen.tsx';
import { SiteScreen } from '../../client/features/site/site-screen.tsx';
import { UnitsScreen } from '../../client/features/units/units-screen.tsx';
import { queries } from '../../client/queries.ts';
import { cssVariablesResolver, theme } from '../../client/ui/theme.ts';
import { Part } from './part.tsx';
import { type Scene, scenes } from './scenes.ts';

/** One scene, named by `?scene=`, in the scheme named by `?scheme=`. Without a name, links to all of them. */
const query = new URLSearchParams(location.search);
const name = query.get('scene');
const scene = name === null ? undefined : scenes[name];
const scheme = query.get('scheme') === 'dark' ? 'dark' : 'light';

function Index() {
  return (
    <ul>
      {Object.keys(scenes).map((each) => (
        <li key={each}>
          <a href={`?scene=${each}&running`}>{each}</a>{' '}
          <a href={`?scene=${each}&scheme=dark&running`}>dark</a>
        </li>
      ))}
    </ul>
  );
}

function pathOf(shown: Scene | undefined): string {
  if (shown?.screen === 'office') return shown.path ?? '/';
  return shown?.screen === 'site' ? '/site' : '/meeting/giao-ban';
}

const root = document.getElementById('root');
if (!root) throw new Error('no #root');
createRoot(root).render(
  <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} forceColorScheme={scheme}>
    <QueryClientProvider client={queries}>
      <Notifications position="top-center" limit={3} />
      <MemoryRouter initialEntries={[pathOf(scene)]}>
        {scene === undefined ? (
          <Index />
        ) : scene.part !== undefined ? (
          <Part part={scene.part} />
        ) : (
          <Routes>
            <Route path="/meeting/:id" element={<MeetingScreen />} />
            <Route path="/site" element={<SiteScreen />} />
            <Route path="/sign-in" element={<SignInScreen />} />
            <Route path="/shared/:secret" element={<SharedScreen />} />
            <Route path="/archive/:id/hand-over" element={<HandOverScreen />} />
            <Route path="/meeting/:id/minutes" element={<MinutesScreen />} />
            <Route element={<Shell />}>
              <Route path="/" element={<MeetingsScreen />} />
              <Route path="/meeting/:id/log" element={<LogScreen />} />
              <Route path="/meeting/:id/reports/speech" element={<ReportsScreen kind="speech" />} />
              <Route path="/meeting/:id/reports/attendance" element={<ReportsScreen kind="attendance" />} />
              <Route path="/archive" element={<ArchiveScreen />} />
              <Route path="/archive/:id" element={<RecordingScreen />} />
              <Route path="/devices" element={<DevicesScreen />} />
              <Route path="/units" element={<UnitsScreen />} />
              <Route path="/accounts" element={<AccountsScreen />} />
            </Route>
            <Route path="*" element={<p>left</p>} />
          </Routes>
        )}
      </MemoryRouter>
    </QueryClientProvider>
  </MantineProvider>,
);
