package weft.server.mail;

/// The way of a mail.
public interface Mailer {
  /// Sends it soon; what goes wrong is the log's.
  void send(Mail mail);

  /// Whether mails reach their addressees, and not only the console.
  boolean isReal();

  /// @param to a valid address
  record Mail(String to, String subject, String text) {}
}
