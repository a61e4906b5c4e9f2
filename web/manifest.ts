import type { ManifestOptions } from 'vite-plugin-pwa';

/** Members of the web app manifest that the plugin's types do not have yet. */
interface NewerMembers {
  /** An open tab gets the focus and keeps its half-typed form, where a navigation would throw it away. */
  launch_handler: { client_mode: ('focus-existing' | 'auto')[] };
}

const icon = (name: string, size: number, purpose: 'any' | 'maskable') => ({
  src: `/icons/${name}-${size}.png`,
  sizes: `${size}x${size}`,
  type: 'image/png',
  purpose,
});

export const manifest: Partial<ManifestOptions> & NewerMembers = {
  id: '/',
  name: 'Tallybook',
  short_name: 'Tallybook',
  description: 'Log what you spend in seconds, with or without a network.',
  lang: 'en',
  dir: 'ltr',
  start_url: '/?source=pwa',
  scope: '/',
  display: 'standalone',
  background_color: '#fbf7f1',
  theme_color: '#fbf7f1',
  categories: ['finance', 'productivity'],
  launch_handler: { client_mode: ['focus-existing', 'auto'] },
  // A launcher cuts its own shape out of a maskable icon, and would cut into a rounded one.
  icons: [
    icon('tallybook', 192, 'any'),
    icon('tallybook', 512, 'any'),
    icon('tallybook-maskable', 192, 'maskable'),
    icon('tallybook-maskable', 512, 'maskable'),
    { src: '/icons/tallybook-monochrome.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'monochrome' },
  ],
  share_target: {
    action: '/expenses/new',
    method: 'GET',
    enctype: 'application/x-www-form-urlencoded',
    params: { title: 'share_title', text: 'share_text', url: 'share_url' },
  },
  shortcuts: [
    {
      name: 'Add expense',
      short_name: 'Add',
      description: 'Log an expense in a few seconds',
      url: '/expenses/new?source=shortcut',
      icons: [{ src: '/icons/shortcut-add-96.png', sizes: '96x96', type: 'image/png' }],
    },
  ],
};
