/// Requests about people, from their arrival to a handler: who asks, whether they may, how often.
///
/// [weft.server.http.Route] says what there is, [weft.server.http.Router] lets through who may.
@NullMarked
package weft.server.http;

import org.jspecify.annotations.NullMarked;
