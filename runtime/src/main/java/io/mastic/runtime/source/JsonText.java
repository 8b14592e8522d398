package io.mastic.runtime.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.mastic.runtime.frame.ChoiceTypes;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Function1;

/** JSON records in texts, with choices. */
public final class JsonText {
    private JsonText() {}

    /** The fields of all records. Runs a Spark job. Texts that are no record are passed over. */
    public static StructType types(Dataset<String> texts) {
        return inspect(texts).types().columns();
    }

    static JsonRecords inspect(Dataset<String> texts) {
        JsonRecords all = new JsonRecords();
        texts.javaRDD()
                .mapPartitions(part -> List.of(JsonRecords.of(part)).iterator())
                .collect()
                .forEach(all::merge);
        return all;
    }

    /**
     * Records as structs; null where a text is no record.
     *
     * @param type of the structs, with choices
     */
    public static Column parsed(Column text, StructType type) {
        StructType plain = ChoiceTypes.plain(type);
        UDF1<@Nullable String, @Nullable Row> parse = new Parse(type, plain);
        return functions.udf(parse, plain).apply(text);
    }

    private static final class Parse implements UDF1<@Nullable String, @Nullable Row> {
        private static final long serialVersionUID = 1;

        private final StructType type;
        private final StructType plain;
        private transient @Nullable JsonValues reader;
        private transient @Nullable Function1<Object, Object> external;

        Parse(StructType type, StructType plain) {
            this.type = type;
            this.plain = plain;
        }

        @Override
        public @Nullable Row call(@Nullable String text) {
            if (text == null) {
                return null;
            }
            if (reader == null || external == null) {
                reader = JsonValues.struct(type);
                external = CatalystTypeConverters.createToScalaConverter(plain);
            }
            try (JsonParser parser = JsonRecords.JSON.createParser(text)) {
                return parser.nextToken() == JsonToken.START_OBJECT ? (Row) external.apply(reader.read(parser)) : null;
            } catch (IOException e) {
                return null;
            }
        }
    }
}
