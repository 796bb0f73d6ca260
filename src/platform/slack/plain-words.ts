/**
 * What a person typed, without Slack's forms: `<@U1|ann>` becomes `@ann`, `<#C1|news>` `#news`, `<https://a.example|a>`
 * `https://a.example`, `<!here>` `@here`. Source: docs.slack.dev/interactivity/implementing-slash-commands
 */
export function plainWords(text: string): string {
  return text
    .replaceAll(/<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g, (_, sign: string, target: string, label?: string) => {
      if (sign === '') return target.replace(/^mailto:/, '');
      const name = label || target.replace(/^subteam\^/, '');
      return `${sign === '#' ? '#' : '@'}${name.replace(/^[@#]/, '')}`;
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
