/** The updates about one event. Its updates say the rest: who reports it, how far it can be trusted. */
export interface Story {
  /** A number that people can type. */
  readonly id: number;
  readonly topic: string;
  /** The earliest publication among its updates. */
  readonly first: number;
  /** The latest publication among its updates. */
  readonly last: number;
  /** When this desk first saw it. */
  readonly arrived: number;
}
