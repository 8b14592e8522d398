package io.mastic.model.graph.node;

import java.util.Locale;
import java.util.Set;

/** The table formats of data lakes. */
public enum LakeFormat {
    HUDI("Hudi", Set.of("gzip", "lzo", "uncompressed", "snappy")),
    DELTA("Delta", Set.of("uncompressed", "snappy")),
    ICEBERG("Iceberg", Set.of("gzip", "lzo", "uncompressed", "snappy"));

    private final String title;
    private final Set<String> compressions;

    LakeFormat(String title, Set<String> compressions) {
        this.title = title;
        this.compressions = compressions;
    }

    static LakeFormat of(NodeType type) {
        var member = type.member();
        return member.contains("Hudi") ? HUDI : member.contains("Delta") ? DELTA : ICEBERG;
    }

    String title() {
        return title;
    }

    /** As Spark names it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Set<String> compressions() {
        return compressions;
    }
}
