/** Texts of the banners above a screen. */
export const bannerMessagesEn = {
  update: {
    available: 'A new version is ready.',
    accept: 'Update now',
    later: 'Later',
  },

  origin: {
    insecure: (origin: string) =>
      `${origin} is not a secure address. Logging works and is saved here, but starting without a network, installing and protected storage need https.`,
    wrong: (here: string, right: string) =>
      `You opened ${here}, but this server is set up for ${right}. What you log here stays at this address and is not seen there.`,
    open: (right: string) => `Open ${right}`,
  },

  lost: {
    title: 'This device lost changes that had not been synced',
    text: 'The browser no longer has what it had stored here. All that was synced comes back from the server. Missing is:',
    of: (name: string, count: string, isOne: boolean, when: string) =>
      `${name}: ${isOne ? '1 change' : `${count} changes`}, the last of ${when}`,
    dismiss: 'I have read this',
  },

  clock: {
    wrong: (howFar: string, isAhead: boolean) =>
      `The clock of this device is ${isAhead ? 'ahead' : 'behind'} by ${howFar}. Nothing is lost, but new entries may get the wrong day. Set the clock, then reload.`,
  },
};

export type BannerMessages = typeof bannerMessagesEn;
