package io.mastic.server.visual;

import com.google.common.io.ByteStreams;
import io.mastic.model.graph.node.Origin;
import io.mastic.model.graph.schema.FieldType;
import io.mastic.model.graph.schema.RecordTypes;
import io.mastic.model.graph.schema.Schema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/** The columns of a workbook's first sheet, with the types that a dynamic frame finds in its cells. */
final class ExcelSheet {
    private static final int LARGEST_UNPACKED = 32 << 20;
    /** What a number's format shows beside the number: texts, colours, conditions, currencies. */
    private static final Pattern DECORATION =
            Pattern.compile("\".*?\"|\\[(?!h+]|m+]|s+])[^]]*]", Pattern.CASE_INSENSITIVE);

    private static final Pattern SPAN = Pattern.compile("\\[(h+|m+|s+)]", Pattern.CASE_INSENSITIVE);
    private static final Pattern DATE = Pattern.compile("(?<![_\\\\])[dmhys]", Pattern.CASE_INSENSITIVE);

    private ExcelSheet() {}

    static Schema schema(Origin.Excel origin, byte[] file) throws IOException {
        requireSmall(file);
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(file), new ReadingOptions(true, false));
                var all = workbook.getFirstSheet().openStream()) {
            var rows = all.toList();
            var kept = rows.subList(
                    0, (int) Math.max(0, rows.size() - origin.footer().orElse(0L)));
            return kept.isEmpty() ? new Schema(List.of()) : schema(origin, kept);
        } catch (ExcelReaderException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** A few bytes can unpack to more than there is memory. */
    private static void requireSmall(byte[] file) throws IOException {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            long left = LARGEST_UNPACKED;
            while (zip.getNextEntry() != null) {
                left -= ByteStreams.limit(zip, left + 1).transferTo(OutputStream.nullOutputStream());
                if (left < 0) {
                    throw new IOException("it unpacks to more than " + LARGEST_UNPACKED + " bytes");
                }
            }
        }
    }

    private static Schema schema(Origin.Excel origin, List<Row> rows) {
        int width = rows.stream().mapToInt(Row::getCellCount).max().orElse(0);
        var names =
                IntStream.range(0, width).mapToObj(at -> name(rows.get(0), at)).toList();
        var types = new RecordTypes();
        rows.stream()
                .skip(1)
                .limit(origin.rows().filter(most -> most > 0).orElse(Long.MAX_VALUE))
                .map(row -> record(names, row))
                .filter(record -> !record.values().stream().allMatch(RecordTypes.NULL::equals))
                .forEach(types::add);
        return types.schema();
    }

    private static String name(Row header, int at) {
        return header.getOptionalCell(at)
                .map(Cell::getText)
                .filter(text -> !text.isEmpty())
                .orElse("col" + at);
    }

    private static Map<String, FieldType> record(List<String> names, Row row) {
        var record = new LinkedHashMap<String, FieldType>();
        for (int at = 0; at < names.size(); at++) {
            record.put(
                    names.get(at), row.getOptionalCell(at).map(ExcelSheet::type).orElse(RecordTypes.NULL));
        }
        return record;
    }

    private static FieldType type(Cell cell) {
        @Nullable String value = cell.getRawValue();
        if (value == null || value.isEmpty() || cell.getType() == CellType.EMPTY) {
            return RecordTypes.NULL;
        }
        return switch (cell.getType()) {
            case NUMBER -> number(value, cell.getDataFormatString());
            case BOOLEAN -> FieldType.BOOLEAN;
            default -> FieldType.STRING;
        };
    }

    private static FieldType number(String value, @Nullable String format) {
        var bare = DECORATION
                .matcher(format == null ? "" : format.split(";", 2)[0])
                .replaceAll("");
        if (DATE.matcher(bare).find()) {
            // A time of day or a span of time is read as a text.
            boolean isTime = SPAN.matcher(bare).find() || new BigDecimal(value).compareTo(BigDecimal.ONE) < 0;
            return isTime ? FieldType.STRING : FieldType.TIMESTAMP;
        }
        if (!value.matches("-?\\d{1,18}")) {
            return FieldType.DOUBLE;
        }
        long whole = Long.parseLong(value);
        return whole == (int) whole ? FieldType.INT : FieldType.BIGINT;
    }
}
