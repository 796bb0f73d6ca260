/** Writes each value once, however many rows share it: for one call, whose values it keeps. */
export function textOnce<Value extends object>(write: (value: Value) => string): (value: Value) => string {
  const texts = new Map<Value, string>();
  return (value) => {
    const text = texts.get(value) ?? write(value);
    texts.set(value, text);
    return text;
  };
}
