package io.mastic.server.connections;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.AuthenticationConfigurationInput;
import software.amazon.awssdk.services.glue.model.ConnectionInput;

/**
 * What of a connection is secret, by where it stands: {@code ConnectionProperties/PASSWORD}. Secrets of the
 * authentication configuration are never shown; AWS puts them into a vault of its own.
 */
record ConnectionSecrets(Map<String, String> values) {
    static final String CONNECTION = "ConnectionProperties";
    static final String SPARK = "SparkProperties";
    static final String ATHENA = "AthenaProperties";
    static final String PYTHON = "PythonProperties";

    private static final String AUTHENTICATION = "AuthenticationConfiguration";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};
    private static final Pattern SECRET =
            Pattern.compile(".*(PASSWORD|PASSPHRASE|SECRET|TOKEN|PRIVATE_?KEY|API_?KEY|ACCESS_?KEY).*");
    /** These name a place: of a secret in a vault, of a token service, or of a key that is no secret itself. */
    private static final Pattern PLACE = Pattern.compile(".*(_ARN|_?ID|_URL|_URI|_NAME)");

    ConnectionSecrets {
        values = Map.copyOf(values);
    }

    @Override
    public String toString() {
        return "ConnectionSecrets[" + values.keySet() + "]";
    }

    static ConnectionSecrets of(ConnectionInput input) {
        var found = new TreeMap<String, String>();
        properties(CONNECTION, input.connectionPropertiesAsStrings(), found);
        properties(SPARK, input.sparkProperties(), found);
        properties(ATHENA, input.athenaProperties(), found);
        properties(PYTHON, input.pythonProperties(), found);
        if (input.authenticationConfiguration() != null) {
            authentication(input.authenticationConfiguration(), found);
        }
        return new ConnectionSecrets(found);
    }

    private static void properties(String place, Map<String, String> properties, Map<String, String> found) {
        properties.forEach((name, value) -> {
            if (isSecret(name) && value != null) {
                found.put(place + "/" + name, value);
            }
        });
    }

    static boolean isSecret(String property) {
        var name = property.toUpperCase(Locale.ROOT);
        return SECRET.matcher(name).matches() && !PLACE.matcher(name).matches();
    }

    private static void authentication(AuthenticationConfigurationInput input, Map<String, String> found) {
        var basic = input.basicAuthenticationCredentials();
        if (basic != null) {
            put(found, "Username", basic.username());
            put(found, "Password", basic.password());
        }
        input.customAuthenticationCredentials().forEach((name, value) -> put(found, "Custom/" + name, value));
        var oauth = input.oAuth2Properties();
        if (oauth == null) {
            return;
        }
        if (oauth.authorizationCodeProperties() != null) {
            put(found, "AuthorizationCode", oauth.authorizationCodeProperties().authorizationCode());
        }
        var tokens = oauth.oAuth2Credentials();
        if (tokens != null) {
            put(found, "UserManagedClientApplicationClientSecret", tokens.userManagedClientApplicationClientSecret());
            put(found, "AccessToken", tokens.accessToken());
            put(found, "RefreshToken", tokens.refreshToken());
            put(found, "JwtToken", tokens.jwtToken());
        }
    }

    private static void put(Map<String, String> found, String name, @Nullable String value) {
        if (value != null) {
            found.put(AUTHENTICATION + "/" + name, value);
        }
    }

    /** Properties without those that are secret. */
    static Map<String, String> without(Map<String, String> properties) {
        var open = new LinkedHashMap<>(properties);
        open.keySet().removeIf(ConnectionSecrets::isSecret);
        return open;
    }

    /** The secret ones of properties. */
    Map<String, String> in(String place) {
        var found = new TreeMap<String, String>();
        values.forEach((name, value) -> {
            if (name.startsWith(place + "/")) {
                found.put(name.substring(place.length() + 1), value);
            }
        });
        return found;
    }

    /** A secret of the authentication configuration. */
    Optional<String> authentication(String name) {
        return Optional.ofNullable(values.get(AUTHENTICATION + "/" + name));
    }

    String json() {
        try {
            return MAPPER.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static ConnectionSecrets ofJson(String json) {
        try {
            return new ConnectionSecrets(MAPPER.readValue(json, TEXTS));
        } catch (JsonProcessingException e) {
            // The text is secret: it may not be in the message.
            throw new IllegalStateException("The secrets of a connection cannot be read");
        }
    }
}
