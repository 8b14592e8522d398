package io.mastic.runtime.sink;

import io.mastic.runtime.frame.ChoiceJson;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** Rows with choices as lines of JSON, which Spark's own writer of JSON would write as structs. */
final class ChoiceRows {
    private ChoiceRows() {}

    /** One text a row, and the keys. */
    static Dataset<Row> json(DynamicFrame frame, List<String> keys, WriteFormat format) {
        List<TopLevel> fields = new ArrayList<>();
        List<Column> folders = new ArrayList<>();
        for (TopLevel column : TopLevel.of(frame)) {
            if (keys.stream().anyMatch(column.name()::equalsIgnoreCase)) {
                folders.add(column.named());
            } else {
                fields.add(column);
            }
        }
        Value record = Value.struct(fields);
        Column json = functions.to_json(record.column(), format.options());
        List<Column> all = new ArrayList<>();
        all.add(ChoiceJson.plain(json, (StructType) record.type()).as("value"));
        all.addAll(folders);
        return frame.rows().select(all.toArray(Column[]::new));
    }
}
