/// What a relay for a team remembers: people, their devices and teams, what was used, who did what.
/// One [weft.server.store.Database], SQLite or PostgreSQL, with one set of migrations; each class
/// besides is a table or two of it.
@NullMarked
package weft.server.store;

import org.jspecify.annotations.NullMarked;
