package weft.pty;

/// Refuses systems whose ABI this package does not know, before anything native is touched.
final class SupportedSystem {
  private SupportedSystem() {}

  /// @throws UnsupportedOperationException one sentence for the person who started weft
  static void require() {
    String os = System.getProperty("os.name", "unknown");
    String arch = System.getProperty("os.arch", "unknown");
    if (!os.equals("Linux")) {
      throw new UnsupportedOperationException("weft runs on Linux only so far, and this is " + os);
    }
    if (!arch.equals("amd64") && !arch.equals("aarch64") && !arch.equals("riscv64")) {
      throw new UnsupportedOperationException(
          "weft runs on 64-bit x86, ARM and RISC-V only so far, and this is " + arch);
    }
    String missing = Native.missing();
    if (missing != null) {
      throw new UnsupportedOperationException(
          "weft needs glibc 2.34 or newer: this system's C library has no " + missing);
    }
  }
}
