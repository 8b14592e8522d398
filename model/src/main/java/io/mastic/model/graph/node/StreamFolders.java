package io.mastic.model.graph.node;

import io.mastic.model.graph.script.Import;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.List;
import java.util.stream.Stream;

/** The folders of each hour that files of a stream go to. */
final class StreamFolders {
    private static final List<String> KEYS = List.of("ingest_year", "ingest_month", "ingest_day", "ingest_hour");

    private StreamFolders() {}

    /** The path with the folders of the current hour. */
    static Python path(NodeScript script, String path) {
        script.need(Import.DATETIME);
        var folders = "/ingest_year=%Y/ingest_month=%m/ingest_day=%d/ingest_hour=%H/";
        return Python.name(Python.text(path.replaceAll("/+$", "")).inline() + " + datetime.datetime.now().strftime("
                + Python.text(folders).inline() + ")");
    }

    /** The rows of the node's input with the hour in columns, as a frame. */
    static Python frame(NodeScript script) {
        script.need(Import.DYNAMIC_FRAME);
        var rows = Python.method(script.input(0), "toDF");
        return Python.call(
                "DynamicFrame.fromDF",
                Item.of(Python.call(
                        "glueContext.add_ingestion_time_columns", Item.of(rows), Item.of(Python.text("hour")))),
                Item.of(Python.name("glueContext")),
                Item.of(Python.text("with_ingestion_time")));
    }

    /** The columns of the hour, and the keys below them. */
    static Python keys(PartitionKeys keys) {
        return Python.texts(Stream.concat(KEYS.stream(), keys.names().stream()).toList());
    }
}
