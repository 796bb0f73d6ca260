/** A role that a person holds, as the platform itself says it. */
export interface Role {
  readonly id: string;
  /** Says little: anybody may give a role of their own server any name. null where it is not known. */
  readonly name: string | null;
}
