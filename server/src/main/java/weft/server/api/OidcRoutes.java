package weft.server.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weft.relay.Accounts.Reply;
import weft.server.Emails;
import weft.server.http.Answers;
import weft.server.http.Call;
import weft.server.http.Cookies;
import weft.server.http.Need;
import weft.server.http.Pending;
import weft.server.http.RateLimit;
import weft.server.http.Refusal;
import weft.server.http.Route;
import weft.server.store.Person;

/// Signing in through a provider that speaks OpenID Connect: discovery, code with PKCE, and only
/// addresses that the provider says it has verified.
public final class OidcRoutes {
  private static final System.Logger LOG = System.getLogger("weft.server");

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int TIMEOUT_MS = 10_000;

  /// @param issuer where its metadata is found
  /// @param secret null for a client that has none
  /// @param name on the button
  public record Provider(String issuer, String clientId, @Nullable String secret, String name) {
    /// Without the secret.
    @Override
    public String toString() {
      return issuer + " as " + clientId;
    }
  }

  private record Begun(State state, Nonce nonce, CodeVerifier verifier, String next) {}

  private final Provider provider;
  private final Stores stores;
  private final Live live;
  private final Entering entering;
  private final RateLimit perCaller;
  private final Pending<Begun> begun;
  private volatile @Nullable OIDCProviderMetadata metadata;

  OidcRoutes(
      Provider provider,
      Stores stores,
      Live live,
      Entering entering,
      Cookies cookies,
      InstantSource clock) {
    this.provider = provider;
    this.stores = stores;
    this.live = live;
    this.entering = entering;
    this.begun = new Pending<>("weft-oidc", PATIENCE, cookies, clock);
    this.perCaller = new RateLimit(60, Duration.ofMinutes(10), clock);
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", "/api/sign-in/oidc", Need.NOTHING, this::begin),
        new Route("GET", "/api/sign-in/oidc/back", Need.NOTHING, this::back));
  }

  private URI backAt() {
    return URI.create(live.address() + "/api/sign-in/oidc/back");
  }

  private Reply begin(Call call) {
    perCaller.check(call.from());
    Begun one =
        new Begun(new State(), new Nonce(), new CodeVerifier(), Ways.local(call.parameter("next")));
    URI there;
    try {
      there =
          new AuthenticationRequest.Builder(
                  ResponseType.CODE,
                  new Scope("openid", "email", "profile"),
                  new ClientID(provider.clientId()),
                  backAt())
              .endpointURI(metadata().getAuthorizationEndpointURI())
              .state(one.state())
              .nonce(one.nonce())
              .codeChallenge(one.verifier(), CodeChallengeMethod.S256)
              .build()
              .toURI();
    } catch (GeneralException | IOException away) {
      return trouble("provider", away);
    }
    return Answers.with(Answers.redirect(there.toString()), begun.begin(one));
  }

  private Reply back(Call call) {
    perCaller.check(call.from());
    Begun one = begun.take(call).orElse(null);
    if (one == null) {
      return trouble("late", null);
    }
    Reply reply;
    try {
      reply = finished(call, one);
    } catch (GeneralException | IOException | BadJOSEException | JOSEException failed) {
      reply = trouble("provider", failed);
    } catch (Refusal refusal) {
      reply = trouble("refused", refusal);
    }
    String cleared = begun.clear();
    String set = reply.headers().get("set-cookie");
    return Answers.with(reply, set == null ? cleared : set + "\n" + cleared);
  }

  private Reply finished(Call call, Begun one)
      throws GeneralException, IOException, BadJOSEException, JOSEException {
    URI returned = URI.create(backAt() + "?" + call.request().query());
    AuthenticationResponse response = AuthenticationResponseParser.parse(returned);
    if (!one.state().equals(response.getState())) {
      return trouble("late", null);
    }
    if (!response.indicatesSuccess()) {
      return trouble("cancelled", null);
    }
    AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
    IDTokenClaimsSet claims = claims(code, one);
    Boolean verified = claims.getBooleanClaim("email_verified");
    Optional<String> email =
        Optional.ofNullable(claims.getStringClaim("email")).flatMap(Emails::normal);
    if (email.isEmpty() || !Boolean.TRUE.equals(verified)) {
      return trouble("unverified", null);
    }
    Person person = person(claims, email.get());
    return entering.browser(call, person, Answers.redirect(one.next()));
  }

  private Person person(IDTokenClaimsSet claims, String email) {
    String issuer = claims.getIssuer().getValue();
    String subject = claims.getSubject().getValue();
    Optional<Person> known = stores.people().withIdentity(issuer, subject);
    String given = claims.getStringClaim("name");
    String name =
        given == null || given.isBlank() ? Emails.name(email) : weft.protocol.Name.clean(given);
    // Whoever has another address at the provider now is still the same person.
    Person person = entering.person(known.map(Person::email).orElse(email), name, "openid connect");
    if (known.isEmpty()) {
      stores.people().identify(person, issuer, subject);
    }
    return person;
  }

  private IDTokenClaimsSet claims(AuthorizationCode code, Begun one)
      throws GeneralException, IOException, BadJOSEException, JOSEException {
    OIDCProviderMetadata known = metadata();
    ClientID client = new ClientID(provider.clientId());
    AuthorizationCodeGrant grant = new AuthorizationCodeGrant(code, backAt(), one.verifier());
    String secret = provider.secret();
    TokenRequest.Builder request =
        secret == null
            ? new TokenRequest.Builder(known.getTokenEndpointURI(), client, grant)
            : new TokenRequest.Builder(
                known.getTokenEndpointURI(),
                new ClientSecretBasic(client, new Secret(secret)),
                grant);
    HTTPRequest http = request.build().toHTTPRequest();
    http.setConnectTimeout(TIMEOUT_MS);
    http.setReadTimeout(TIMEOUT_MS);
    var answered = OIDCTokenResponseParser.parse(http.send());
    if (!answered.indicatesSuccess()) {
      throw new ParseException(
          "the provider gave no token: " + answered.toErrorResponse().getErrorObject().getCode());
    }
    JWT token = ((OIDCTokenResponse) answered.toSuccessResponse()).getOIDCTokens().getIDToken();
    IDTokenValidator validator =
        new IDTokenValidator(
            known.getIssuer(),
            client,
            com.nimbusds.jose.JWSAlgorithm.parse(token.getHeader().getAlgorithm().getName()),
            keysOf(known));
    return validator.validate(token, one.nonce());
  }

  private static URL keysOf(OIDCProviderMetadata known) throws MalformedURLException {
    return known.getJWKSetURI().toURL();
  }

  /// What the provider says of itself, asked for once.
  private OIDCProviderMetadata metadata() throws GeneralException, IOException {
    OIDCProviderMetadata known = metadata;
    if (known == null) {
      known = OIDCProviderMetadata.resolve(new Issuer(provider.issuer()), TIMEOUT_MS, TIMEOUT_MS);
      metadata = known;
    }
    return known;
  }

  /// Back to the page, which has a sentence for each of these words.
  private Reply trouble(String word, @Nullable Exception why) {
    if (why != null) {
      LOG.log(
          System.Logger.Level.WARNING, "signing in through " + provider + ": " + why.getMessage());
    }
    return Answers.redirect("/sign-in?trouble=" + word);
  }
}
