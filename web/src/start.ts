import { browserDeviceProfiles, profileNameOf } from '$lib/platform/device-profiles.ts';
import { openPersonalLedger } from '$lib/ledger/open-ledger.ts';
import type { Locale } from '$lib/locale/context.ts';
import { detectLocale } from '$lib/locale/detect-locale.ts';
import { Formats } from '$lib/locale/formats.ts';
import { messagesEn } from '$lib/locale/messages-en.ts';

/**
 * The first half of the composition root; the root layout is the other. It is evaluated with the layout's code, before
 * the page's, so that the ledger has mostly been read by the time the router has found the page to show it on.
 */
export const profiles = browserDeviceProfiles();
export const open = openPersonalLedger(profileNameOf(profiles.current?.id ?? null));

const { language, numberLocale } = detectLocale(navigator.languages);
const formats = new Formats(language, numberLocale);

export const locale: Locale = { language, numberLocale, messages: messagesEn, formats };

// The page's own code is on its way now, and nothing else needs the processor.
setTimeout(() => formats.warmUp(open.today.day), 0);
