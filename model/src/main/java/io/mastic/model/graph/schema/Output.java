package io.mastic.model.graph.schema;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a node puts out: one frame, or a collection of frames under keys.
 *
 * @param frames in the order in which indexes count them; none for a target and for a collection whose frames are not known
 * @param chosen the key of the frame in a collection that a child gets which takes one frame
 */
public record Output(boolean collection, List<Frame> frames, Optional<String> chosen) {
    /** @param schema absent if it cannot be told before the run */
    public record Frame(String key, Optional<Schema> schema) {
        public Frame {
            Objects.requireNonNull(key);
            Objects.requireNonNull(schema);
        }
    }

    public static final Output NONE = new Output(false, List.of(), Optional.empty());
    public static final Output UNKNOWN = frame(Optional.empty());

    public Output {
        frames = List.copyOf(frames);
        Objects.requireNonNull(chosen);
    }

    public static Output frame(Schema schema) {
        return frame(Optional.of(schema));
    }

    public static Output frame(Optional<Schema> schema) {
        return new Output(false, List.of(new Frame("", schema)), Optional.empty());
    }

    public static Output collection(List<Frame> frames) {
        return new Output(true, frames, Optional.empty());
    }

    /** The same collection, of which one frame is what children get that take one. */
    public Output choosing(String key) {
        return new Output(true, frames, Optional.of(key));
    }

    /** The schema of the only frame, or of the chosen one. */
    public Optional<Schema> schema() {
        return frames.stream()
                .filter(frame ->
                        !collection || chosen.filter(frame.key()::equals).isPresent())
                .findFirst()
                .flatMap(Frame::schema);
    }
}
