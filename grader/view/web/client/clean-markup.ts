const allowed = new Set(
  ['a', 'b', 'br', 'code', 'em', 'h1', 'h2', 'h3', 'h4', 'hr', 'i', 'li', 'ol', 'p', 'pre', 'span', 'strong', 'ul'].map(
    (name) => name.toUpperCase(),
  ),
);

/** Markup of documentation without anything that acts: text of other elements stays, all attributes but links go. */
export function cleanMarkup(markup: string): string {
  const { body } = new DOMParser().parseFromString(markup, 'text/html');
  for (const element of [...body.querySelectorAll('*')]) {
    if (/^(SCRIPT|STYLE|IFRAME|OBJECT|EMBED|TEMPLATE)$/i.test(element.tagName)) element.remove();
    else if (!allowed.has(element.tagName)) element.replaceWith(...element.childNodes);
    else
      for (const { name, value } of [...element.attributes]) {
        const keeps = name === 'class' || (name === 'href' && /^https:\/\//.test(value));
        if (!keeps) element.removeAttribute(name);
      }
  }
  return body.innerHTML;
}
