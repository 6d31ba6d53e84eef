package weft.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weft.host.ControlReply;
import weft.host.ControlRequest;
import weft.host.ControlSocket;
import weft.host.SessionView;
import weft.pty.PrivateFolder;

/// This person's running sessions on this machine, found by their control sockets.
final class Sessions {
  /// Names the socket of the session that a shell runs in.
  static final String VARIABLE = "WEFT_SOCKET";

  private static final String SUFFIX = ".sock";

  /// One that answered.
  record Running(Path socket, SessionView view) {}

  private Sessions() {}

  static Path folder() {
    PrivateFolder folder = PrivateFolder.forSockets();
    if (folder instanceof PrivateFolder.Refused(String reason)) {
      throw Complaint.failed(reason, "");
    }
    return ((PrivateFolder.Ready) folder).path();
  }

  /// The socket of a session that is about to start.
  static Path socketOfThisProcess() {
    Path socket = folder().resolve(ProcessHandle.current().pid() + SUFFIX);
    try {
      Files.deleteIfExists(socket); // left behind by an earlier process of this number
    } catch (IOException stays) {
      throw Complaint.failed("cannot remove " + socket + ": " + stays.getMessage(), "");
    }
    return socket;
  }

  /// All that answer, oldest first. Sockets that nobody listens on are removed.
  static List<Running> all() {
    List<Running> running = new ArrayList<>();
    try (DirectoryStream<Path> sockets = Files.newDirectoryStream(folder(), "*" + SUFFIX)) {
      for (Path socket : sockets) {
        Running one = ask(socket);
        if (one != null) {
          running.add(one);
        }
      }
    } catch (IOException unreadable) {
      throw Complaint.failed("cannot list the sessions: " + unreadable.getMessage(), "");
    }
    running.sort(Comparator.comparing(one -> one.view().started()));
    return running;
  }

  /// Those of them that are or were shared.
  static List<Running> shared() {
    return all().stream().filter(one -> !one.view().state().equals("private")).toList();
  }

  private static @Nullable Running ask(Path socket) throws IOException {
    try {
      ControlReply reply = ControlSocket.ask(socket, ControlRequest.of(ControlRequest.STATUS));
      SessionView view = reply.session();
      return view == null ? null : new Running(socket, view);
    } catch (IOException gone) {
      if (!ProcessHandle.of(pidOf(socket)).map(ProcessHandle::isAlive).orElse(false)) {
        Files.deleteIfExists(socket);
      }
      return null;
    }
  }

  private static long pidOf(Path socket) {
    String name = socket.getFileName().toString();
    try {
      return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    } catch (NumberFormatException notOurs) {
      return ProcessHandle.current().pid(); // nothing of ours: leave it alone
    }
  }

  /// The one that is meant: by its id, else the one around this shell, else the only one.
  static Running meant(@Nullable String id) {
    if (id == null) {
      String around = System.getenv(VARIABLE);
      if (around != null) {
        return around(Path.of(around));
      }
    }
    List<Running> candidates =
        all().stream().filter(one -> id == null || isCalled(one.view(), id)).toList();
    if (candidates.size() == 1) {
      return candidates.getFirst();
    }
    if (candidates.isEmpty()) {
      throw Complaint.failed(
          id == null ? "no session is running" : "no session has the id '" + id + "'",
          id == null ? "weft share starts one" : "weft ls lists them");
    }
    throw Complaint.failed(
        candidates.size() + " sessions are running",
        "say which with --session ID; weft ls lists them");
  }

  /// One that was never shared has only the number of its process.
  private static boolean isCalled(SessionView view, String id) {
    return view.id().isEmpty() ? id.equals("" + view.pid()) : view.id().startsWith(id);
  }

  /// The socket of the session that this shell runs in.
  static Optional<Path> around() {
    String around = System.getenv(VARIABLE);
    return around == null ? Optional.empty() : Optional.of(Path.of(around)).filter(Files::exists);
  }

  static Running around(Path socket) {
    try {
      Running one = ask(socket);
      if (one != null) {
        return one;
      }
    } catch (IOException gone) {
      // said below
    }
    throw Complaint.failed(
        "the session of this shell does not answer", "weft ls lists those that do");
  }
}
