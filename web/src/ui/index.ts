/**
 * What people see. `app.tsx` decides which page stands, `workspace.tsx` is the session's page, `words.ts` has every
 * sentence about trouble. Everything it knows comes from one `View` of the session.
 */
import "./fonts.css";
import "./styles/base.css";
import "./styles/layout.css";
import "./styles/parts.css";
import "./styles/find.css";
import "./styles/blocks.css";
import "./styles/draft.css";
import "./styles/phone.css";

export { App, type AppOptions } from "./app";
