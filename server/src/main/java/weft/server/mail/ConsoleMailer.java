package weft.server.mail;

/// Where no mail is configured: whoever runs the relay passes it on.
public final class ConsoleMailer implements Mailer {
  @Override
  public void send(Mail mail) {
    StringBuilder said =
        new StringBuilder("\n*** NO MAIL IS CONFIGURED (mail.smtp): pass this on to ");
    said.append(mail.to()).append(", or use it yourself ***\n");
    mail.text().lines().forEach(line -> said.append("  ").append(line).append('\n'));
    System.out.println(said);
    System.out.flush();
  }

  @Override
  public boolean isReal() {
    return false;
  }
}
