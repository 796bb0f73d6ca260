import { choicesOf, heldIn, hiddenIn } from '../../command/field.ts';
import type { Form } from '../../command/front-desk.ts';
import type { Option } from '../../command/option.ts';
import { html, type Markup, type Piece } from './markup.ts';

/** Draws a form; the page's script sends its fields under `data-form`, with what was typed for other options. */
export function drawForm(form: Form): Markup {
  return html`<form class="entry ask-form" data-form="${form.command}">
    <h3>${form.title}</h3>
    ${Object.entries(hiddenIn(form, form.fields)).map(drawHidden)}
    ${form.fields.map((field) => drawField(form.command, field, heldIn(form, field) ?? String(field.fallback ?? '')))}
    <p class="actions"><button class="button primary">${form.submit}</button>
      <button type="button" class="button" data-cancel>Cancel</button></p>
  </form>`;
}

const drawHidden = ([name, value]: readonly [string, string]): Markup =>
  html`<input type="hidden" name="${name}" value="${value}">`;

function drawField(command: string, option: Option, value: string): Markup {
  const id = `form-${command}-${option.name}`;
  const need = option.required ? html` <span class="need">needed</span>` : null;
  return html`<p><label for="${id}">${option.description}${need}</label>
    ${drawInput(id, option, value)}</p>`;
}

function drawInput(id: string, option: Option, value: string): Markup {
  const { name, min, max, minLength, maxLength, required } = option;
  const needed = drawFlags(required && 'required');
  const choices = choicesOf(option);
  const limits = [
    minLength !== null && html` minlength="${minLength}"`,
    maxLength !== null && html` maxlength="${maxLength}"`,
    min !== null && html` min="${min}"`,
    max !== null && html` max="${max}"`,
    needed,
  ];
  if (choices.length > 0) {
    const chosen = choices.some((choice) => choice.value === value);
    // A fallback is the same as leaving it open.
    const mayStayOpen = !required && option.fallback === null;
    const rows = [...(chosen && !mayStayOpen ? [] : [{ value: '', word: 'not chosen' }]), ...choices].map(
      (choice) =>
        html`<option value="${choice.value}"${drawFlags(choice.value === value && 'selected')}>${choice.word}</option>`,
    );
    return html`<select id="${id}" name="${name}"${needed}>${rows}</select>`;
  }
  if (option.multiline) return html`<textarea id="${id}" name="${name}" rows="4"${limits}>${value}</textarea>`;
  const type = option.type === 'text' ? 'text' : 'number';
  const step = option.type === 'number' && html` step="any"`;
  return html`<input type="${type}" id="${id}" name="${name}" value="${value}"${step}${limits}>`;
}

const drawFlags = (flag: string | false): Piece => flag !== false && html` ${flag}`;
