package io.mastic.server.connections;

import io.mastic.server.catalog.CatalogErrors;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.glue.model.ConnectionInput;
import software.amazon.awssdk.services.glue.model.ConnectionType;

/** What a connection must have, by its type. */
final class ConnectionLimits {
    private static final Map<ConnectionType, List<String>> REQUIRED = Map.of(
            ConnectionType.JDBC, List.of("JDBC_CONNECTION_URL"),
            ConnectionType.MONGODB, List.of("CONNECTION_URL"),
            ConnectionType.MARKETPLACE, List.of("CONNECTOR_TYPE", "CONNECTOR_CLASS_NAME", "CONNECTOR_URL"),
            ConnectionType.CUSTOM, List.of("CONNECTOR_TYPE", "CONNECTOR_CLASS_NAME", "CONNECTOR_URL"));

    private ConnectionLimits() {}

    static void require(ConnectionInput input) {
        var properties = input.connectionPropertiesAsStrings();
        for (var name : REQUIRED.getOrDefault(input.connectionType(), List.of())) {
            if (!properties.containsKey(name)) {
                throw CatalogErrors.invalid("A connection of the type " + input.connectionTypeAsString()
                        + " needs the connection property " + name);
            }
        }
        var url = properties.get("JDBC_CONNECTION_URL");
        if (input.connectionType() == ConnectionType.JDBC && url != null && !url.startsWith("jdbc:")) {
            throw CatalogErrors.invalid("JDBC_CONNECTION_URL begins with jdbc:");
        }
        properties.keySet().stream()
                .filter(name -> name.startsWith("ENCRYPTED_"))
                .findFirst()
                .ifPresent(name -> {
                    throw CatalogErrors.invalid(name + " is only answered: give "
                            + name.substring("ENCRYPTED_".length()) + ", which is encrypted here");
                });
    }
}
