package io.mastic.runtime.transform;

import io.mastic.runtime.frame.ChoiceTypes;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.FieldPath;
import io.mastic.runtime.frame.SchemaJson;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import io.mastic.runtime.source.AvroBytes;
import io.mastic.runtime.source.JsonText;
import io.mastic.runtime.source.Options;
import io.mastic.runtime.source.XmlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Reads the text or the bytes in a field as a record, and puts that in the field's place.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-Unbox.html">AWS</a>
 */
public final class Unbox {
    private static final String FIRST_LINE = "^[^\\n]*\\n";

    private Unbox() {}

    /**
     * Unboxes a field. Text that is no record becomes null. Unless {@code withSchema} tells what is in the texts, those of JSON and XML are read once now, and one
     * of CSV.
     *
     * @param path of a string or binary field, in structs but not in arrays
     * @param format {@code json}, {@code csv}, {@code xml} or, of binary fields, {@code avro}
     * @param options JSON: {@code withSchema} (the JSON of a struct type); of csv also {@code separator}, {@code escaper}, {@code skipFirst},
     *     {@code withHeader}, and of xml those of the format; of avro {@code avroSchema}, without which the values are Avro files and the
     *     first one's schema is read now
     * @throws UnsupportedOperationException for another format
     */
    public static DynamicFrame apply(DynamicFrame frame, String path, String format, String options) {
        Options given = Options.parse(options);
        FieldPath parsed = FieldPath.parse(path);
        Optional<StructType> schema = given.text("withSchema").map(SchemaJson::parse);
        Column field = field(frame, parsed);
        FieldChange change =
                switch (format.toLowerCase(Locale.ROOT)) {
                    case "json" -> {
                        StructType type = schema.orElseGet(() -> JsonText.types(texts(frame, field)));
                        yield value -> new Value(JsonText.parsed(value.column().cast("string"), type), type);
                    }
                    case "xml" -> {
                        Map<String, String> xml = XmlText.options(given);
                        StructType type = schema.orElseGet(() -> XmlText.types(texts(frame, field), xml));
                        yield value -> new Value(XmlText.parsed(value.column().cast("string"), type, xml), type);
                    }
                    case "csv" -> csv(given, schema, frame, field);
                    case "avro" -> {
                        String avro = given.text("avroSchema").orElseGet(() -> AvroBytes.schemaOf(files(frame, field)));
                        yield value -> avro(value, avro);
                    }
                    default ->
                        throw new UnsupportedOperationException(
                                "Unbox reads json, csv, xml and avro, not " + format + ": parse it in a Map transform");
                };
        return FieldChange.at(frame, parsed, change);
    }

    private static Column field(DynamicFrame frame, FieldPath path) {
        Optional<Value> value =
                TopLevel.named(path.column(), TopLevel.of(frame)).map(TopLevel::value);
        for (String name : path.below()) {
            value = value.flatMap(around -> around.field(name));
        }
        return value.orElseThrow(() -> new IllegalArgumentException("Unbox finds no field \"" + path.leaf() + "\""))
                .column();
    }

    private static Dataset<String> texts(DynamicFrame frame, Column field) {
        return frame.rows()
                .filter(field.isNotNull())
                .select(field.cast("string"))
                .as(Encoders.STRING());
    }

    private static Dataset<byte[]> files(DynamicFrame frame, Column field) {
        return frame.rows().filter(field.isNotNull()).select(field).as(Encoders.BINARY());
    }

    private static Value avro(Value bytes, String schema) {
        if (!bytes.type().equals(DataTypes.BinaryType)) {
            throw new IllegalArgumentException("Unbox reads avro from binary fields, and this one is "
                    + bytes.type().simpleString());
        }
        return new Value(AvroBytes.parsed(bytes.column(), schema), AvroBytes.type(schema));
    }

    private static FieldChange csv(Options given, Optional<StructType> schema, DynamicFrame frame, Column field) {
        Map<String, String> options = Map.of(
                "sep", given.text("separator", ","),
                "escape", given.text("escaper", "\u0000"),
                "mode", "PERMISSIVE");
        boolean header = given.flag("withHeader", false) || given.flag("skipFirst", false);
        StructType columns = schema.orElseGet(() -> columns(texts(frame, field), options, given));
        Column schemaText = functions.lit(ChoiceTypes.plain(columns).toDDL());
        return value -> {
            Column whole = value.column().cast("string");
            Column body = header ? functions.regexp_replace(whole, FIRST_LINE, "") : whole;
            return new Value(functions.from_csv(body, schemaText, options), columns);
        };
    }

    /** Texts named by the first line, or by number. */
    private static StructType columns(Dataset<String> texts, Map<String, String> options, Options given) {
        List<String> first = texts.takeAsList(1);
        StructType found = texts.sparkSession()
                .read()
                .options(options)
                .option("header", given.flag("withHeader", false))
                .csv(texts.sparkSession().createDataset(first, Encoders.STRING()))
                .schema();
        List<String> names = new ArrayList<>(List.of(found.fieldNames()));
        if (!given.flag("withHeader", false)) {
            names.replaceAll(name -> "col" + name.substring("_c".length()));
        }
        StructType columns = new StructType();
        for (String name : names) {
            columns = columns.add(name, DataTypes.StringType);
        }
        return columns;
    }
}
