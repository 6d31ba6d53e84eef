package weft.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/// An [OffenderProgram] at a [Place].
final class Offender implements AutoCloseable {
  private final Process process;
  private final Writer orders;
  private final BufferedReader answers;

  Offender(Place place, String certificate, String link) throws IOException {
    process = GuestProcess.java(place, OffenderProgram.class, certificate, link);
    orders = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /// Carries out an order of [OffenderProgram].
  String does(String order) throws IOException {
    orders.write(order + "\n");
    orders.flush();
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith("= ")) {
        return line.substring(2);
      }
    }
    throw new IOException("the offender has ended");
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
