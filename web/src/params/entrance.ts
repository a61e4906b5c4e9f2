/** The pages on the way into an account: one route, since five small files weigh mostly their headers. */
const entrances = ['sign-up', 'sign-in', 'recover', 'recovery-code', 'adopt'];

export const match = (param: string): boolean => entrances.includes(param);
