/** A value as both engines can keep it: PostgreSQL refuses a text with a NUL in it, which a hostile feed may hold. */
export function storable(value: unknown): unknown {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '') : value;
}
