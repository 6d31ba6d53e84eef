import {
  acceptCompletion,
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  completionStatus,
  startCompletion,
} from "@codemirror/autocomplete";
import { collab, getSyncedVersion, receiveUpdates, sendableUpdates } from "@codemirror/collab";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { shell } from "@codemirror/legacy-modes/mode/shell";
import {
  ChangeSet,
  EditorState,
  type Extension,
  Prec,
  StateEffect,
  StateField,
  type TransactionSpec,
} from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  keymap,
  placeholder,
  WidgetType,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Change, Completions, DraftChange } from "../protocol";
import type { DraftEvent, DraftLine } from "../session";

/** Somebody else in the draft. */
export type Writer = { readonly name: string; readonly colour: number };

export type DraftEditorOptions = {
  readonly parent: HTMLElement;
  readonly draft: DraftLine;
  /** This person. */
  readonly person: () => number;
  readonly writerOf: (person: number) => Writer | undefined;
  /** What ran before, newest last. */
  readonly commands: () => readonly string[];
  /** Whether a command of several lines may run: the person is asked. */
  readonly confirm: (command: string) => Promise<boolean>;
  /** How the line up to the caret could go on. */
  readonly complete: (line: string) => Promise<Completions | undefined>;
  readonly say: (words: string) => void;
  /** Back to the terminal. */
  readonly leave: () => void;
};

/** B31: edits that are sent at once. */
const MOST_EDITS = 100;

const NOT_RUN = {
  changed: "Somebody changed it meanwhile. Look again, then press Enter.",
  no_prompt: "Nothing can be run right now: the shell is not at a prompt.",
  owner_types: "The owner is typing at the prompt. Nothing was run.",
  lost: "This page had an older draft. Here is the one that everybody sees.",
  too_large: "The draft is too long. Shorten it.",
  asked: "The owner has been asked to run this.",
  denied: "The owner did not run this.",
} as const;

/** The command line that is edited together (rules D1 to D4). */
export class DraftEditor {
  readonly #options: DraftEditorOptions;
  readonly #view: EditorView;
  readonly #forget: () => void;
  #id = 0;
  /** Another one each time that edits are given up: what had been sent of them is somebody else's then. */
  #editor = 0;
  /** So many edits, or a run, are on their way: more wait until they have come back. */
  #sent = 0;
  /** What is to run as soon as the host has it, as its writer sees it. */
  #running: string | undefined;
  #caret = "";
  /** What is offered is what ran before. */
  #searching = false;
  /** How far back in what ran before; what was there is kept. */
  #back = 0;
  #kept = "";

  constructor(options: DraftEditorOptions) {
    this.#options = options;
    this.#view = new EditorView({
      parent: options.parent,
      state: this.#fresh(),
      dispatch: (transaction, view) => {
        view.update([transaction]);
        this.#push();
        if (transaction.docChanged || transaction.selection) this.#tellCaret();
      },
    });
    this.#forget = options.draft.subscribe((event) => this.#hear(event));
  }

  focus(): void {
    this.#view.focus();
  }

  get focused(): boolean {
    return this.#view.hasFocus;
  }

  /** Puts text where the caret is, as a paste does. */
  insert(text: string): void {
    this.#view.dispatch(this.#view.state.replaceSelection(clean(text)));
  }

  dispose(): void {
    this.#forget();
    this.#view.destroy();
  }

  #fresh(): EditorState {
    const { draft } = this.#options;
    this.#id = draft.id;
    this.#editor = newEditor();
    this.#sent = 0;
    this.#running = undefined;
    this.#back = 0;
    return EditorState.create({
      doc: draft.text,
      selection: { anchor: draft.text.length },
      extensions: [
        collab({ startVersion: draft.version, clientID: this.#own() }),
        history(),
        Prec.high(keymap.of(this.#keys())),
        keymap.of([...historyKeymap, ...defaultKeymap]),
        StreamLanguage.define(shell),
        syntaxHighlighting(COLOURS),
        placeholder("Write a command together"),
        EditorView.lineWrapping,
        LOOK,
        EditorView.contentAttributes.of({
          "aria-label": "Draft: the command line that everybody edits",
          spellcheck: "false",
          autocapitalize: "off",
        }),
        EditorState.transactionFilter.of((transaction) =>
          this.#running !== undefined && transaction.docChanged && !isRemote(transaction)
            ? []
            : transaction,
        ),
        autocompletion({
          activateOnTyping: false,
          interactionDelay: 0,
          defaultKeymap: true,
          icons: false,
          override: [(context) => this.#completions(context)],
        }),
        EditorView.clipboardInputFilter.of((text) => this.#pasted(text)),
        EditorView.domEventHandlers({ keydown: (event) => this.#handOn(event) }),
        caretsOf(this.#options.writerOf),
      ],
    });
  }

  #own(): string {
    return `${this.#options.person()}:${this.#editor}`;
  }

  #keys() {
    return [
      { key: "Enter", run: () => this.#enter() },
      { key: "Shift-Enter", run: () => this.#put("\n") },
      { key: "ArrowUp", run: () => this.#recall(1) },
      { key: "ArrowDown", run: () => this.#recall(-1) },
      { key: "Tab", run: (view: EditorView) => this.#tab(view) },
      { key: "Ctrl-r", run: (view: EditorView) => this.#search(view) },
      { key: "Ctrl-c", run: () => this.#clear() },
      {
        key: "Escape",
        run: (view: EditorView) => {
          if (completionStatus(view.state) !== null) return false;
          this.#options.leave();
          return true;
        },
      },
    ];
  }

  /** Keys that go through the session, not through the draft, are the terminal's. */
  #handOn(event: KeyboardEvent): boolean {
    const { key, shiftKey, ctrlKey, metaKey } = event;
    const pages = shiftKey && (key === "PageUp" || key === "PageDown");
    const blocks = shiftKey && (ctrlKey || metaKey) && (key === "ArrowUp" || key === "ArrowDown");
    if (!pages && !blocks) return false;
    this.#options.leave();
    document.activeElement?.dispatchEvent(new KeyboardEvent(event.type, event));
    return true;
  }

  #put(text: string): boolean {
    this.#view.dispatch(this.#view.state.replaceSelection(text));
    return true;
  }

  #replaceAll(text: string): boolean {
    const { length } = this.#view.state.doc;
    this.#view.dispatch({
      changes: { from: 0, to: length, insert: text },
      selection: { anchor: text.length },
    });
    return true;
  }

  #clear(): boolean {
    if (!this.#view.state.selection.main.empty) return false; // a copy
    this.#back = 0;
    return this.#replaceAll("");
  }

  /** Through what ran before, from the first or the last line. */
  #recall(by: number): boolean {
    const { state } = this.#view;
    const line = state.doc.lineAt(state.selection.main.head).number;
    if (by > 0 ? line > 1 : line < state.doc.lines) return false;
    const commands = this.#options.commands();
    const back = this.#back + by;
    if (back < 0 || back > commands.length) return true;
    if (this.#back === 0) this.#kept = state.doc.toString();
    this.#back = back;
    return this.#replaceAll(back === 0 ? this.#kept : (commands.at(-back) ?? ""));
  }

  #enter(): boolean {
    if (completionStatus(this.#view.state) === "active") {
      acceptCompletion(this.#view);
      return true;
    }
    const text = this.#view.state.doc.toString();
    if (this.#running !== undefined) return true;
    if (!text.trimEnd().includes("\n")) this.#run(text);
    else void this.#options.confirm(text.trimEnd()).then((yes) => yes && this.#run(text));
    return true;
  }

  #run(text: string): void {
    this.#running = text;
    this.#push();
  }

  #pasted(text: string): string {
    const cleaned = clean(text);
    const lost = text.replace(/\r\n?/g, "\n").length - cleaned.length;
    if (lost > 0)
      this.#options.say(
        `${lost === 1 ? "A control character was" : `${lost} control characters were`} left out of what you pasted.`,
      );
    return cleaned;
  }

  #tab(view: EditorView): boolean {
    if (completionStatus(view.state) === "active") return acceptCompletion(view);
    this.#searching = false;
    return startCompletion(view);
  }

  /** Through what ran in this session, as the shell's own search does. */
  #search(view: EditorView): boolean {
    this.#searching = true;
    return startCompletion(view);
  }

  async #completions(context: CompletionContext): Promise<CompletionResult | null> {
    const line = context.state.sliceDoc(0, context.pos);
    if (this.#searching) {
      const ran = [...new Set(this.#options.commands().toReversed())];
      const options = ran.map((label, at) => ({ label, boost: -at / ran.length }));
      return { from: 0, to: context.state.doc.length, options };
    }
    const found = await this.#options.complete(line);
    if (found === undefined || context.aborted) return null;
    const options = found.words.map((label) => ({
      label: label.trimEnd().replace(/\\(.)/g, "$1"),
      apply: label,
    }));
    // One answer is taken at once, as shells do.
    const [only] = found.words;
    const from = context.pos - found.replaced;
    if (only !== undefined && found.words.length === 1 && context.explicit) {
      queueMicrotask(() => this.#take(context, from, only));
      return null;
    }
    if (options.length === 0) this.#options.say("Nothing goes on from here.");
    return { from, options, filter: true };
  }

  #take(context: CompletionContext, from: number, word: string): void {
    const { state } = this.#view;
    if (state.doc !== context.state.doc) return;
    this.#view.dispatch({
      changes: { from, to: context.pos, insert: word },
      selection: { anchor: from + word.length },
      userEvent: "input.complete",
    });
  }

  /** Sends what is new, one message on its way at a time; then runs it, if that was asked for. */
  #push(): void {
    const { state } = this.#view;
    const version = getSyncedVersion(state);
    const updates = sendableUpdates(state).slice(0, MOST_EDITS);
    if (this.#sent > 0) return;
    if (updates.length > 0) {
      this.#sent = updates.length;
      this.#options.draft.edit(
        version,
        this.#editor,
        updates.map(({ changes }) => changes.toJSON() as Change),
      );
    } else if (this.#running !== undefined) {
      this.#sent = 1;
      if (state.doc.toString() === this.#running) this.#options.draft.run(version);
      else this.#notRun("changed");
    }
  }

  #tellCaret(): void {
    const { state } = this.#view;
    if (sendableUpdates(state).length > 0) return; // the edit moves it
    const { anchor, head } = state.selection.main;
    const caret = `${this.#id}:${getSyncedVersion(state)}:${anchor}:${head}`;
    if (caret === this.#caret) return;
    this.#caret = caret;
    this.#options.draft.moveCaret(getSyncedVersion(state), anchor, head);
  }

  #notRun(why: keyof typeof NOT_RUN): void {
    this.#running = undefined;
    this.#sent = 0;
    this.#options.say(NOT_RUN[why]);
  }

  #hear(event: DraftEvent): void {
    switch (event.type) {
      case "DRAFT":
        this.#state(event.recent);
        break;
      case "DRAFT_CHANGE":
        this.#receive(event);
        break;
      case "CARET":
        break;
      case "DRAFT_NOT":
        if (event.draft === this.#id) {
          this.#notRun(event.why);
          if (event.why === "lost" || event.why === "too_large") this.#view.setState(this.#fresh());
        }
        break;
      case "CONNECTED":
        // What was on its way may not have come; a state follows, and what is new is sent again.
        this.#sent = 0;
        this.#running = undefined;
        break;
    }
    this.#showCarets();
  }

  /** What is known already is caught up with; own edits that are on their way survive it. */
  #state(recent: readonly DraftChange[]): void {
    const { draft } = this.#options;
    const synced = getSyncedVersion(this.#view.state);
    if (draft.id !== this.#id || synced > draft.version || synced < draft.version - recent.length) {
      this.#view.setState(this.#fresh());
      return;
    }
    for (const change of recent) this.#receive(change);
    this.#sent = 0;
    this.#push();
  }

  #receive({ draft, version, person, writer, change }: DraftChange): void {
    const { state } = this.#view;
    if (draft !== this.#id || version !== getSyncedVersion(state) + 1) return;
    const clientID = `${person}:${writer}`;
    if (clientID === this.#own()) this.#sent = Math.max(0, this.#sent - 1);
    const changes = ChangeSet.fromJSON(change);
    this.#view.dispatch(receiveUpdates(state, [{ changes, clientID }]));
    this.#tellCaret();
  }

  #showCarets(): void {
    const carets = this.#options.draft.carets
      .filter(
        ({ person, writer }) =>
          person !== this.#options.person() || writer !== this.#options.draft.writer,
      )
      .map(({ person, anchor, head }) => ({ person, anchor, head }));
    const { length } = this.#view.state.doc;
    const effects = showCarets.of(
      carets.map(({ person, anchor, head }) => ({
        person,
        anchor: Math.min(anchor, length),
        head: Math.min(head, length),
      })),
    );
    this.#view.dispatch({ effects } satisfies TransactionSpec);
  }
}

/** A number that no other editor of this person has. */
const newEditor = (): number => Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);

/** Everything that a terminal would act on is left out. */
export const clean = (text: string): string =>
  text.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "");

const isRemote = (transaction: { isUserEvent: (event: string) => boolean }): boolean =>
  !["input", "delete", "move", "undo", "redo"].some((event) => transaction.isUserEvent(event));

const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, class: "code-keyword" },
  { tag: tags.string, class: "code-string" },
  { tag: tags.comment, class: "code-comment" },
  { tag: [tags.number, tags.atom], class: "code-number" },
  { tag: [tags.standard(tags.variableName), tags.special(tags.variableName)], class: "code-name" },
  { tag: tags.definition(tags.variableName), class: "code-name" },
]);

const LOOK = EditorView.theme({
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { font: "inherit" },
  ".cm-content": {
    padding: "13px 0 2px", // room for names above the first line
    caretColor: "var(--text)",
  },
  ".cm-line": { padding: "0" },
  ".cm-placeholder": { color: "var(--faint)" },
  ".cm-tooltip.cm-tooltip-autocomplete": {
    border: "1px solid var(--edge)",
    borderRadius: "var(--radius)",
    background: "var(--raised)",
    boxShadow: "0 6px 20px var(--shadow)",
    color: "var(--text)",
    overflow: "hidden",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    maxHeight: "40vh",
    font: "0.8125rem/1.6 var(--mono)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "2px 10px" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    background: "var(--hover)",
    color: "var(--text)",
  },
  ".cm-completionMatchedText": {
    color: "var(--accent)",
    textDecoration: "none",
    fontWeight: "700",
  },
});

type Shown = { readonly person: number; readonly anchor: number; readonly head: number };
const showCarets = StateEffect.define<readonly Shown[]>();

class CaretWidget extends WidgetType {
  readonly name: string;
  readonly colour: number;

  constructor(name: string, colour: number) {
    super();
    this.name = name;
    this.colour = colour;
  }

  override eq(other: CaretWidget): boolean {
    return other.name === this.name && other.colour === this.colour;
  }

  toDOM(): HTMLElement {
    const caret = document.createElement("span");
    caret.className = `draft-caret colour-${this.colour % 8}`;
    caret.setAttribute("aria-hidden", "true");
    const label = document.createElement("span");
    label.textContent = this.name;
    caret.append("\u2060", label);
    return caret;
  }
}

const caretsOf = (writerOf: DraftEditorOptions["writerOf"]): Extension =>
  StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(shown, transaction) {
      const effect = transaction.effects.find((each) => each.is(showCarets));
      if (effect === undefined) return shown.map(transaction.changes);
      const marks = effect.value.flatMap(({ person, anchor, head }: Shown) => {
        const writer = writerOf(person);
        if (writer === undefined) return [];
        const widget = new CaretWidget(writer.name, writer.colour);
        const caret = Decoration.widget({ widget, side: 1 }).range(head);
        if (anchor === head) return [caret];
        const selected = `draft-selected colour-${writer.colour % 8}`;
        const range = Decoration.mark({ class: selected });
        return [range.range(Math.min(anchor, head), Math.max(anchor, head)), caret];
      });
      return Decoration.set(marks, true);
    },
    provide: (field) => EditorView.decorations.from(field),
  });
