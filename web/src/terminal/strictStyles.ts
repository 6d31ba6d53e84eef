/**
 * xterm.js writes its colours and sizes into `<style>` elements and `style` attributes, which would need
 * `style-src 'unsafe-inline'`. Here its style elements become constructed style sheets and its attributes go through
 * the CSSOM; a Content-Security-Policy forbids neither.
 */
export function strictDocument(): Document {
  const createElement = create as Document["createElement"];
  return new Proxy(document, {
    get(target, property) {
      if (property === "createElement") return createElement;
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** For what xterm.js makes with the page's own document although it was given another: all of it during `open`. */
export function withStrictStyles(run: () => void): void {
  document.createElement = create as Document["createElement"];
  try {
    run();
  } finally {
    Reflect.deleteProperty(document, "createElement");
  }
}

function create(tag: string, options?: ElementCreationOptions): HTMLElement {
  const element = Document.prototype.createElement.call(
    document,
    tag === "style" ? "i" : tag,
    options,
  );
  if (tag === "style") adopt(element);
  else if (tag === "span") throughCssom(element);
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

function throughCssom(element: HTMLElement): void {
  element.setAttribute = (name, value) => {
    if (name === "style") element.style.cssText = value;
    else Element.prototype.setAttribute.call(element, name, value);
  };
}
