import { Classes } from '$lib/class-book/classes.svelte.ts';
import { browserDeviceProfiles, profileNameOf } from '$lib/platform/device-profiles.ts';
import { openPersonalLedger } from '$lib/ledger/open-ledger.ts';
import type { Locale } from '$lib/locale/context.ts';
import { detectLocale } from '$lib/locale/detect-locale.ts';
import { Formats } from '$lib/locale/formats.ts';
import { messagesEn } from '$lib/locale/messages-en.ts';
import { whenIdle } from '$lib/platform/idle.ts';
import { isRevisit } from '$lib/platform/revisit.ts';
import { browserNetwork } from '$lib/platform/sync-network.ts';
import { Account } from '$lib/profile/account.svelte.ts';

/**
 * The first half of the composition root; the root layout is the other. It is evaluated with the layout's code, before
 * the page's, so that the ledger has mostly been read by the time the router has found the page to show it on.
 */
const profiles = browserDeviceProfiles();
export const open = openPersonalLedger(profileNameOf(profiles.current?.id ?? null));

const { language, numberLocale } = detectLocale(navigator.languages);
const formats = new Formats(language, numberLocale);

export const locale: Locale = { language, numberLocale, messages: messagesEn, formats };

// While the database is read nothing else needs the processor.
whenIdle(() => formats.warmUp(open.today.day));

/** Read beside the ledger, so that Overview waits for one reading and not for two. */
export const account = new Account({ profiles });
export const classes = new Classes({ account, database: open.database, network: browserNetwork });
classes.start(whenIdle);

// What Overview draws comes while the database is read; whoever draws it asks again, and tells if it cannot be had.
if (isRevisit() && location.pathname === '/')
  import('$lib/overview/FilledOverview.svelte').catch(() => undefined);
