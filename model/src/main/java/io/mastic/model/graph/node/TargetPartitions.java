package io.mastic.model.graph.node;

import java.util.Optional;
import java.util.regex.Pattern;

/** How many files a target writes into each folder, {@code NumberTargetPartitions}: a number in a text. */
final class TargetPartitions {
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");

    private TargetPartitions() {}

    static void check(NodeCheck check, Optional<String> number) {
        number.filter(text -> !NUMBER.matcher(text).matches())
                .ifPresent(text -> check.error(
                        "NumberTargetPartitions",
                        "This has to be a number of partitions, or 0 for automatic, not \"" + text + "\"."));
    }

    /** The number, if it is one. */
    static Optional<Integer> of(Optional<String> number) {
        return number.filter(text -> NUMBER.matcher(text).matches()).map(Integer::valueOf);
    }
}
