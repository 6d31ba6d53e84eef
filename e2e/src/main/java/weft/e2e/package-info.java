/// The tour of this package is written with its first types.
@org.jspecify.annotations.NullMarked
package weft.e2e;
