package weft.server.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import io.avaje.jsonb.Json;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weft.relay.Accounts.Reply;
import weft.server.http.Answers;
import weft.server.http.Call;
import weft.server.http.Cookies;
import weft.server.http.Need;
import weft.server.http.Pending;
import weft.server.http.RateLimit;
import weft.server.http.Refusal;
import weft.server.http.Route;
import weft.server.store.Passkeys;
import weft.server.store.Person;
import weft.server.store.Secrets;

/// Passkeys: made once somebody is signed in, enough from then on. Browsers bind them to a name,
/// so a relay that goes by an IP address has none.
final class PasskeyRoutes {
  private static final System.Logger LOG = System.getLogger("weft.server");
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final int EACH = 20;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder FROM_BASE64 = Base64.getUrlDecoder();

  private static final List<PublicKeyCredentialParameters> ALGORITHMS =
      List.of(
          algorithm(COSEAlgorithmIdentifier.EdDSA),
          algorithm(COSEAlgorithmIdentifier.ES256),
          algorithm(COSEAlgorithmIdentifier.RS256));

  @Json
  record Party(String id, String name) {}

  @Json
  record Holder(String id, String name, String displayName) {}

  @Json
  record Parameter(String type, long alg) {}

  @Json
  record Known(String type, String id) {}

  @Json
  record Selection(String residentKey, String userVerification) {}

  @Json
  record Creation(
      Party rp,
      Holder user,
      String challenge,
      List<Parameter> pubKeyCredParams,
      List<Known> excludeCredentials,
      Selection authenticatorSelection,
      long timeout) {}

  @Json
  record Wish(String challenge, String rpId, String userVerification, long timeout) {}

  /// @param credential what the browser gave, as JSON
  @Json
  record Made(String name, String credential) {}

  @Json
  record Shown(String credential) {}

  @Json
  record PasskeyView(String id, String name, long created, long used) {}

  @Json
  record PasskeyList(boolean possible, List<PasskeyView> passkeys) {}

  private final Stores stores;
  private final Live live;
  private final Entering entering;
  private final RateLimit perCaller;
  private final String domain;

  /// Challenges that were given.
  private final Pending<String> begun;

  private final ObjectConverter objects = new ObjectConverter();
  private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(objects);
  private final AttestedCredentialDataConverter credentials =
      new AttestedCredentialDataConverter(objects);

  PasskeyRoutes(Stores stores, Live live, Entering entering, Cookies cookies, InstantSource clock) {
    this.stores = stores;
    this.live = live;
    this.entering = entering;
    this.begun = new Pending<>("weft-passkey", PATIENCE, cookies, clock);
    this.perCaller = new RateLimit(60, Duration.ofMinutes(10), clock);
    this.domain = domainOf(live.address());
  }

  /// Whether browsers can have passkeys for this address.
  static boolean arePossible(String address) {
    return domainOf(address).matches("(?i).*[a-z].*") && !domainOf(address).contains(":");
  }

  private static String domainOf(String address) {
    return URI.create(address).getHost();
  }

  private static PublicKeyCredentialParameters algorithm(COSEAlgorithmIdentifier one) {
    return new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, one);
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", "/api/passkeys", Need.SIGNED_IN, this::list),
        new Route("POST", "/api/passkeys/begin", Need.SIGNED_IN, this::beginToMake),
        new Route("POST", "/api/passkeys", Need.SIGNED_IN, this::make),
        new Route("DELETE", "/api/passkeys/{passkey}", Need.SIGNED_IN, this::remove),
        new Route("POST", "/api/sign-in/passkey/begin", Need.NOTHING, this::beginToShow),
        new Route("POST", "/api/sign-in/passkey", Need.NOTHING, this::show));
  }

  private Reply list(Call call) {
    return Answers.json(
        PasskeyList.class,
        new PasskeyList(
            arePossible(live.address()),
            stores.passkeys().of(call.person().id()).stream()
                .map(key -> new PasskeyView(key.id(), key.name(), key.created(), key.used()))
                .toList()));
  }

  private Reply beginToMake(Call call) {
    Person person = call.person();
    List<Passkeys.Passkey> known = stores.passkeys().of(person.id());
    if (known.size() >= EACH) {
      throw new Refusal(409, "You have " + EACH + " passkeys. Remove one first.");
    }
    String challenge = Secrets.token();
    Creation creation =
        new Creation(
            new Party(domain, "weft"),
            new Holder(
                BASE64.encodeToString(person.id().getBytes(US_ASCII)),
                person.email(),
                person.name()),
            challenge,
            ALGORITHMS.stream()
                .map(one -> new Parameter("public-key", one.getAlg().getValue()))
                .toList(),
            known.stream().map(key -> new Known("public-key", key.id())).toList(),
            new Selection("required", "required"),
            PATIENCE.toMillis());
    return Answers.with(Answers.json(Creation.class, creation), begun.begin(challenge));
  }

  private Reply make(Call call) {
    perCaller.check(call.from());
    Made made = call.body(Made.class);
    String challenge = take(call);
    RegistrationData data;
    try {
      data =
          manager.verifyRegistrationResponseJSON(
              made.credential(),
              new RegistrationParameters(server(challenge), ALGORITHMS, true, true));
    } catch (VerificationException | DataConversionException wrong) {
      throw refused(wrong);
    }
    var authenticator = whole(data.getAttestationObject()).getAuthenticatorData();
    AttestedCredentialData credential = whole(authenticator.getAttestedCredentialData());
    String id = BASE64.encodeToString(credential.getCredentialId());
    String written =
        authenticator.getSignCount() + "." + BASE64.encodeToString(credentials.convert(credential));
    if (!stores
        .passkeys()
        .add(id, call.person().id(), Entering.terminalName(made.name()), written)) {
      throw new Refusal(409, "This passkey is known already.");
    }
    stores
        .audit()
        .note(call.person().email(), "passkey.add", "", made.name(), call.person().team());
    return list(call);
  }

  private Reply remove(Call call) {
    if (!stores.passkeys().remove(call.person().id(), call.part("passkey"))) {
      throw Refusal.notThere();
    }
    stores.audit().note(call.person().email(), "passkey.remove", "", "", call.person().team());
    return Answers.done();
  }

  private Reply beginToShow(Call call) {
    perCaller.check(call.from());
    String challenge = Secrets.token();
    Wish wish = new Wish(challenge, domain, "required", PATIENCE.toMillis());
    return Answers.with(Answers.json(Wish.class, wish), begun.begin(challenge));
  }

  private Reply show(Call call) {
    perCaller.check(call.from());
    String json = call.body(Shown.class).credential();
    String challenge = take(call);
    try {
      AuthenticationData data = manager.parseAuthenticationResponseJSON(json);
      String id = BASE64.encodeToString(data.getCredentialId());
      Passkeys.Passkey passkey = stores.passkeys().find(id).orElseThrow(PasskeyRoutes::unknown);
      CredentialRecord record = read(passkey.credential());
      manager.verify(
          data, new AuthenticationParameters(server(challenge), record, null, true, true));
      long count = whole(data.getAuthenticatorData()).getSignCount();
      String kept = passkey.credential();
      stores.passkeys().used(id, count + kept.substring(kept.indexOf('.')));
      Person known = stores.people().find(passkey.person()).orElseThrow(PasskeyRoutes::unknown);
      Person person = entering.person(known.email(), known.name(), "passkey");
      return entering.browser(call, person, Answers.done());
    } catch (VerificationException | DataConversionException wrong) {
      throw refused(wrong);
    }
  }

  private CredentialRecord read(String written) {
    int dot = written.indexOf('.');
    AttestedCredentialData credential =
        credentials.convert(FROM_BASE64.decode(written.substring(dot + 1)));
    return new CredentialRecordImpl(
        new NoneAttestationStatement(),
        true,
        null,
        null,
        Long.parseLong(written.substring(0, dot)),
        credential,
        null,
        null,
        null,
        Set.of());
  }

  private ServerProperty server(String challenge) {
    return ServerProperty.builder()
        .origin(new Origin(live.address()))
        .rpId(domain)
        .challenge(new DefaultChallenge(FROM_BASE64.decode(challenge)))
        .build();
  }

  private String take(Call call) {
    return begun.take(call).orElseThrow(() -> new Refusal(410, "That took too long. Try again."));
  }

  private static <T> T whole(@Nullable T part) {
    if (part == null) {
      throw refused(null);
    }
    return part;
  }

  private static Refusal unknown() {
    return new Refusal(403, "This passkey is not known here. Sign in another way.");
  }

  private static Refusal refused(@Nullable Exception why) {
    LOG.log(
        System.Logger.Level.WARNING,
        "a passkey was refused: " + (why == null ? "" : why.getMessage()));
    return new Refusal(403, "This passkey was not accepted. Sign in another way.");
  }
}
