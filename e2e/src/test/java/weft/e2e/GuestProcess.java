package weft.e2e;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import weft.testkit.Weft;

/// A guest at a [Place], in a process of its own that runs [GuestProgram].
final class GuestProcess implements AutoCloseable {
  private static final JsonType<GuestReport> REPORT =
      Jsonb.builder().build().type(GuestReport.class);

  private final Place place;
  private final String name;
  private final String link;
  private final String certificate;
  private final String key;
  private Process process;
  private Writer orders;
  private BufferedReader answers;

  /// @param key in hexadecimal: who somebody is, on whichever device (rule H5)
  GuestProcess(Place place, String name, String key, String link, String certificate)
      throws IOException {
    this.place = place;
    this.name = name;
    this.link = link;
    this.certificate = certificate;
    this.key = key;
    process = start();
    orders = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
    introduce();
  }

  /// Of somebody new.
  static String freshKey() {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private Process start() throws IOException {
    return java(place, GuestProgram.class, certificate, name);
  }

  /// One of this module's programs, at `place`.
  static Process java(Place place, Class<?> program, String... arguments) throws IOException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx300m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=4",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-cp",
                classes,
                program.getName()));
    command.addAll(List.of(arguments));
    return place
        .process(command)
        .directory(Weft.checkout().toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private void introduce() throws IOException {
    orders.write(link + "\n" + key + "\n");
    orders.flush();
  }

  Place place() {
    return place;
  }

  String key() {
    return key;
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  /// Carries out an order of [GuestProgram].
  GuestReport ask(String order) throws IOException {
    orders.write(order + "\n");
    orders.flush();
    String answer = answers.readLine();
    while (answer != null && !answer.startsWith("{")) {
      answer = answers.readLine(); // a JVM that is asked for its threads prints them here
    }
    if (answer == null) {
      throw new IOException(name + " has ended");
    }
    return REPORT.fromJson(answer);
  }

  GuestReport report() throws IOException {
    return ask("report");
  }

  /// Killed, and started again as the same person.
  void killedAndBack() throws IOException {
    close();
    process = start();
    orders = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
    introduce();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
