package io.mastic.protocol;

import java.time.Instant;
import java.util.Optional;

/** The secrets behind access key ids; implemented by identity. Called once a request: answers from memory. */
public interface SigningKeys {
    Optional<SigningKey> find(String accessKeyId);

    /**
     * @param sessionToken present for temporary credentials: the request must carry it
     * @param expires present for temporary credentials
     */
    record SigningKey(String secret, Caller caller, Optional<String> sessionToken, Optional<Instant> expires) {
        @Override
        public String toString() {
            return "SigningKey[" + caller + "]";
        }
    }
}
