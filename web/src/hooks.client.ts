import type { HandleClientError } from '@sveltejs/kit';

/** The error page speaks to people; the console keeps what a developer needs, and a mistyped address is no error. */
export const handleError: HandleClientError = ({ error, status, message }) => {
  // eslint-disable-next-line no-console -- the one place where a crash of a page leaves a trace
  if (status !== 404) console.error(error);
  return { message };
};
