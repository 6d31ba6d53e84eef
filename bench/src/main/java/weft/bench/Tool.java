package weft.bench;

/// One of the tools that are compared.
interface Tool {
  /// A heading of at most a dozen characters; in small letters the name of its figures.
  String name();

  /// What to do so that it is there; empty if it is.
  String missing();

  /// Starts it with a shell in it and waits for the prompt.
  Shared open(Workplace at) throws Exception;
}
