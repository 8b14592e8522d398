package io.mastic.model.graph.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Functions that a script brings along if a node calls them; their text is a file of this package. */
public enum ScriptFunction {
    SPARK_SQL_QUERY(Import.DYNAMIC_FRAME),
    SPARK_UNION(Import.DYNAMIC_FRAME),
    SPARK_AGGREGATE(Import.DYNAMIC_FRAME, Import.SQL_FUNCTIONS),
    DROP_NULLS(Import.DYNAMIC_FRAME, Import.SQL_FUNCTIONS),
    THREADED_ROUTE(Import.DYNAMIC_FRAME_COLLECTION, Import.CONCURRENT_FUTURES),
    WRITE_ICEBERG_TABLE(Import.SQL_FUNCTIONS),
    DEFAULT_DATA_QUALITY_RULESET(Import.EVALUATE_DATA_QUALITY);

    private final List<Import> imports;

    ScriptFunction(Import... imports) {
        this.imports = List.of(imports);
    }

    List<Import> imports() {
        return imports;
    }

    List<String> lines() {
        var name = name().toLowerCase(Locale.ROOT) + ".py";
        try (var file = ScriptFunction.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
