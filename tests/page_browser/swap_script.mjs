// The same page with another script, as another build of the program would have written it.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const hashOf = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

export function withScript(page, script, output) {
  const html = readFileSync(page, 'utf8');
  const text = readFileSync(script, 'utf8');
  const [begin, end] = [html.lastIndexOf('<script>') + '<script>'.length, html.lastIndexOf('</script>')];
  const changed = html.slice(0, begin) + text + html.slice(end);
  writeFileSync(output, changed.replace(hashOf(html.slice(begin, end)), hashOf(text)));
  return output;
}
