import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { openPhoneNetwork, type PhoneNetwork } from './class-network.ts';
import { signUp, type Account } from './api-client.ts';
import { openScreen } from './app-screens.ts';
import type { SeededMember } from './class-seeding.ts';
import { test, testWithOwnServer, type PageProblems } from './fixtures.ts';

let signUps = 0;

/** A name that nobody else has on this server, in this run or one before. */
function newUsername(displayName: string): string {
  return `${displayName.toLowerCase().replace(/[^a-z]/g, '')}-${process.pid}-${++signUps}`;
}

/** One person's device: a browser of its own with a network of its own. */
export class Phone {
  readonly displayName: string;
  readonly username: string;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly #network: PhoneNetwork;

  constructor(displayName: string, context: BrowserContext, page: Page, network: PhoneNetwork) {
    this.displayName = displayName;
    this.username = newUsername(displayName);
    this.context = context;
    this.page = page;
    this.#network = network;
  }

  /** Out of range of any network: requests fail and open sockets are dead. */
  async goOffline(): Promise<void> {
    this.#network.cut();
    await this.context.setOffline(true);
  }

  async goOnline(): Promise<void> {
    this.#network.mend();
    await this.context.setOffline(false);
  }

  async close(): Promise<void> {
    await this.context.close();
    this.#network.close();
  }
}

/** What a browser holds after signing in: the session, and that the app works with this account's profile. */
export function signedInState(
  origin: string,
  displayName: string,
  { id, username, cookie }: Account,
): Exclude<BrowserContextOptions['storageState'], string | undefined> {
  const [name = '', value = ''] = cookie.split('=', 2);
  const known = { currentId: id, accounts: [{ id, username, displayName }] };
  return {
    cookies: [
      {
        name,
        value,
        domain: 'localhost',
        path: '/',
        expires: -1,
        httpOnly: true,
        secure: false,
        sameSite: 'Lax',
      },
    ],
    origins: [{ origin, localStorage: [{ name: 'tallybook:profiles', value: JSON.stringify(known) }] }],
  };
}

export interface Phones {
  /** A phone that has never seen the app. */
  open(displayName: string): Promise<Phone>;
  /** As after signing up on this phone, on the list of classes. */
  signedUp(displayName: string): Promise<Phone>;
  /** As after signing in to an account that is there, on the list of classes. */
  signedIn(member: Pick<SeededMember, 'account' | 'displayName'>): Promise<Phone>;
}

async function openPhone(
  browser: Browser,
  problems: PageProblems,
  displayName: string,
  options: BrowserContextOptions,
): Promise<Phone> {
  const network = await openPhoneNetwork();
  const context = await browser.newContext({
    ...options,
    // Without it the browser would go to its own machine directly.
    proxy: { server: network.proxy, bypass: '<-loopback>' },
  });
  await problems.watch(context);
  return new Phone(displayName, context, await context.newPage(), network);
}

async function usePhones(
  { browser, baseURL, problems }: { browser: Browser; baseURL: string | undefined; problems: PageProblems },
  use: (phones: Phones) => Promise<void>,
): Promise<void> {
  const opened: Phone[] = [];
  // Browsers write every request that fails to the console; what the app makes of it is what is tested here.
  problems.expect(
    /Failed to load resource|WebSocket connection to|An unknown error occurred when fetching the script/,
  );
  const open = async (displayName: string, account?: Account): Promise<Phone> => {
    const phone = await openPhone(browser, problems, displayName, {
      ...(baseURL === undefined ? {} : { baseURL }),
      ...(account === undefined ? {} : { storageState: signedInState(baseURL ?? '', displayName, account) }),
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      viewport: { width: 390, height: 844 },
    });
    opened.push(phone);
    return phone;
  };
  const signedIn: Phones['signedIn'] = async ({ account, displayName }) => {
    const phone = await open(displayName, account);
    await openScreen(phone.page, '/classes');
    return phone;
  };
  await use({
    open: (displayName) => open(displayName),
    signedUp: async (displayName) => {
      const account = await signUp(baseURL ?? '', newUsername(displayName), { displayName });
      return signedIn({ account, displayName });
    },
    signedIn,
  });
  for (const phone of opened) await phone.close();
}

/** Tests with several people, each with a phone, on one server that they share with other tests. */
export const classTest = test.extend<{ phones: Phones }>({ phones: usePhones });

/** As `classTest`, on a server that may be killed. */
export const classTestWithOwnServer = testWithOwnServer.extend<{ phones: Phones }>({ phones: usePhones });
