package weft.pty;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One `posix_spawn(3)`: a new session whose controlling terminal is the given one, with nothing
/// of the JVM in it.
///
/// The JVM blocks and handles signals of its own (a shell that inherits that cannot be
/// interrupted or stopped by its keys), so the mask is emptied and every disposition set to the
/// default.
final class Spawn {
  // int posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions,
  //                 const posix_spawnattr_t *attr, char *const argv[], char *const envp[])
  private static final MemorySegment SPAWN = Native.find("posix_spawn");
  // int posix_spawnattr_init(posix_spawnattr_t *attr)
  private static final MemorySegment ATTR_INIT = Native.find("posix_spawnattr_init");
  // int posix_spawnattr_setflags(posix_spawnattr_t *attr, short flags)
  private static final MemorySegment ATTR_FLAGS = Native.find("posix_spawnattr_setflags");
  // int posix_spawnattr_setsigmask(posix_spawnattr_t *attr, const sigset_t *mask)
  private static final MemorySegment ATTR_MASK = Native.find("posix_spawnattr_setsigmask");
  // int posix_spawnattr_setsigdefault(posix_spawnattr_t *attr, const sigset_t *signals)
  private static final MemorySegment ATTR_DEFAULT = Native.find("posix_spawnattr_setsigdefault");
  // int sigemptyset(sigset_t *set)
  private static final MemorySegment EMPTY_SET = Native.find("sigemptyset");
  // int sigfillset(sigset_t *set)
  private static final MemorySegment FILL_SET = Native.find("sigfillset");
  // int posix_spawn_file_actions_init(posix_spawn_file_actions_t *actions)
  private static final MemorySegment INIT = Native.find("posix_spawn_file_actions_init");
  // int posix_spawn_file_actions_destroy(posix_spawn_file_actions_t *actions)
  private static final MemorySegment DESTROY = Native.find("posix_spawn_file_actions_destroy");
  // int posix_spawn_file_actions_addopen(posix_spawn_file_actions_t *actions, int fd,
  //                                      const char *path, int oflag, mode_t mode)
  private static final MemorySegment OPEN = Native.find("posix_spawn_file_actions_addopen");
  // int posix_spawn_file_actions_adddup2(posix_spawn_file_actions_t *actions, int fd, int newfd)
  private static final MemorySegment DUP2 = Native.find("posix_spawn_file_actions_adddup2");
  // int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from)
  private static final MemorySegment CLOSE_FROM =
      Native.find("posix_spawn_file_actions_addclosefrom_np");
  // int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path)
  private static final MemorySegment CHDIR = Native.find("posix_spawn_file_actions_addchdir_np");
  // char **environ
  private static final MemorySegment ENVIRON = Native.find("environ");

  private static final int FIRST_DESCRIPTOR_NOT_A_TERMINALS = 3;
  private static final int SCRATCH_BYTES = 16;

  private final NativeBuffer scratch = new NativeBuffer(SCRATCH_BYTES);
  private final Arena arena;

  private Spawn(Arena arena) {
    this.arena = arena;
  }

  /// Starts `command` on the terminal at `slave` (`/dev/pts/N`).
  ///
  /// @return its process id, also the id of its session and its process group
  static int start(ShellCommand command, String slave) throws IOException {
    SupportedSystem.require();
    try (Arena arena = Arena.ofConfined()) {
      return new Spawn(arena).run(command, slave);
    }
  }

  private int run(ShellCommand command, String slave) throws IOException {
    // A shell's exit must leave a zombie to read the status from, even where weft was started with
    // SIGCHLD ignored.
    Native.defaultSignal(scratch, LinuxAbi.SIGCHLD);
    long attributes = attributes();
    long actions = allocate(LinuxAbi.FILE_ACTIONS_BYTES);
    need(call(INIT, actions, 0, 0));
    try {
      need(Native.call(OPEN, scratch, actions, 0, string(slave), LinuxAbi.O_RDWR, 0, 0));
      need(call(DUP2, actions, 0, 1));
      need(call(DUP2, actions, 0, 2));
      need(call(CLOSE_FROM, actions, FIRST_DESCRIPTOR_NOT_A_TERMINALS, 0));
      Path directory = command.directory();
      if (directory != null) {
        need(call(CHDIR, actions, string(directory.toString()), 0));
      }
      long program = string(command.program().toString());
      long arguments = vector(strings(command.arguments()));
      long environment = vector(environment(command.set(), command.unset()));
      int error =
          (int)
              Native.call(
                  SPAWN,
                  scratch,
                  scratch.address(),
                  program,
                  actions,
                  attributes,
                  arguments,
                  environment);
      if (error != 0) {
        throw refusal(command, error);
      }
      return scratch.getInt(0);
    } finally {
      call(DESTROY, actions, 0, 0);
    }
  }

  private long attributes() throws IOException {
    long attributes = allocate(LinuxAbi.SPAWNATTR_BYTES);
    long signals = allocate(LinuxAbi.SIGSET_BYTES);
    need(call(ATTR_INIT, attributes, 0, 0));
    need(
        call(
            ATTR_FLAGS,
            attributes,
            LinuxAbi.POSIX_SPAWN_SETSID
                | LinuxAbi.POSIX_SPAWN_SETSIGMASK
                | LinuxAbi.POSIX_SPAWN_SETSIGDEF,
            0));
    call(EMPTY_SET, signals, 0, 0);
    need(call(ATTR_MASK, attributes, signals, 0));
    call(FILL_SET, signals, 0, 0);
    need(call(ATTR_DEFAULT, attributes, signals, 0));
    return attributes;
  }

  /// The inherited environment with changes, as addresses of `NAME=value`.
  private List<Long> environment(Map<String, String> set, Set<String> unset) {
    List<Long> variables = new ArrayList<>();
    long table = pointerAt(ENVIRON.address());
    for (long at = table; ; at += Long.BYTES) {
      long variable = pointerAt(at);
      if (variable == 0) {
        break;
      }
      String text = anywhere(variable).getString(0);
      int equals = text.indexOf('=');
      String name = equals < 0 ? text : text.substring(0, equals);
      if (!set.containsKey(name) && !unset.contains(name)) {
        variables.add(variable);
      }
    }
    for (Map.Entry<String, String> variable : set.entrySet()) {
      variables.add(string(variable.getKey().concat("=").concat(variable.getValue())));
    }
    return variables;
  }

  private List<Long> strings(List<String> texts) {
    List<Long> addresses = new ArrayList<>();
    for (String text : texts) {
      addresses.add(string(text));
    }
    return addresses;
  }

  private long vector(List<Long> addresses) {
    long[] pointers = new long[addresses.size() + 1]; // the last is the NULL that ends it
    for (int i = 0; i < addresses.size(); i++) {
      pointers[i] = addresses.get(i);
    }
    MemorySegment vector = arena.allocate((long) pointers.length * Long.BYTES, Long.BYTES);
    MemorySegment.copy(pointers, 0, vector, JAVA_LONG, 0, pointers.length);
    return vector.address();
  }

  private long string(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    MemorySegment at = arena.allocate(bytes.length + 1); // zeroed, so it ends with a NUL
    MemorySegment.copy(bytes, 0, at, JAVA_BYTE, 0, bytes.length);
    return at.address();
  }

  private long allocate(int bytes) {
    return arena.allocate(bytes, 8).address();
  }

  private static long pointerAt(long address) {
    long[] one = new long[1];
    MemorySegment.copy(anywhere(address), JAVA_LONG, 0, one, 0, 1);
    return one[0];
  }

  /// C strings and tables end where they say, which Java cannot know.
  private static MemorySegment anywhere(long address) {
    return MemorySegment.ofAddress(address).reinterpret(Long.MAX_VALUE);
  }

  private long call(MemorySegment function, long a, long b, long c) {
    return Native.call(function, scratch, a, b, c, 0, 0, 0);
  }

  /// These functions return the error number instead of setting `errno`.
  private void need(long error) throws IOException {
    if ((int) error != 0) {
      throw Failure.of("cannot prepare the shell's start", (int) error, scratch);
    }
  }

  private IOException refusal(ShellCommand command, int error) {
    Path directory = command.directory();
    if (directory != null && !Files.isDirectory(directory)) {
      return new IOException("cannot start the shell: there is no folder " + directory);
    }
    return Failure.of("cannot start " + command.program(), error, scratch);
  }
}
