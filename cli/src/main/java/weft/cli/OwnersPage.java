package weft.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import weft.host.SessionView;

/// Opens the owner's own page. Its link is as good as the keyboard: it never becomes an argument of
/// a program, where every user of the machine could read it, but goes through a private file.
final class OwnersPage {
  /// How long the browser has to read the file, in seconds.
  private static final int READING_S = 5;

  private OwnersPage() {}

  static void open(SessionView view, boolean print) {
    boolean desktop = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
    if (print || !desktop) {
      System.out.println(view.ownerLink());
      return;
    }
    try {
      Path page = Sessions.folder().resolve("open-" + ProcessHandle.current().pid() + ".html");
      Files.deleteIfExists(page);
      Files.createFile(
          page, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(
          page,
          "<!doctype html><meta http-equiv=refresh content=\"0;url=" + view.ownerLink() + "\">",
          Set.of(StandardOpenOption.WRITE).toArray(StandardOpenOption[]::new));
      try {
        new ProcessBuilder("xdg-open", page.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor(READING_S, TimeUnit.SECONDS);
        TimeUnit.SECONDS.sleep(READING_S);
      } finally {
        Files.deleteIfExists(page);
      }
    } catch (IOException | InterruptedException noBrowser) {
      throw Complaint.failed(
          "no browser could be opened", "weft open --print shows the link of your page");
    }
  }
}
