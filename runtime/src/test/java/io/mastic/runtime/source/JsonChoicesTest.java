package io.mastic.runtime.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mastic.runtime.frame.ChoiceJson;
import io.mastic.runtime.frame.ChoiceTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Inference and reading of any records, against a slow reference and against the records themselves. */
final class JsonChoicesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Property(tries = 300)
    void typesAreThoseOfTheReference(@ForAll("records") List<JsonNode> records) {
        DataType expected = new StructType();
        for (JsonNode record : records) {
            expected = ChoiceTypes.merge(expected, typeOf(record));
        }
        assertThat(columns(records)).isEqualTo(expected);
    }

    @Property(tries = 300)
    void whatIsReadIsWhatWasWritten(@ForAll("records") List<JsonNode> records) throws IOException {
        StructType columns = columns(records);
        JsonValues reader = JsonValues.struct(columns);
        StructType plain = ChoiceTypes.plain(columns);
        for (JsonNode record : records) {
            try (JsonParser parser = JsonRecords.JSON.createParser(record.toString())) {
                parser.nextToken();
                Object read = CatalystTypeConverters.convertToScala(reader.read(parser), plain);
                JsonNode written = MAPPER.readTree(ChoiceJson.plain(((Row) read).json(), columns));
                assertThat(withoutNulls(written)).isEqualTo(withoutNulls(record));
            }
        }
    }

    private static StructType columns(List<JsonNode> records) {
        return JsonRecords.of(records.stream().map(JsonNode::toString).iterator())
                .types()
                .columns();
    }

    /** One value at a time, with all that is not a record of its own merged by definition. */
    private static DataType typeOf(JsonNode value) {
        if (value.isObject()) {
            StructType type = new StructType();
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                type = type.add(field.getKey(), typeOf(field.getValue()));
            }
            return type;
        }
        if (value.isArray()) {
            DataType element = DataTypes.NullType;
            for (JsonNode inner : value) {
                element = ChoiceTypes.merge(element, typeOf(inner));
            }
            return DataTypes.createArrayType(element);
        }
        return switch (value.getNodeType()) {
            case STRING -> DataTypes.StringType;
            case BOOLEAN -> DataTypes.BooleanType;
            case NUMBER ->
                value.isInt() ? DataTypes.IntegerType : value.isLong() ? DataTypes.LongType : DataTypes.DoubleType;
            default -> DataTypes.NullType;
        };
    }

    /** Missing and null are the same to a frame, and so are a record and null when it holds nothing. */
    private static JsonNode withoutNulls(JsonNode value) {
        if (value.isObject()) {
            ObjectNode kept = NODES.objectNode();
            value.properties().forEach(field -> {
                JsonNode inner = withoutNulls(field.getValue());
                if (!inner.isNull()) {
                    kept.set(field.getKey(), inner);
                }
            });
            return kept;
        }
        if (value.isArray()) {
            List<JsonNode> elements = new ArrayList<>();
            value.forEach(inner -> elements.add(withoutNulls(inner)));
            return NODES.arrayNode().addAll(elements);
        }
        return value;
    }

    @Provide
    Arbitrary<List<JsonNode>> records() {
        return object(value(3)).list().ofMaxSize(8);
    }

    private static Arbitrary<JsonNode> value(int depth) {
        Arbitrary<JsonNode> atom = Arbitraries.oneOf(
                Arbitraries.just(NODES.nullNode()),
                Arbitraries.of(true, false).map(NODES::booleanNode),
                Arbitraries.integers().map(NODES::numberNode),
                Arbitraries.longs().between(3_000_000_000L, Long.MAX_VALUE).map(NODES::numberNode),
                Arbitraries.doubles().between(-1e6, 1e6).map(number -> NODES.numberNode(number + 0.5)),
                Arbitraries.strings().ofMaxLength(3).map(NODES::textNode));
        return depth == 0
                ? atom
                : Arbitraries.frequencyOf(
                        Tuple.of(4, atom),
                        Tuple.of(1, object(value(depth - 1))),
                        Tuple.of(1, value(depth - 1).list().ofMaxSize(3).map(inner ->
                                (JsonNode) NODES.arrayNode().addAll(inner))));
    }

    private static Arbitrary<JsonNode> object(Arbitrary<JsonNode> values) {
        return Arbitraries.maps(Arbitraries.of("a", "b", "c", "d e", "struct", "int"), values)
                .ofMaxSize(4)
                .map(fields -> NODES.objectNode().setAll(fields));
    }
}
