package io.mastic.server.visual;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.io.ByteStreams;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import io.mastic.model.graph.node.Origin;
import io.mastic.model.graph.schema.Column;
import io.mastic.model.graph.schema.FieldType;
import io.mastic.model.graph.schema.RecordTypes;
import io.mastic.model.graph.schema.Schema;
import io.mastic.protocol.ServiceException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/** The columns of one file. */
final class FileSchema {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Configuration TREES = Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider(MAPPER))
            .mappingProvider(new JacksonMappingProvider(MAPPER))
            .options(Option.SUPPRESS_EXCEPTIONS)
            .build();
    private static final int MOST_RECORDS = 10_000;
    /** Bytes of a document that is read whole, and of what a beginning unpacks to. */
    private static final int LARGEST_DOCUMENT = 8 << 20;

    private FileSchema() {}

    /** @throws ServiceException {@code InvalidInputException} if the file cannot be read */
    static Schema of(Origin.Files origin, SampleFile sample) {
        try {
            return sample.partitionKeys().stream()
                    .reduce(read(origin, sample), (all, key) -> all.with(key, FieldType.STRING), (one, other) -> other);
        } catch (IOException | JsonPathException e) {
            throw VisualErrors.invalid("The file " + sample.location() + " cannot be read as "
                    + origin.getClass().getSimpleName().toLowerCase(Locale.ROOT) + ": " + e.getMessage());
        }
    }

    private static Schema read(Origin.Files origin, SampleFile sample) throws IOException {
        if (origin instanceof Origin.Csv csv) {
            return csv(csv, sample);
        }
        if (origin instanceof Origin.Json json) {
            return json.path().isPresent() ? json(json.path().get(), sample) : json(sample);
        }
        if (origin instanceof Origin.Excel excel) {
            return ExcelSheet.schema(excel, sample.whole(LARGEST_DOCUMENT));
        }
        return parquet(sample);
    }

    private static InputStream opened(SampleFile sample, byte[] head) throws IOException {
        var bytes = new ByteArrayInputStream(head);
        return sample.location().key().endsWith(".gz")
                ? ByteStreams.limit(new GZIPInputStream(bytes), LARGEST_DOCUMENT)
                : bytes;
    }

    private static Schema csv(Origin.Csv origin, SampleFile sample) throws IOException {
        var format = CSVFormat.Builder.create()
                .setDelimiter(origin.separator())
                .setQuote(origin.quote().map(text -> text.charAt(0)).orElse(null))
                .build();
        try (var reader = new InputStreamReader(opened(sample, sample.head()), StandardCharsets.UTF_8)) {
            var lines = format.parse(reader).iterator();
            if (!lines.hasNext()) {
                return new Schema(List.of());
            }
            var first = lines.next();
            Stream<String> names = origin.header()
                    ? first.stream()
                    : IntStream.range(0, first.size()).mapToObj(at -> "col" + at);
            return Schema.of(names.map(name -> new Column(name, FieldType.STRING)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Schema json(SampleFile sample) throws IOException {
        var head = sample.head();
        var types = new RecordTypes();
        int count = 0;
        try (MappingIterator<JsonNode> values = MAPPER.readerFor(JsonNode.class).readValues(opened(sample, head))) {
            while (count < MOST_RECORDS && values.hasNextValue()) {
                add(values.nextValue(), types);
                count++;
            }
        } catch (JsonProcessingException | EOFException e) {
            // The beginning of a long file ends in the middle of a record.
            if (count == 0 || head.length < SampleFile.HEAD) {
                throw e;
            }
        }
        return types.schema();
    }

    private static Schema json(String path, SampleFile sample) throws IOException {
        var compiled = JsonPath.compile(path);
        var types = new RecordTypes();
        var document = opened(sample, sample.whole(LARGEST_DOCUMENT));
        try (MappingIterator<JsonNode> values = MAPPER.readerFor(JsonNode.class).readValues(document)) {
            while (values.hasNextValue()) {
                @Nullable JsonNode found = compiled.read(values.nextValue(), TREES);
                if (found != null) {
                    add(found, types);
                }
            }
        }
        return types.schema();
    }

    private static void add(JsonNode value, RecordTypes types) {
        if (value.isArray()) {
            value.forEach(types::add);
        } else {
            types.add(value);
        }
    }

    private static Schema parquet(SampleFile sample) throws IOException {
        var trailer = sample.tail(ParquetFooter.TRAILER);
        int length = ParquetFooter.length(trailer)
                .orElseThrow(() -> new IOException("it does not end as a Parquet file does"));
        return ParquetFooter.schema(sample.tail(ParquetFooter.TRAILER + length), length);
    }
}
