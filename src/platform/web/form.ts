import type { Form } from '../../command/front-desk.ts';
import type { Option } from '../../command/option.ts';
import { html, type Markup, type Piece } from './markup.ts';

/** Draws the form that asks for what a question left out; the page's script sends its fields under `data-form`. */
export function drawForm(form: Form): Markup {
  return html`<form class="entry ask-form" data-form="${form.command}">
    <h3>${form.title}</h3>
    ${form.fields.map((field) => drawField(form.command, field, form.given[field.name] ?? String(field.fallback ?? '')))}
    <p class="actions"><button class="button primary">${form.submit}</button>
      <button type="button" class="button" data-cancel>Cancel</button></p>
  </form>`;
}

function drawField(command: string, option: Option, value: string): Markup {
  const id = `form-${command}-${option.name}`;
  const need = option.required ? html` <span class="need">needed</span>` : null;
  if (option.type === 'boolean') {
    const mark = drawFlags(value === 'true' && 'checked');
    return html`<p class="check"><input type="checkbox" id="${id}" name="${option.name}" value="true"${mark}>
      <label for="${id}">${option.description}</label></p>`;
  }
  return html`<p><label for="${id}">${option.description}${need}</label>
    ${drawInput(id, option, value)}</p>`;
}

function drawInput(id: string, option: Option, value: string): Markup {
  const { name, min, max, minLength, maxLength, required, choices } = option;
  const limits = [
    minLength !== null && html` minlength="${minLength}"`,
    maxLength !== null && html` maxlength="${maxLength}"`,
    min !== null && html` min="${min}"`,
    max !== null && html` max="${max}"`,
    drawFlags(required && 'required'),
  ];
  if (choices.length > 0) {
    const offered = required ? choices : ['', ...choices];
    const rows = offered.map(
      (choice) =>
        html`<option value="${choice}"${drawFlags(choice === value && 'selected')}>${choice || 'any'}</option>`,
    );
    return html`<select id="${id}" name="${name}">${rows}</select>`;
  }
  if (option.multiline) return html`<textarea id="${id}" name="${name}" rows="4"${limits}>${value}</textarea>`;
  const type = option.type === 'text' ? 'text' : 'number';
  const step = option.type === 'number' && html` step="any"`;
  return html`<input type="${type}" id="${id}" name="${name}" value="${value}"${step}${limits}>`;
}

const drawFlags = (flag: string | false): Piece => flag !== false && html` ${flag}`;
