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
import { createRoot } from 'react-dom/client';
import { MemoryRouter, Route, Routes } from 'react-router';
import { MeetingScreen } from '../../client/features/meeting/meeting-screen.tsx';
import { SiteScreen } from '../../client/features/site/site-screen.tsx';
import { cssVariablesResolver, theme } from '../../client/ui/theme.ts';
import { Part } from './part.tsx';
import { scenes } from './scenes.ts';

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

const root = document.getElementById('root');
if (!root) throw new Error('no #root');
createRoot(root).render(
  <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} forceColorScheme={scheme}>
    <Notifications position="top-center" limit={3} />
    <MemoryRouter initialEntries={[scene?.screen === 'site' ? '/site' : '/meeting/giao-ban']}>
      {scene === undefined ? (
        <Index />
      ) : scene.part !== undefined ? (
        <Part part={scene.part} />
      ) : (
        <Routes>
          <Route path="/meeting/:id" element={<MeetingScreen />} />
          <Route path="/site" element={<SiteScreen />} />
          <Route path="*" element={<p>left</p>} />
        </Routes>
      )}
    </MemoryRouter>
  </MantineProvider>,
);
