/** A role that a person holds, as the platform itself says it. */
export interface Role {
  readonly id: string;
  /** Says little: anybody may give a role of their own server any name. null where it is not known. */
  readonly name: string | null;
}

/** The key under which the desk file knows all who hold a role: `platform:role/id`. */
export const roleKey = (platform: string, { id }: Pick<Role, 'id'>): string => `${platform}:role/${id}`;

/** Whether such a key is a role's; else it is a person's. */
export const isRoleKey = (key: string): boolean => /^[a-z]+:role\//.test(key);

/** The ids of a platform's roles among keys of roles and people. */
export function roleIds(keys: readonly string[], platform: string): readonly string[] {
  const start = roleKey(platform, { id: '' });
  return keys.filter((key) => key.startsWith(start)).map((key) => key.slice(start.length));
}
