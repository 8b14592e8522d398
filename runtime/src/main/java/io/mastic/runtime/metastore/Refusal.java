package io.mastic.runtime.metastore;

/** What the metastore answers to questions that the Data Catalog has no answer for. */
final class Refusal {
    private Refusal() {}

    static UnsupportedOperationException of(String method) {
        return new UnsupportedOperationException(
                "The Data Catalog does not support '%s' of Hive's metastore".formatted(method));
    }
}
