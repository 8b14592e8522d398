package io.mastic.model.graph.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * The members of a node in the editor's document: named with a small letter, a path of one name as that name, a schema as a
 * list of columns. Null is absent there.
 *
 * <p>A place is the names of the API from the node's type on, with dots: {@code Join.Columns.Keys}.
 */
final class StudioFields {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String SCHEMAS = "OutputSchemas";
    private static final Set<String> LISTS_OF_PATHS = Set.of(
            "SelectFields.Paths",
            "DropFields.Paths",
            "SplitFields.Paths",
            "DropDuplicates.Columns",
            "Aggregate.Groups",
            "Join.Columns.Keys",
            "Merge.PrimaryKeys",
            "PartitionKeys");
    private static final Set<String> PATHS =
            Set.of("RenameField.SourcePath", "RenameField.TargetPath", "Aggregate.Aggs.Column");
    /** Their keys are the user's, or another system's. */
    private static final Set<String> MAPS = Set.of(
            "AdditionalHudiOptions",
            "AdditionalDeltaOptions",
            "AdditionalIcebergOptions",
            "AdditionalDataSources",
            "AdditionalOptions",
            "DataTypeMapping",
            "ConnectorDataSource.Data",
            "ConnectorDataTarget.Data",
            "Recipe.RecipeSteps.Action.Parameters");
    /** Elsewhere these are maps. */
    private static final Set<String> STRUCTURES = Set.of(
            "S3CsvSource.AdditionalOptions",
            "S3JsonSource.AdditionalOptions",
            "S3ParquetSource.AdditionalOptions",
            "S3ExcelSource.AdditionalOptions",
            "S3HudiSource.AdditionalOptions",
            "S3DeltaSource.AdditionalOptions",
            "S3CatalogSource.AdditionalOptions",
            "GovernedCatalogSource.AdditionalOptions",
            "DynamoDBCatalogSource.AdditionalOptions",
            "JDBCConnectorSource.AdditionalOptions");

    private StudioFields() {}

    private static boolean isIn(Set<String> places, String place) {
        return places.contains(place) || places.contains(place.substring(place.lastIndexOf('.') + 1));
    }

    private static boolean isMap(String place) {
        return isIn(MAPS, place) && !STRUCTURES.contains(place);
    }

    static JsonNode write(String place, JsonNode value) {
        if (isMap(place)) {
            return value;
        }
        if (PATHS.contains(place)) {
            return name(value);
        }
        if (value.isArray()) {
            var array = JSON.arrayNode();
            boolean schemas = place.endsWith("." + SCHEMAS);
            boolean paths = isIn(LISTS_OF_PATHS, place);
            value.forEach(
                    element -> array.add(schemas ? columns(element) : paths ? name(element) : write(place, element)));
            return array;
        }
        if (!value.isObject()) {
            return value;
        }
        var object = JSON.objectNode();
        value.properties()
                .forEach(member -> object.set(
                        Casing.lowered(member.getKey()), write(place + "." + member.getKey(), member.getValue())));
        return object;
    }

    static JsonNode read(String place, JsonNode value) {
        if (isMap(place)) {
            return value;
        }
        if (PATHS.contains(place)) {
            return path(value);
        }
        if (value.isArray()) {
            var array = JSON.arrayNode();
            boolean schemas = place.endsWith("." + SCHEMAS);
            boolean paths = isIn(LISTS_OF_PATHS, place);
            value.forEach(
                    element -> array.add(schemas ? schema(element) : paths ? path(element) : read(place, element)));
            return array;
        }
        if (!value.isObject()) {
            return value;
        }
        var object = JSON.objectNode();
        value.properties().stream()
                .filter(member -> !member.getValue().isNull())
                .forEach(member -> {
                    var name = Casing.raised(member.getKey());
                    object.set(name, read(place + "." + name, member.getValue()));
                });
        return object;
    }

    /** A path of one name as a text; one of several stays a list. */
    private static JsonNode name(JsonNode path) {
        return path.isArray() && path.size() == 1 ? path.get(0) : path;
    }

    private static JsonNode path(JsonNode name) {
        return name.isTextual() ? JSON.arrayNode().add(name) : name;
    }

    private static JsonNode columns(JsonNode schema) {
        if (schema.size() != 1 || !schema.path("Columns").isArray()) {
            return schema;
        }
        var columns = JSON.arrayNode();
        schema.path("Columns")
                .forEach(column -> columns.add(column.isObject() ? written((ObjectNode) column) : column));
        return columns;
    }

    private static ObjectNode written(ObjectNode column) {
        var name = column.path("Name");
        var written = JSON.objectNode();
        written.set("key", name);
        written.set("fullPath", JSON.arrayNode().add(name));
        column.properties().stream()
                .filter(member -> !member.getKey().equals("Name"))
                .forEach(member -> written.set(Casing.lowered(member.getKey()), member.getValue()));
        return written;
    }

    private static JsonNode schema(JsonNode columns) {
        if (!columns.isArray()) {
            return columns;
        }
        var read = JSON.arrayNode();
        columns.forEach(column -> read.add(column.isObject() ? column((ObjectNode) column) : column));
        return JSON.objectNode().set("Columns", read);
    }

    private static ObjectNode column(ObjectNode written) {
        var name = written.path("key");
        var column = JSON.objectNode();
        column.set("Name", name);
        written.properties().stream()
                .filter(member ->
                        !member.getValue().isNull() && !member.getKey().equals("key"))
                .filter(member -> !member.getKey().equals("fullPath") || !isPathOf(member.getValue(), name))
                .forEach(member -> column.set(Casing.raised(member.getKey()), member.getValue()));
        return column;
    }

    private static boolean isPathOf(JsonNode path, JsonNode name) {
        return path instanceof ArrayNode && path.size() == 1 && path.get(0).equals(name);
    }
}
