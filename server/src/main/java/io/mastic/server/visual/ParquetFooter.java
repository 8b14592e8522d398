package io.mastic.server.visual;

import io.mastic.model.graph.schema.Column;
import io.mastic.model.graph.schema.FieldType;
import io.mastic.model.graph.schema.FieldType.ArrayOf;
import io.mastic.model.graph.schema.FieldType.MapOf;
import io.mastic.model.graph.schema.FieldType.Primitive;
import io.mastic.model.graph.schema.FieldType.StructOf;
import io.mastic.model.graph.schema.Schema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/**
 * The schema in the footer of a Parquet file.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/LogicalTypes.md">Logical types</a>
 */
final class ParquetFooter {
    /** Length of the footer in four bytes, then the word PAR1. */
    static final int TRAILER = 8;

    private static final String MAGIC = "PAR1";

    private ParquetFooter() {}

    /** How long the footer is that a file's last bytes close; empty if the file is no Parquet. */
    static Optional<Integer> length(byte[] trailer) {
        if (trailer.length < TRAILER) {
            return Optional.empty();
        }
        var end = ByteBuffer.wrap(trailer, trailer.length - TRAILER, TRAILER).order(ByteOrder.LITTLE_ENDIAN);
        int length = end.getInt();
        var magic = new String(trailer, trailer.length - MAGIC.length(), MAGIC.length(), StandardCharsets.US_ASCII);
        return magic.equals(MAGIC) && length > 0 ? Optional.of(length) : Optional.empty();
    }

    /** @param tail the end of the file, from the footer on */
    static Schema schema(byte[] tail, int length) throws IOException {
        int from = tail.length - TRAILER - length;
        var elements = Util.readFileMetaData(new ByteArrayInputStream(tail, from, length), true)
                .getSchema()
                .iterator();
        return new Schema(children(elements, elements.next().getNum_children()));
    }

    private static List<Column> children(Iterator<SchemaElement> elements, int count) {
        var columns = new ArrayList<Column>(count);
        for (int at = 0; at < count; at++) {
            var element = elements.next();
            columns.add(new Column(element.getName(), type(element, elements)));
        }
        return columns;
    }

    private static FieldType type(SchemaElement element, Iterator<SchemaElement> elements) {
        var type = element.getNum_children() == 0 ? primitive(element) : group(element, elements);
        boolean inList = element.getRepetition_type() == FieldRepetitionType.REPEATED;
        return inList && element.getConverted_type() == null ? new ArrayOf(type) : type;
    }

    private static FieldType group(SchemaElement element, Iterator<SchemaElement> elements) {
        var fields = children(elements, element.getNum_children());
        var kind = element.getConverted_type();
        // A list is a group around a repeated group around its elements, a map likewise around keys and values.
        if (kind == ConvertedType.LIST && fields.size() == 1 && fields.get(0).type() instanceof ArrayOf repeated) {
            boolean wrapped = repeated.element() instanceof StructOf struct
                    && struct.fields().size() == 1
                    && !fields.get(0).name().equals("array");
            return wrapped
                    ? new ArrayOf(
                            ((StructOf) repeated.element()).fields().get(0).type())
                    : repeated;
        }
        boolean map = kind == ConvertedType.MAP || kind == ConvertedType.MAP_KEY_VALUE;
        if (map
                && fields.size() == 1
                && fields.get(0).type() instanceof ArrayOf entries
                && entries.element() instanceof StructOf entry
                && entry.fields().size() == 2) {
            return new MapOf(entry.fields().get(0).type(), entry.fields().get(1).type());
        }
        return new StructOf(fields);
    }

    private static FieldType primitive(SchemaElement element) {
        if (element.getConverted_type() != null) {
            return switch (element.getConverted_type()) {
                case UTF8, ENUM, JSON -> FieldType.STRING;
                case DECIMAL -> new Primitive("decimal(" + element.getPrecision() + "," + element.getScale() + ")");
                case DATE -> new Primitive("date");
                case TIMESTAMP_MILLIS, TIMESTAMP_MICROS -> FieldType.TIMESTAMP;
                case INT_8 -> new Primitive("tinyint");
                case INT_16, UINT_8 -> new Primitive("smallint");
                case INT_32, UINT_16 -> FieldType.INT;
                case INT_64, UINT_32 -> FieldType.BIGINT;
                case UINT_64 -> new Primitive("decimal(20,0)");
                case BSON, INTERVAL, MAP, MAP_KEY_VALUE, LIST, TIME_MILLIS, TIME_MICROS -> physical(element);
            };
        }
        return element.isSetLogicalType() && element.getLogicalType().isSetTIMESTAMP()
                ? FieldType.TIMESTAMP
                : physical(element);
    }

    private static FieldType physical(SchemaElement element) {
        return switch (element.getType()) {
            case BOOLEAN -> FieldType.BOOLEAN;
            case INT32 -> FieldType.INT;
            case INT64 -> FieldType.BIGINT;
            case INT96 -> FieldType.TIMESTAMP;
            case FLOAT -> new Primitive("float");
            case DOUBLE -> FieldType.DOUBLE;
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> new Primitive("binary");
        };
    }
}
