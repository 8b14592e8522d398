package io.mastic.model.graph.schema;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a node puts out: one frame, or a collection of frames under keys.
 *
 * @param frames in the order in which indexes count them; none for a target and for a collection whose frames are not known
 */
public record Output(boolean collection, List<Frame> frames) {
    /** @param schema absent if it cannot be told before the run */
    public record Frame(String key, Optional<Schema> schema) {
        public Frame {
            Objects.requireNonNull(key);
            Objects.requireNonNull(schema);
        }
    }

    public static final Output NONE = new Output(false, List.of());
    public static final Output UNKNOWN = frame(Optional.empty());

    public Output {
        frames = List.copyOf(frames);
    }

    public static Output frame(Schema schema) {
        return frame(Optional.of(schema));
    }

    public static Output frame(Optional<Schema> schema) {
        return new Output(false, List.of(new Frame("", schema)));
    }

    public static Output collection(List<Frame> frames) {
        return new Output(true, frames);
    }

    /** The schema of the only frame. */
    public Optional<Schema> schema() {
        return collection || frames.isEmpty() ? Optional.empty() : frames.get(0).schema();
    }
}
