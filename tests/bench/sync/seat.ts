/** One client's place in a class. */
export interface Seat {
  readonly classId: string;
  /** The author of its records. */
  readonly memberId: string;
  /** The session, where the server knows sessions. */
  readonly cookie?: string;
}
