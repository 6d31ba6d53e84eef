package weft.server.mail;

import weft.protocol.Level;
import weft.protocol.Name;
import weft.server.store.SignIns;

/// What mails say. Names are other people's words: cleaned, and never in a subject.
public final class Letters {
  private final Mailer mailer;
  private final String relay;

  /// @param relay its address, as people open it
  public Letters(Mailer mailer, String relay) {
    this.mailer = mailer;
    this.relay = relay;
  }

  /// Whether mails reach anybody.
  public boolean areSent() {
    return mailer.isReal();
  }

  public void signIn(String email, String token) {
    mailer.send(
        new Mailer.Mail(
            email,
            "Sign in to weft at " + host(),
            """
            Open this link to sign in to weft at %s:

              %s/sign-in#%s

            It works once, for %d minutes. If you did not ask for it, somebody typed your
            address by mistake: nothing happens unless you open it.
            """
                .formatted(host(), relay, token, SignIns.MAIL.toMinutes())));
  }

  /// Says where a session is; its link comes from its owner, as the relay does not have it.
  public void invite(String email, String owner, String session, Level level) {
    mailer.send(
        new Mailer.Mail(
            email,
            "You are invited to a terminal session at " + host(),
            """
            %s lets you %s a live terminal session:

              %s/s/%s

            Sign in there as %s. You also need the session's link, which ends with a secret
            after a # and comes from %s directly: it never goes through this relay.
            """
                .formatted(
                    Name.clean(owner),
                    level == Level.EDIT ? "work in" : "watch",
                    relay,
                    session,
                    email,
                    Name.clean(owner))));
  }

  public void team(String email, String owner, String team) {
    mailer.send(
        new Mailer.Mail(
            email,
            "You are invited to a team at " + host(),
            """
            %s invites you to the team “%s” at %s.

            Sign in as %s, and you are in it:

              %s/sign-in
            """
                .formatted(Name.clean(owner), Name.clean(team), host(), email, relay)));
  }

  private String host() {
    return relay.replaceFirst("^https?://", "");
  }
}
