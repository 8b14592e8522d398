package io.mastic.model.graph.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.mastic.model.graph.node.NodeType;
import io.mastic.model.graph.node.NodeType.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the editor's document calls a type of node, where that is not the API's name: its type, together with one more member.
 * Types of which no document is known are written under the API's name.
 *
 * @param member the API's name
 * @param type the short name
 * @param sign the member that tells types of the same short name apart; empty if there are none
 * @param values those of the sign that stand for this type, as texts
 */
record StudioType(String member, Role role, String type, String sign, Set<String> values) {
    private static final List<StudioType> SHORT = List.of(
            new StudioType("S3CatalogSource", Role.SOURCE, "S3", "isCatalog", Set.of("true")),
            new StudioType("S3CsvSource", Role.SOURCE, "S3", "format", Set.of("csv")),
            new StudioType("S3JsonSource", Role.SOURCE, "S3", "format", Set.of("json")),
            new StudioType("S3ParquetSource", Role.SOURCE, "S3", "format", Set.of("parquet")),
            new StudioType("CatalogSource", Role.SOURCE, "Catalog", "", Set.of()),
            new StudioType("S3GlueParquetTarget", Role.TARGET, "S3", "format", Set.of("glueparquet")),
            new StudioType(
                    "S3DirectTarget",
                    Role.TARGET,
                    "S3",
                    "format",
                    Set.of("json", "csv", "avro", "orc", "parquet", "xml")));

    /** The API's name of a node of the editor's document; empty if there is none. */
    static Optional<String> member(JsonNode node) {
        var role = role(node.path("classification").asText());
        var type = node.path("type").asText();
        return SHORT.stream()
                .filter(known -> known.type.equals(type)
                        && role.filter(known.role::equals).isPresent())
                .filter(known -> known.sign.isEmpty()
                        || known.values.contains(node.path(known.sign).asText()))
                .findFirst()
                .map(StudioType::member)
                .or(() -> NodeType.of(type).map(NodeType::member));
    }

    /** The short name of a node of the API; empty if it has none. */
    static Optional<StudioType> of(String member, JsonNode fields) {
        return SHORT.stream()
                .filter(known -> known.member.equals(member))
                .filter(known -> known.values.size() < 2
                        || known.values.contains(fields.path("Format").asText()))
                .findFirst();
    }

    /** The value of the sign, where it is not among the node's own members. */
    Optional<String> signed() {
        return Optional.of(values).filter(all -> all.size() == 1).map(all -> all.iterator()
                .next());
    }

    static String classification(Role role) {
        return switch (role) {
            case SOURCE -> "DataSource";
            case TRANSFORM -> "Transform";
            case TARGET -> "DataSink";
        };
    }

    private static Optional<Role> role(String classification) {
        for (var role : Role.values()) {
            if (classification(role).equals(classification)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
