import { iconPaths } from './icon-paths.ts';

/** As `iconPaths`: what only categories show, so that no first screen waits for them. */
const categoryIconPaths: Readonly<Record<string, string>> = {
  __proto__: null as never,
  basket:
    'M4 10h16l-1.6 8.6a1.7 1.7 0 0 1-1.7 1.4H7.3a1.7 1.7 0 0 1-1.7-1.4zM8 10l3-6M16 10l-3-6M9.5 13.5v3M14.5 13.5v3',
  fork: 'M7 3v18M4.5 3v4.5a2.5 2.5 0 0 0 5 0V3M17 21v-7M17 14c-2 0-3-1.6-3-5s1.4-6 3-6z',
  cup: 'M4.5 8h12v6.5a4.5 4.5 0 0 1-4.5 4.5H9a4.5 4.5 0 0 1-4.5-4.5zM16.5 9.5H18a2.5 2.5 0 0 1 0 5h-1.5M8 5V3M12.5 5V3',
  house: 'M3.5 11 12 4l8.5 7M5.5 9.500V20h13V9.500M10 20v-6h4v6',
  bolt: 'M13 3 5 13.500h6L10.5 21 19 10.500h-6z',
  bus: 'M5 16.500V6.500A2.5 2.5 0 0 1 7.5 4h9A2.5 2.5 0 0 1 19 6.500v10zM5 11h14M7.5 16.500V19M16.5 16.500V19M8 13.800h.01M16 13.800h.01',
  heart:
    'M12 20s-7.5-4.6-7.5-10A4.3 4.3 0 0 1 12 7.2 4.3 4.3 0 0 1 19.5 10c0 5.4-7.5 10-7.5 10zM8.5 11.500H11l1-2 1.2 3.5.8-1.500h1.5',
  bag: 'M5.5 8h13l1 12h-15zM9 10.500V7a3 3 0 0 1 6 0v3.5',
  ticket: 'M4 7h16v3.200a1.9 1.9 0 0 0 0 3.600V17H4v-3.200a1.9 1.9 0 0 0 0-3.600zM14 7v2M14 11v2M14 15v2',
  plane: 'M21 4 3 11l6 2.500L11.5 20zM21 4 9 13.5',
  book: 'M12 6.500C10 5 7.5 4.5 4 4.500V18c3.5 0 6 .5 8 2 2-1.5 4.5-2 8-2V4.500c-3.5 0-6 .5-8 2zM12 6.500V20',
  child:
    'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 4c1.6 0 2.3 1.2 1.5 2.500M9 11h.01M15 11h.01M9 14.500c1.7 1.7 4.3 1.7 6 0',
  paw: 'M12 12.500c2.5 0 5 2.3 5 4.7 0 2-1.7 2.3-2.8 2.1-1.5-.3-2.9-.3-4.4 0-1.1.2-2.8-.1-2.8-2.1 0-2.4 2.5-4.7 5-4.700zM5.5 10.500v1M9.3 6v1.500M14.7 6v1.500M18.5 10.500v1',
  gift: 'M5 12v8h14v-8M3.5 8.500h17V12h-17zM12 8.500V20M12 8.500C9 8.5 7.5 7.3 7.5 5.800S10.5 3.5 12 8.500zM12 8.500c3 0 4.5-1.2 4.5-2.700S13.5 3.5 12 8.500z',
  receipt: 'M6 3.500h12V21l-2.4-1.600L13.2 21l-2.4-1.600L8.4 21 6 19.400zM9 8h6M9 11.500h6M9 15h3.5',
  dots: 'M5.5 12h.01M12 12h.01M18.5 12h.01',
  briefcase: 'M4 8h16v11.500H4zM9 8V5h6v3M4 13h16M12 12v2',
  tag: 'M4 4h7.500l8.5 8.5-7.5 7.500L4 11.500zM8 8h.01',
};

/** Category icons come from stored records: a name from a newer version is drawn as a tag. */
export function categoryIconPath(name: string): string {
  const ofControls = Object.hasOwn(iconPaths, name) ? iconPaths[name as keyof typeof iconPaths] : undefined;
  return categoryIconPaths[name] ?? ofControls ?? categoryIconPaths['tag'] ?? '';
}
