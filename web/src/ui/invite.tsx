import { createSignal, For, type JSX, Show } from "solid-js";
import type { GrantRow, Level } from "../protocol";
import type { Session, View } from "../session";

export const LEVELS: readonly { level: Level; words: string }[] = [
  { level: "nobody", words: "No access" },
  { level: "view", words: "Viewer" },
  { level: "edit", words: "Editor" },
];

/** A level to choose. */
export const LevelChoice = (props: {
  label: string;
  level: Level;
  choose: (level: Level) => void;
  disabled?: boolean;
}): JSX.Element => (
  <select
    class="choice"
    aria-label={props.label}
    disabled={props.disabled === true}
    onChange={(event) => props.choose(LEVELS[event.currentTarget.selectedIndex]?.level ?? "nobody")}
  >
    <For each={LEVELS}>
      {({ level, words }) => <option selected={level === props.level}>{words}</option>}
    </For>
  </select>
);

const HERE: Readonly<Record<GrantRow["here"], string>> = {
  "not yet": "invited, not here yet",
  before: "was here",
  now: "here",
};

/** Addresses as people paste them: between commas, semicolons, spaces or lines. */
export const addressesIn = (text: string): string[] =>
  text.split(/[\s,;]+/).filter((each) => each !== "");

/** Access by the addresses that people sign in with, where the relay knows people. */
export function Invite(props: { view: View; session: Session }): JSX.Element {
  const [text, setText] = createSignal("");
  const [level, setLevel] = createSignal<Level>("view");
  const [trouble, setTrouble] = createSignal<string>();
  const grants = () => props.view.grants;
  const give = (emails: readonly string[], to: Level): void =>
    props.session.decide({ type: "GIVE", emails, level: to });
  const invite = (): void => {
    const emails = addressesIn(text());
    const wrong = emails.find((each) => !/^[^@]+@[^@]+$/.test(each));
    if (wrong !== undefined) {
      setTrouble(`${wrong} is not an address.`);
      return;
    }
    if (emails.length > 0) give(emails, level());
    setText("");
  };
  // Who is here has a row among the people.
  const others = () => (grants()?.rows ?? []).filter(({ here }) => here !== "now");
  const told = (): string | undefined => {
    const news = props.view.invited;
    if (news === undefined) return undefined;
    switch (news.outcome) {
      case "sent":
        return `${news.email} has got a mail. Send the link yourself: it never goes through the relay.`;
      case "no mail":
        return `The relay sends no mails: send ${news.email} the link yourself.`;
      case "too many":
        return `No mail to ${news.email}, as too many were sent: send the link yourself.`;
      case "no address":
        return `${news.email} is not an address that takes mail.`;
    }
  };
  return (
    <Show when={grants() !== undefined && grants()?.account !== ""}>
      <form
        class="invite"
        onSubmit={(event) => {
          event.preventDefault();
          invite();
        }}
      >
        <input
          class="field"
          type="text"
          inputmode="email"
          autocomplete="off"
          spellcheck={false}
          aria-label="E-mail addresses"
          placeholder="E-mail addresses"
          value={text()}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setTrouble(undefined);
          }}
        />
        <select
          class="choice"
          aria-label="Level of those invited"
          onChange={(event) => setLevel(event.currentTarget.selectedIndex === 1 ? "edit" : "view")}
        >
          <option selected={level() === "view"}>Viewer</option>
          <option selected={level() === "edit"}>Editor</option>
        </select>
        <button type="submit" class="button" disabled={text().trim() === ""}>
          Invite
        </button>
      </form>
      <Show when={trouble() ?? told()}>
        {(sentence) => (
          <p class="told" role="status">
            {sentence()}
          </p>
        )}
      </Show>
      <For each={others()}>
        {(row) => (
          <div class="row">
            <span class="name">
              {row.email}
              <small>{row.level === "nobody" ? "was removed" : HERE[row.here]}</small>
            </span>
            <LevelChoice
              label={`Access of ${row.email}`}
              level={row.level}
              choose={(to) => give([row.email], to)}
            />
          </div>
        )}
      </For>
      <Show when={grants()?.hasTeam}>
        <div class="row">
          <span class="name">
            My team
            <small>everyone in your team at this relay</small>
          </span>
          <LevelChoice
            label="Access of my team"
            level={grants()?.team ?? "nobody"}
            choose={(to) => props.session.decide({ type: "SET_TEAM", level: to })}
          />
        </div>
      </Show>
    </Show>
  );
}
