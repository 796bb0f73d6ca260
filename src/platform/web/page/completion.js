/**
 * Completes commands and their options while they are typed: a combobox as the ARIA practices describe it.
 * Arrow keys choose, Tab or Enter on a choice takes it, Escape closes; Enter without a choice sends the line.
 */
export function completeIn(input, box, commands) {
  let offers = [];
  let chosen = -1;
  let turn = 0;

  const close = () => {
    offers = [];
    chosen = -1;
    box.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const mark = (index) => {
    chosen = index;
    [...box.children].forEach((row, at) => {
      row.setAttribute('aria-selected', String(at === index));
      if (at !== index) return;
      row.scrollIntoView({ block: 'nearest' });
      input.setAttribute('aria-activedescendant', row.id);
    });
  };
  const take = (offer) => {
    if (offer === undefined) return;
    input.value = offer.line;
    input.focus();
    close();
    if (!offer.whole) show();
  };
  const show = async () => {
    turn += 1;
    const mine = turn;
    const found = await offersFor(input.value, commands);
    // A slower answer to an earlier keystroke comes too late.
    if (mine !== turn) return;
    close();
    if (found.length === 0 || document.activeElement !== input) return;
    offers = found;
    box.replaceChildren(...offers.map((offer, at) => row(offer, at, () => take(offer))));
    box.hidden = false;
    input.setAttribute('aria-expanded', 'true');
  };

  input.addEventListener('input', show);
  input.addEventListener('blur', () => {
    turn += 1;
    close();
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (offers.length === 0) show();
      else mark((chosen + step + offers.length) % offers.length);
    } else if (event.key === 'Tab' && offers.length > 0 && !event.shiftKey) {
      event.preventDefault();
      take(offers[Math.max(0, chosen)]);
    } else if (event.key === 'Enter' && chosen >= 0) {
      event.preventDefault();
      take(offers[chosen]);
    } else if (event.key === 'Escape' && offers.length > 0) {
      event.preventDefault();
      close();
    }
  });
  return { close };
}

function row(offer, at, take) {
  const item = document.createElement('li');
  item.id = `completion-${at}`;
  item.setAttribute('role', 'option');
  item.setAttribute('aria-selected', 'false');
  const label = document.createElement('b');
  label.textContent = offer.label;
  const about = document.createElement('span');
  about.textContent = offer.about;
  item.append(label, ' ', about);
  // The press must not take the focus from the input, or the list would close before the click.
  item.addEventListener('pointerdown', (event) => event.preventDefault());
  item.addEventListener('click', take);
  return item;
}

async function offersFor(line, commands) {
  const name = /^\s*\/?(\S*)$/.exec(line);
  if (name !== null) {
    if (line.trim() === '') return [];
    return commands
      .filter((command) => command.name.startsWith(name[1].toLowerCase()))
      .map((command) => ({
        label: `/${command.name}`,
        about: command.summary,
        line: `/${command.name}${command.options.length > 0 ? ' ' : ''}`,
        whole: command.options.length === 0,
      }));
  }
  const [, before, command, rest] = /^(\s*\/?(\S+)\s)(.*)$/s.exec(line) ?? [];
  const { options = [] } = commands.find((each) => each.name === command?.toLowerCase()) ?? {};
  const [, said, word] = /^(.*?)((?:[^\s"]|"[^"]*"?)*)$/s.exec(rest ?? '') ?? ['', '', ''];
  const [, optionName, typed] = /^([a-z][a-z-]*):"?([^"]*)"?$/s.exec(word) ?? [];
  const option = options.find((each) => each.name === optionName);
  if (option !== undefined) {
    return (await valuesOf(command, option, typed)).map(({ label, value }) => ({
      label,
      about: '',
      line: `${before}${said}${option.name}:${/\s/.test(value) ? `"${value}"` : value} `,
      whole: true,
    }));
  }
  return options
    .filter((each) => each.name.startsWith(word) && !new RegExp(`(^|\\s)${each.name}:`).test(said))
    .map((each) => ({
      label: `${each.name}:`,
      about: each.description + (each.required ? ' (needed)' : ''),
      line: `${before}${said}${each.name}:`,
      whole: !each.suggests && each.choices.length === 0 && each.type !== 'boolean',
    }));
}

async function valuesOf(command, option, typed) {
  if (option.suggests) {
    const answer = await fetch(`/api/suggest?${new URLSearchParams({ command, option: option.name, typed })}`);
    return answer.ok ? (await answer.json()).slice(0, 25) : [];
  }
  const fixed = option.type === 'boolean' ? ['true', 'false'] : option.choices;
  return fixed
    .filter((value) => value.toLowerCase().startsWith(typed.toLowerCase()))
    .map((value) => ({ label: value, value }));
}
