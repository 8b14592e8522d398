package io.mastic.server.visual;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mastic.model.graph.Graph;
import io.mastic.model.graph.node.Origin;
import io.mastic.model.graph.node.TableSchemas;
import io.mastic.model.graph.schema.Column;
import io.mastic.model.graph.schema.FieldType;
import io.mastic.model.graph.schema.Schema;
import io.mastic.protocol.Call;
import io.mastic.protocol.Caller;
import io.mastic.protocol.ServiceException;
import io.mastic.server.objects.RoleObjects;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * Reads a source's columns off its table, or off the beginning of one of its files: the first there is, or the one that the node
 * names as its sample.
 */
public final class SchemaInference {
    /** Tables as a caller may see them. */
    @FunctionalInterface
    public interface Tables {
        /** @throws ServiceException {@code EntityNotFoundException}, {@code AccessDeniedException} */
        Table get(Call call, String database, String table);
    }

    private static final int SERVER_FAULT = 500;

    private final Function<Caller, RoleObjects> objects;
    private final Tables tables;

    public SchemaInference(Function<Caller, RoleObjects> objects, Tables tables) {
        this.objects = objects;
        this.tables = tables;
    }

    /**
     * The columns of one source.
     *
     * @param node as CodeGenConfigurationNodes has it
     * @throws ServiceException {@code InvalidInputException} for a node that is no source of files or a table
     */
    Schema infer(Call call, String id, JsonNode node) {
        var graph = Graph.read(JsonNodeFactory.instance.objectNode().set(id, node));
        var source = graph.nodes().get(id);
        if (source == null || !graph.invalid().isEmpty()) {
            throw VisualErrors.invalidGraph(graph.problems());
        }
        var origin = source.origin()
                .orElseThrow(() ->
                        VisualErrors.invalid("The columns of " + source.type().title() + " \"" + source.name()
                                + "\" cannot be inferred without a run: give its OutputSchemas yourself"));
        if (origin instanceof Origin.Table table) {
            return schema(tables.get(call, table.database(), table.name()));
        }
        var files = (Origin.Files) origin;
        return FileSchema.of(files, SampleFile.of(objects.apply(call.caller()), files.options()));
    }

    /** The columns of the tables that a caller may see. */
    TableSchemas tables(Call call) {
        return table -> {
            try {
                return Optional.of(schema(tables.get(call, table.database(), table.name())));
            } catch (ServiceException e) {
                if (e.status() >= SERVER_FAULT) {
                    throw e;
                }
                return Optional.empty();
            }
        };
    }

    private static Schema schema(Table table) {
        var columns = Optional.ofNullable(table.storageDescriptor())
                .map(StorageDescriptor::columns)
                .orElse(List.of());
        return Schema.of(Stream.concat(columns.stream(), table.partitionKeys().stream())
                .map(column -> new Column(column.name(), type(column.type()))));
    }

    private static FieldType type(@Nullable String text) {
        try {
            return FieldType.parse(Optional.ofNullable(text).orElse("string"));
        } catch (IllegalArgumentException e) {
            return new FieldType.Primitive("unknown");
        }
    }
}
