/// The relay that a team runs: how it is configured, what it tells of itself. Nothing of it is on
/// the class path of `weft share`, whose own relay needs none of it.
///
/// [weft.server.Key] lists what can be configured, [weft.server.Config] reads it, and
/// [weft.server.TeamRelay] runs what it says.
@NullMarked
package weft.server;

import org.jspecify.annotations.NullMarked;
