/// What can be asked of a relay about people: each class lists its routes.
@NullMarked
package weft.server.api;

import org.jspecify.annotations.NullMarked;
