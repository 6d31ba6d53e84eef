/**
 * xterm.js writes its colours and sizes into `<style>` elements and `style` attributes, which would need
 * `style-src 'unsafe-inline'`. From here on, style elements that scripts of this page make become constructed style
 * sheets, and the `style` attributes of spans go through the CSSOM; a Content-Security-Policy forbids neither. The
 * `documentOverride` of xterm.js does not reach all the places that make elements, so the document itself is told.
 */
export function allowStrictStyles(): void {
  document.createElement = create as Document["createElement"];
}

function create(tag: string, options?: ElementCreationOptions): HTMLElement {
  const make = Document.prototype.createElement;
  const element = make.call(document, tag === "style" ? "i" : tag, options);
  if (tag === "style") adopt(element);
  else if (tag === "span") element.setAttribute = throughCssom;
  return element;
}

function adopt(element: HTMLElement): void {
  const sheet = new CSSStyleSheet();
  element.hidden = true;
  document.adoptedStyleSheets.push(sheet);
  Object.defineProperty(element, "textContent", { set: (css: string) => sheet.replaceSync(css) });
  element.remove = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    Element.prototype.remove.call(element);
  };
}

function throughCssom(this: HTMLElement, name: string, value: string): void {
  if (name === "style") this.style.cssText = value;
  else Element.prototype.setAttribute.call(this, name, value);
}
