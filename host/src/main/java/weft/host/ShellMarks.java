package weft.host;

/// What a shell tells about itself.
///
/// @param nonce what its own marks carry ([Blocks]); empty where it makes none
/// @param home the owner's home directory, empty where unknown
public record ShellMarks(String nonce, String home) {
  static final ShellMarks NONE = new ShellMarks("", "");
}
