package weft.server;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Addresses as they are compared and stored: without blanks, in lower case, of a shape that mail
/// can be sent to.
public final class Emails {
  private static final int LONGEST = 254;

  /// Nothing that means something to a mail's header, and ASCII only.
  private static final Pattern SHAPE =
      Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[a-z0-9][a-z0-9.-]*");

  private Emails() {}

  public static Optional<String> normal(String text) {
    String email = text.strip().toLowerCase(Locale.ROOT);
    if (email.length() > LONGEST || !SHAPE.matcher(email).matches()) {
      return Optional.empty();
    }
    try {
      new InternetAddress(email, true).validate();
      return Optional.of(email);
    } catch (AddressException _) {
      return Optional.empty();
    }
  }

  /// What is behind the @.
  public static String domain(String email) {
    return email.substring(email.lastIndexOf('@') + 1);
  }

  /// What somebody is called who has not said so: what is before the @.
  public static String name(String email) {
    return email.substring(0, email.lastIndexOf('@'));
  }
}
