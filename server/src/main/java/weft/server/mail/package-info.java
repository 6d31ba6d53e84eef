/// Mails: what they say, and how they go.
@NullMarked
package weft.server.mail;

import org.jspecify.annotations.NullMarked;
