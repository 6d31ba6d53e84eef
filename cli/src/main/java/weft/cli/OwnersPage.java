package weft.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import weft.host.ControlRequest;
import weft.host.ControlSocket;
import weft.host.SessionView;

/// Opens the owner's own page. Its link is as good as the keyboard: it never becomes an argument of
/// a program, where every user of the machine could read it, but goes through a private file that
/// is there until the page has come to the session.
final class OwnersPage {
  /// How long that may take, in seconds: the browser may have to start first.
  private static final int OPENING_S = 30;

  /// Between two looks at the session, in milliseconds.
  private static final int LOOKING_MS = 100;

  private OwnersPage() {}

  static void open(Sessions.Running session, boolean print) {
    boolean desktop = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
    if (print || !desktop) {
      System.out.println(session.view().ownerLink());
      return;
    }
    try {
      Path page = Sessions.folder().resolve("open-" + ProcessHandle.current().pid() + ".html");
      Files.deleteIfExists(page);
      Files.createFile(
          page, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        Files.writeString(
            page,
            "<!doctype html><meta http-equiv=refresh content=\"0;url="
                + session.view().ownerLink()
                + "\">",
            StandardOpenOption.WRITE);
        awaitPage(session, browser(page));
      } finally {
        Files.deleteIfExists(page);
      }
    } catch (IOException | InterruptedException noBrowser) {
      throw noBrowser();
    }
  }

  private static Process browser(Path page) throws IOException {
    return new ProcessBuilder("xdg-open", page.toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /// A desktop's opener ends at once or goes on for as long as the browser; its failure tells.
  private static void awaitPage(Sessions.Running session, Process opener)
      throws IOException, InterruptedException {
    int before = ownersPages(session.view());
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(OPENING_S);
    do {
      TimeUnit.MILLISECONDS.sleep(LOOKING_MS);
      SessionView now =
          ControlSocket.ask(session.socket(), ControlRequest.of(ControlRequest.STATUS)).session();
      if (now != null && ownersPages(now) > before) {
        return;
      }
      if (!opener.isAlive() && opener.exitValue() != 0) {
        throw noBrowser();
      }
    } while (System.nanoTime() < until);
    throw noBrowser();
  }

  private static int ownersPages(SessionView view) {
    return view.people().stream()
        .filter(person -> person.role().equals("owner"))
        .mapToInt(SessionView.PersonView::devices)
        .sum();
  }

  private static Complaint noBrowser() {
    return Complaint.failed(
        "no browser opened your page", "weft open --print shows the link of your page");
  }
}
