package weft.protocol;

/// What came of reading bytes from outside: a value, or where and why they are malformed (rule
/// N1).
public sealed interface Decoded<T> {
  record Ok<T>(T value) implements Decoded<T> {}

  /// @param offset of the first byte that does not fit
  record Malformed<T>(int offset, String what) implements Decoded<T> {}
}
