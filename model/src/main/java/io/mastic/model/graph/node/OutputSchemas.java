package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Column;
import io.mastic.model.graph.schema.FieldType;
import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.schema.Output.Frame;
import io.mastic.model.graph.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What a node itself says that it puts out, {@code OutputSchemas}: for the editor's pickers, never for the run.
 *
 * @param schemas one for each frame
 */
public record OutputSchemas(List<Schema> schemas) {
    public OutputSchemas {
        schemas = List.copyOf(schemas);
    }

    static OutputSchemas read(NodeFields fields) {
        return new OutputSchemas(fields.structures(
                "OutputSchemas", schema -> new Schema(schema.structures("Columns", OutputSchemas::column))));
    }

    private static Column column(NodeFields fields) {
        var type = fields.text("Type").or(() -> fields.text("GlueStudioType")).orElse("string");
        try {
            return new Column(fields.required("Name"), FieldType.parse(type));
        } catch (IllegalArgumentException e) {
            fields.warn("Type", String.valueOf(e.getMessage()));
            return new Column(fields.required("Name"), FieldType.UNKNOWN);
        }
    }

    /** The one frame, unknown if nothing is said. */
    Output frame() {
        return frame(Optional::empty);
    }

    /** The one frame, which something else knows if nothing is said. */
    Output frame(Supplier<Optional<Schema>> otherwise) {
        return Output.frame(schemas.stream().findFirst().or(otherwise));
    }

    /** A collection of as many frames as are said. */
    Output collection() {
        return Output.collection(IntStream.range(0, schemas.size())
                .mapToObj(at -> new Frame("", Optional.of(schemas.get(at))))
                .toList());
    }
}
