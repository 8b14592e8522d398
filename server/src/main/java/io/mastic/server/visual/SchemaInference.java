package io.mastic.server.visual;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mastic.model.graph.Graph;
import io.mastic.model.graph.node.Origin;
import io.mastic.model.graph.schema.Column;
import io.mastic.model.graph.schema.FieldType;
import io.mastic.model.graph.schema.JsonRows;
import io.mastic.model.graph.schema.Schema;
import io.mastic.protocol.Call;
import io.mastic.protocol.Caller;
import io.mastic.protocol.ServiceException;
import io.mastic.server.objects.RoleObjects;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
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

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_RECORDS = 10_000;

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
        return read(files, SampleFile.of(objects.apply(call.caller()), files.options()));
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

    private static Schema read(Origin.Files files, SampleFile sample) {
        try {
            var schema =
                    switch (files.format()) {
                        case "csv" -> csv(files, sample);
                        case "json" -> json(files, sample);
                        case "parquet" -> parquet(sample);
                        default ->
                            throw VisualErrors.invalid("The columns of " + files.format()
                                    + " files cannot be inferred without a run: give OutputSchemas yourself");
                    };
            return sample.partitionKeys().stream()
                    .reduce(schema, (all, key) -> all.with(key, FieldType.STRING), (one, other) -> other);
        } catch (IOException e) {
            throw VisualErrors.invalid(
                    "The file " + sample.location() + " cannot be read as " + files.format() + ": " + e.getMessage());
        }
    }

    private static InputStream opened(SampleFile sample, byte[] head) throws IOException {
        var bytes = new ByteArrayInputStream(head);
        return sample.location().key().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    }

    private static Schema csv(Origin.Files files, SampleFile sample) throws IOException {
        var format = CSVFormat.Builder.create()
                .setDelimiter(files.separator())
                .setQuote(files.quote().map(text -> text.charAt(0)).orElse(null))
                .build();
        try (var reader = new InputStreamReader(opened(sample, sample.head()), StandardCharsets.UTF_8)) {
            var lines = format.parse(reader).iterator();
            if (!lines.hasNext()) {
                return new Schema(List.of());
            }
            var first = lines.next();
            Stream<String> names = files.header()
                    ? first.stream()
                    : IntStream.range(0, first.size()).mapToObj(at -> "col" + at);
            return Schema.of(names.map(name -> new Column(name, FieldType.STRING)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Schema json(Origin.Files files, SampleFile sample) throws IOException {
        if (files.inParts()) {
            throw VisualErrors.invalid(
                    "The columns behind a JsonPath cannot be inferred without a run: give" + " OutputSchemas yourself");
        }
        var head = sample.head();
        var rows = new JsonRows();
        int count = 0;
        try (MappingIterator<JsonNode> values = MAPPER.readerFor(JsonNode.class).readValues(opened(sample, head))) {
            while (count < MOST_RECORDS && values.hasNextValue()) {
                var value = values.nextValue();
                if (value.isArray()) {
                    value.forEach(rows::add);
                } else {
                    rows.add(value);
                }
                count++;
            }
        } catch (JsonProcessingException | EOFException e) {
            // The beginning of a long file ends in the middle of a record.
            if (count == 0 || head.length < SampleFile.HEAD) {
                throw e;
            }
        }
        return rows.schema();
    }

    private static Schema parquet(SampleFile sample) throws IOException {
        var trailer = sample.tail(ParquetFooter.TRAILER);
        int length = ParquetFooter.length(trailer)
                .orElseThrow(() -> new IOException("it does not end as a Parquet file does"));
        return ParquetFooter.schema(sample.tail(ParquetFooter.TRAILER + length), length);
    }
}
