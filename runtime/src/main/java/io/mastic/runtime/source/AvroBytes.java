package io.mastic.runtime.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.avro.SchemaConverters;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** Avro in binary values, each a file of one record with its schema, or a record alone. */
public final class AvroBytes {
    private AvroBytes() {}

    /** The schema, as JSON, of the first value that is a file. Runs a Spark job. */
    public static String schemaOf(Dataset<byte[]> files) {
        return files.takeAsList(1).stream()
                .findFirst()
                .map(AvroBytes::schemaOf)
                .orElseThrow(() ->
                        new IllegalArgumentException("There is no Avro to take a schema from: name it in avroSchema"));
    }

    private static String schemaOf(byte[] file) {
        try (DataFileStream<Object> records = open(file, new GenericDatumReader<>())) {
            return records.getSchema().toString();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The first value is no Avro file, which would have its schema: name that of the records in avroSchema",
                    e);
        }
    }

    /** What Spark makes of a schema. */
    public static DataType type(String schema) {
        return SchemaConverters.toSqlType(parse(schema)).dataType();
    }

    /** The values' records, each as a schema has them; null where a value is none. */
    public static Column parsed(Column bytes, String schema) {
        Column record = functions.udf(new Record(schema), DataTypes.BinaryType).apply(bytes);
        return org.apache.spark.sql.avro.functions.from_avro(record, schema, Map.of());
    }

    private static Schema parse(String schema) {
        return new Schema.Parser().parse(schema);
    }

    private static DataFileStream<Object> open(byte[] file, GenericDatumReader<Object> reader) throws IOException {
        return new DataFileStream<>(new ByteArrayInputStream(file), reader);
    }

    /** A record alone, as the schema has it: Spark reads no files in values, and gives structs of nulls for what it cannot read. */
    private static final class Record implements UDF1<byte @Nullable [], byte @Nullable []> {
        private static final long serialVersionUID = 1L;

        private final String schemaText;
        private transient @Nullable Schema schema;

        Record(String schema) {
            this.schemaText = schema;
        }

        @Override
        public byte @Nullable [] call(byte @Nullable [] bytes) throws IOException {
            if (bytes == null) {
                return null;
            }
            Schema of = schema();
            try {
                return written(isFile(bytes) ? firstOf(bytes, of) : alone(bytes, of), of);
            } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
                return null;
            }
        }

        private Schema schema() {
            if (schema == null) {
                schema = parse(schemaText);
            }
            return schema;
        }

        private static boolean isFile(byte[] bytes) {
            return bytes.length > 3 && bytes[0] == 'O' && bytes[1] == 'b' && bytes[2] == 'j' && bytes[3] == 1;
        }

        private static Object firstOf(byte[] file, Schema schema) throws IOException {
            try (DataFileStream<Object> records = open(file, new GenericDatumReader<>(schema))) {
                return records.next();
            }
        }

        private static Object alone(byte[] record, Schema schema) throws IOException {
            return new GenericDatumReader<>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(record, null));
        }

        private static byte[] written(Object record, Schema schema) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new GenericDatumWriter<>(schema).write(record, encoder);
            return bytes.toByteArray();
        }
    }
}
