package weft.server.mail;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Through a mail server, on threads of its own: nobody learns from the time that an answer takes
/// whether a mail was sent.
public final class SmtpMailer implements Mailer, AutoCloseable {
  private static final System.Logger LOG = System.getLogger("weft.server");

  /// A server that is away for a moment has this many tries.
  private static final int TRIES = 3;

  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final String TIMEOUT_MS = "15000";
  private static final int WAITING = 1_000;

  /// @param tls `starttls`, `tls` or `none`
  /// @param from what it says it comes from
  public record Settings(
      String host,
      int port,
      String tls,
      String from,
      @Nullable String user,
      @Nullable String password) {
    /// Without the password.
    @Override
    public String toString() {
      return host + ":" + port + " (" + tls + ")";
    }
  }

  private final Settings settings;
  private final Session session;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          2,
          2,
          10,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(WAITING),
          Thread.ofPlatform().daemon().name("weft-mail-", 0).factory());

  public SmtpMailer(Settings settings) {
    this.settings = settings;
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.host", settings.host());
    properties.setProperty("mail.smtp.port", Integer.toString(settings.port()));
    properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MS);
    properties.setProperty("mail.smtp.timeout", TIMEOUT_MS);
    properties.setProperty("mail.smtp.writetimeout", TIMEOUT_MS);
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    boolean starttls = settings.tls().equals("starttls");
    properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(starttls));
    properties.setProperty("mail.smtp.starttls.required", Boolean.toString(starttls));
    properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(settings.tls().equals("tls")));
    String user = settings.user();
    properties.setProperty("mail.smtp.auth", Boolean.toString(user != null));
    session =
        Session.getInstance(
            properties,
            user == null
                ? null
                : new Authenticator() {
                  @Override
                  protected PasswordAuthentication getPasswordAuthentication() {
                    return new PasswordAuthentication(user, settings.password());
                  }
                });
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public boolean isReal() {
    return true;
  }

  @Override
  public void send(Mail mail) {
    try {
      threads.execute(() -> deliver(mail));
    } catch (RejectedExecutionException full) {
      LOG.log(System.Logger.Level.ERROR, "a mail was dropped: " + WAITING + " wait already");
    }
  }

  private void deliver(Mail mail) {
    for (int left = TRIES; left > 0; left--) {
      try {
        Transport.send(message(mail));
        return;
      } catch (MessagingException failed) {
        LOG.log(
            left > 1 ? System.Logger.Level.WARNING : System.Logger.Level.ERROR,
            "the mail server " + settings + " did not take a mail: " + failed.getMessage());
        if (left > 1 && !pause()) {
          return;
        }
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private MimeMessage message(Mail mail) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(settings.from(), true));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
    message.setSubject(mail.subject(), "UTF-8");
    message.setText(mail.text(), "UTF-8");
    message.setHeader("Auto-Submitted", "auto-generated");
    return message;
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException stop) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
