type Thing = Readonly<Record<string, unknown>>;

/** What Slack would refuse in a modal. Source: docs.slack.dev/reference/views, blocks/input-block and block-elements. */
export function checkView(view: Thing): readonly string[] {
  const problems: string[] = [];
  const need = (right: boolean, what: string): void => {
    if (!right) problems.push(`[ERROR] ${what}`);
  };
  const plain = (value: unknown, longest: number, where: string): void => {
    const { type, text } = (value ?? {}) as Thing;
    need(type === 'plain_text' && typeof text === 'string' && text.length > 0 && text.length <= longest, where);
  };
  need(view.type === 'modal', 'type must be modal');
  for (const name of ['title', 'submit', 'close']) plain(view[name], 24, `${name}: plain text of 1 to 24 characters`);
  need(String(view.private_metadata ?? '').length <= 3000, 'private_metadata: at most 3000 characters');
  need(String(view.callback_id ?? '').length <= 255, 'callback_id: at most 255 characters');
  const blocks = Array.isArray(view.blocks) ? (view.blocks as Thing[]) : [];
  need(blocks.length > 0 && blocks.length <= 100, 'blocks: 1 to 100');
  need(new Set(blocks.map(({ block_id }) => block_id)).size === blocks.length, 'blocks: every block_id once');
  for (const block of blocks) {
    need(block.type === 'input', `blocks: input, not ${block.type}`);
    plain(block.label, 2000, 'label: plain text of 1 to 2000 characters');
    if (block.hint !== undefined) plain(block.hint, 2000, 'hint: plain text of 1 to 2000 characters');
    const element = (block.element ?? {}) as Thing;
    if (element.type === 'static_select') {
      const options = Array.isArray(element.options) ? (element.options as Thing[]) : [];
      need(options.length > 0 && options.length <= 100, 'options: 1 to 100');
      for (const option of options) {
        plain(option.text, 75, 'option text: 1 to 75 characters');
        need(String(option.value).length <= 75, 'option value: at most 75 characters');
      }
      const chosen = element.initial_option;
      need(
        chosen === undefined || options.some((option) => JSON.stringify(option) === JSON.stringify(chosen)),
        'initial_option: one of the options',
      );
    } else if (element.type === 'plain_text_input') {
      need(Number(element.max_length ?? 1) >= 1 && Number(element.max_length ?? 1) <= 3000, 'max_length: 1 to 3000');
    } else {
      need(element.type === 'number_input', `element: ${element.type} is not known here`);
      need(typeof element.is_decimal_allowed === 'boolean', 'is_decimal_allowed is compulsory');
    }
  }
  return problems;
}
