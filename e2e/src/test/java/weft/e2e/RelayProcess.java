package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import weft.testkit.Certificates;
import weft.testkit.Weft;

/// A relay at a [Place], in a process of its own.
final class RelayProcess implements AutoCloseable {
  private static final int PORT = 7443;

  private final Place place;
  private final Certificates certificates;
  private final List<String> environment;
  private final Path log;
  private Process process;

  /// @param environment variables of its own, `NAME=VALUE` each
  /// @param log its complaints go there
  RelayProcess(Place place, Certificates certificates, List<String> environment, Path log)
      throws IOException {
    this.place = place;
    this.certificates = certificates;
    this.environment = List.copyOf(environment);
    this.log = log;
    process = start();
  }

  static String address(Place place) {
    return "https://" + place.address() + ":" + PORT;
  }

  private Process start() throws IOException {
    ProcessBuilder builder =
        place
            .process(
                List.of(
                    Weft.checkout().resolve("weft").toString(),
                    "relay",
                    "--listen",
                    place.address() + ":" + PORT,
                    "--tls-cert",
                    certificates.certificate(),
                    "--tls-key",
                    certificates.key()))
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("WEFT_NO_BUILD", "1");
    for (String variable : environment) {
      String[] parts = variable.split("=", 2);
      builder.environment().put(parts[0], parts[1]);
    }
    Process started = builder.start();
    BufferedReader lines = started.inputReader();
    assertThat(lines.readLine()).startsWith("relay at ");
    return started;
  }

  Place place() {
    return place;
  }

  String address() {
    return address(place);
  }

  long pid() {
    return process.pid();
  }

  /// What it has complained of.
  String log() throws IOException {
    return Files.readString(log);
  }

  /// Without a word.
  void kill() throws Exception {
    Signal.KILL.to(pid());
    process.waitFor(10, TimeUnit.SECONDS);
  }

  /// Empty.
  void startAgain() throws IOException {
    process = start();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
