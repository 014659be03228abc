import type { Same } from '../same.ts';
import type { signIn as source } from '../vi/sign-in.ts';

export const signIn: Same<typeof source> = {
  title: 'Sign in',
  intro: 'Use the account that your unit gave you.',
  username: 'User name',
  password: 'Password',
  submit: 'Sign in',
  usernameMissing: 'Enter your user name.',
  passwordMissing: 'Enter your password.',
  wrong: 'The user name or the password is wrong.',
  wrongHint: 'Check the keyboard layout and Caps Lock, then try again.',
  capsLock: 'Caps Lock is on.',
  showPassword: 'Show or hide the password',
  forgotten: 'Forgot the password? Ask your unit’s operator.',
  brandLine: 'Meetings from the centre to the communes, online',
  brandPoint1: 'The chair conducts; every site hears and sees the same',
  brandPoint2: 'Runs inside a closed network, without the Internet',
  brandPoint3: 'Recordings that can be verified, kept whole',
  demoTitle: 'Trial version',
  demoHint: 'Choose an account to enter at once. The password of all is {{password}}.',
  demoSites: 'Site screens',
  demoSitesHint: 'Opens the room screen of a unit, without signing in.',
  demoUseful:
    'To try several roles at once, open each account in a browser profile of its own: private windows share one account.',
};
