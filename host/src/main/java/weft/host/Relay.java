package weft.host;

import java.io.IOException;
import weft.crypto.SessionIdentity;

/// A relay that a session can be shared through: the role's port; embedded or far away.
public interface Relay {
  /// Scheme, host and port that go before `/s/ID` in links, known before anything is connected.
  String address();

  /// Starts connecting; everything else goes through `listener`.
  RelayLink connect(SessionIdentity identity, RelayLink.Listener listener) throws IOException;
}
